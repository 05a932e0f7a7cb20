"""The guide for everybody."""
