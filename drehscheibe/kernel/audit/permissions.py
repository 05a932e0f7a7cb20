"""Who may look through the record."""

from drehscheibe.kernel.permissions.declarations import NETWORK, Permission

READ = Permission("audit.entry.read", "Protokoll einsehen", through=(NETWORK,))
"""Acts, rows by number, persons by number: no names, no content."""
