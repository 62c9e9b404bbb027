"""Official texts: reading them, reading the figures that they state, finding what is wrong in them."""
