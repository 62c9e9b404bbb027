"""Backup and restore: one encrypted file that carries the roots it must reproduce. docs/backup.md says what is promised."""
