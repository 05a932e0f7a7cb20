"""The authority allocates, everybody reads how far the money got."""
