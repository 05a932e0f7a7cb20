"""Activities: entered once, on a phone, even with a weak connection."""
