"""The sentences, by what they speak of. Each tuple is a paragraph; no number stands here but in names (PM2.5)."""
