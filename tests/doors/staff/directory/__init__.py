"""Pages of the directory of actors."""
