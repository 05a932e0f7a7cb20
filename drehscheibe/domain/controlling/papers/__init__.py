"""Reports on paper: one sequence of blocks becomes page, PDF and Word."""
