"""Reads of matters, their acts, the people of a case and the bureau's own rules; outsiders get values."""
