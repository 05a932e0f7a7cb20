"""Who helps nearby: the list of actors, the page of each, and what others say about it."""
