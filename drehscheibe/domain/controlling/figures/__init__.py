"""Named figures that other rooms offer, counted from their rows."""
