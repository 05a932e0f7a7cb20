"""What one may do with the indicator catalogue."""

from drehscheibe.domain.controlling.permissions import CATALOGUE_KEEP
from drehscheibe.kernel.permissions.declarations import NETWORK, Permission

KEEP = CATALOGUE_KEEP
VIEW = Permission("controlling.catalogue.view", "Indikatorenkatalog einsehen", through=(NETWORK,))
