"""What may be kept as evidence: the kind of a file by its content, within bounds, under a harmless name."""
