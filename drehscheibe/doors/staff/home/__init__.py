"""The first screen: what is due, what waits for me, what is new."""
