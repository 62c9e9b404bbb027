"""Pages of the declared registers."""
