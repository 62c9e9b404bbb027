"""Bind a closed file; hand it out as a package. Both are sealed acts."""
