"""Language courses for everybody: search, page, path planner; behind a mailed link the provider."""
