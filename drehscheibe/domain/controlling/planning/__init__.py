"""A centre's own planning, read from a spreadsheet into a draft period."""
