"""Records of decided cases for upper platforms: validated, completed, sent with a ledger of what was sent when, held against their lists."""
