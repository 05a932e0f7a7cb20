"""Pages of the centre for language courses."""
