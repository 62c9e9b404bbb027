"""Pages of coming in, and of accounts."""
