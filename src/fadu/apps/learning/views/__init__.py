"""Pages of learning: one's own, sitting an exam, the office's, the bank."""
