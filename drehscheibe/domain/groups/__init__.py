"""The room groups: who works together, on whose behalf, and who may see what of it."""
