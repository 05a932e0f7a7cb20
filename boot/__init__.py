"""Set-up and running of the platform with the standard library alone (docs/how-to/operate.md)."""
