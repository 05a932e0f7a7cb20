"""Pages of goals, activities and controlling."""
