"""The official directory of schools: read with care, taken as actors of their centres."""
