"""The profile that a centre keeps itself: address, contact, opening hours, fields of action."""
