"""Set-up and running of the platform with the standard library alone (see docs/how-to/operate.md)."""
