"""What third parties do themselves, through the link of their case."""
