"""A file is a register."""
