"""Pages of plans, draws, recusals and the replay."""
