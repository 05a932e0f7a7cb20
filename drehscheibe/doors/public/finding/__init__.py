"""The search over everything that is public, in every language."""
