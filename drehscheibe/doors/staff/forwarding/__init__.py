"""Pages of forwarded grants."""
