"""The founding of a centre: the council's decisions and the approval in two steps."""
