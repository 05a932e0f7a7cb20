"""Goals agreed by two ministries, activities entered once, figures with their rows."""
