"""Pages of the network of actors."""
