"""Reads of learning; callers get values."""
