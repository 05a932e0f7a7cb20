"""Pages of docs/reference that are drawn from the code and compared in the checks."""
