"""What one may do with actors, and through whom."""

from drehscheibe.kernel.permissions.declarations import NETWORK, Permission

OWN = ("centre__organisation", "centre__carrier")
CENTRE = ("organisation", "carrier")

READ = Permission("directory.actor.read", "Akteure lesen", through=OWN)
READ_ALL = Permission("directory.actor.read_all", "Akteure aller Zentren lesen", through=(NETWORK,))
KEEP = Permission("directory.actor.keep", "Akteure des eigenen Zentrums pflegen", through=OWN)
CLEAR = Permission("directory.actor.clear", "Änderungen von Akteuren freigeben", through=OWN)
KEEP_ALL_OF = Permission(
    "directory.centre.keep", "Akteure als Tabelle einlesen und ausgeben", through=CENTRE
)
PROPOSE = Permission(
    "directory.actor.propose", "Angaben der eigenen Organisation ändern", through=("organisation",)
)

OWN_READING = frozenset({READ})
OWN_KEEPING = OWN_READING | {KEEP, KEEP_ALL_OF, CLEAR}
NETWORK_READING = frozenset({READ_ALL})
SPEAKING = frozenset({PROPOSE})
"""For people of the actor itself."""
