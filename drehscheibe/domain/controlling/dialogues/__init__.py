"""The effectiveness dialogue: prepared from a signed report, held, its steps followed up."""
