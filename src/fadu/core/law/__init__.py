"""Law as data: what the other floors ask by id."""
