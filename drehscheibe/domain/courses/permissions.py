"""What one may do with language courses, and through whom."""

from drehscheibe.kernel.permissions.declarations import NETWORK, Permission

OWN = ("actor__centre__organisation", "actor__centre__carrier")
CENTRE = ("organisation", "carrier")

READ = Permission("courses.offer.read", "Sprachkurse des eigenen Zentrums lesen", through=OWN)
KEEP = Permission("courses.offer.keep", "Sprachkurse des eigenen Zentrums pflegen", through=OWN)
KEEP_ALL_OF = Permission(
    "courses.centre.keep", "Sprachkurse anlegen, einlesen und Anbieter einladen", through=CENTRE
)
DEMAND = Permission("courses.demand.read", "Fehlende Sprachkurse sehen", through=CENTRE)
DEMAND_ALL = Permission(
    "courses.demand.read_all", "Fehlende Sprachkurse aller Zentren sehen", through=(NETWORK,)
)

OWN_READING = frozenset({READ, DEMAND})
OWN_KEEPING = OWN_READING | {KEEP, KEEP_ALL_OF}
NETWORK_READING = frozenset({DEMAND_ALL})
