"""What is typed into a long form is kept, readable or not; nobody overwrites another (ADR 4)."""
