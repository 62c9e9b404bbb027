"""A report as people write it: passages of text in which figures are tokens."""
