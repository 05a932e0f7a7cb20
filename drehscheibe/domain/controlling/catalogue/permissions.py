"""What one may do with the indicator catalogue."""

from drehscheibe.domain.controlling.permissions import CATALOGUE_KEEP, CENTRE
from drehscheibe.kernel.permissions.declarations import Permission

KEEP = CATALOGUE_KEEP
VIEW = Permission("controlling.catalogue.view", "Indikatorenkatalog einsehen", through=CENTRE)
"""Not through the network: every centre holds it, and whoever holds anything through the network
reaches released rows of all centres in the database (`second_wall.acting_as`)."""
