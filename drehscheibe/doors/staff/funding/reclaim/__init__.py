"""Pages about money that comes back, retention, and the case as a package."""
