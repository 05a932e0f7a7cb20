"""How actors hang together: relations, what is missing, what falls apart without one of them."""
