"""How a guide is set on paper."""
