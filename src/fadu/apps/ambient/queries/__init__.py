"""Reads of environmental quality: what documents state, what daily values come to."""
