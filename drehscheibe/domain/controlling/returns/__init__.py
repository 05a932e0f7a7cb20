"""What each centre owes, when it is due, what has come back, and who is reminded."""
