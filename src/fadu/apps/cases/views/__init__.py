"""Pages of matters. The clock is read here and handed down."""
