"""Pages for those who keep a guide."""
