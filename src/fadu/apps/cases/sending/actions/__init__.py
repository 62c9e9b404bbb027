"""Complete fields, send a batch, hold a platform's list against ours. Each is a sealed act."""
