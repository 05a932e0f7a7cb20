"""Pages of the proof of use (Verwendungsnachweis)."""
