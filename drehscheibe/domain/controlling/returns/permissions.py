"""What one may do with returns, and through whom."""

from drehscheibe.kernel.permissions.declarations import NETWORK, Permission

THE_CENTRE = ("organisation", "carrier")

VIEW = Permission(
    "controlling.return.view", "Einsehen, was das eigene Zentrum schuldet", through=THE_CENTRE
)
VIEW_ALL = Permission(
    "controlling.return.view_all", "Rücklauf aller Zentren einsehen", through=(NETWORK,)
)
REMIND = Permission("controlling.return.remind", "An Fehlendes erinnern", through=(NETWORK,))
UNLOCK = Permission(
    "controlling.return.unlock", "Ausnahmen von einer Sperre gewähren", through=(NETWORK,)
)

READING = (VIEW, VIEW_ALL)
OWN_READING = frozenset({VIEW})
NETWORK_READING = frozenset({VIEW_ALL})
COORDINATING = NETWORK_READING | {REMIND, UNLOCK}
"""The coordinating office chases; ministries see what has come back, never who is still writing."""
