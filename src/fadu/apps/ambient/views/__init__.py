"""Pages of environmental quality: what documents state, and daily values of air."""
