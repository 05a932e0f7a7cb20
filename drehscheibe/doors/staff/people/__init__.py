"""Who works here in which role; who may do what."""
