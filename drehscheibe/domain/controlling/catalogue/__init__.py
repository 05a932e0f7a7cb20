"""Keeping the indicator catalogue: versions, what holds when, which series can be compared."""
