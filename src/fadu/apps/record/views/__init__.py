"""Pages of the registers, of findings, and of the sealed record."""
