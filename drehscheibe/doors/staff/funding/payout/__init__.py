"""Pages about granted money: overview, calls, change notices, amended notices."""
