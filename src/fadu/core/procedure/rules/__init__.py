"""Arithmetic of the law about time and thresholds, one rule a file. Money is Decimal, in yuan; nothing is decided on what is not known."""
