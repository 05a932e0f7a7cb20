"""What one may do with figures over all centres."""

from drehscheibe.domain.controlling.permissions import CENTRE
from drehscheibe.kernel.permissions.declarations import NETWORK, Permission

ANALYSIS = Permission(
    "reporting.analysis.view", "Auswertung über alle Zentren einsehen", through=CENTRE
)
"""Not through the network: who holds this alone must not reach rows of other centres."""
ROWS = Permission(
    "reporting.analysis.rows", "Zeilen hinter den Zahlen der Auswertung einsehen",
    through=(NETWORK,),
)  # fmt: skip
FROZEN = Permission(
    "reporting.frozen.view", "Eingefrorene Auswertungen einsehen", through=(NETWORK,)
)
FREEZE = Permission("reporting.frozen.make", "Auswertungen einfrieren", through=(NETWORK,))

OWN_READING = frozenset({ANALYSIS})
"""Centres: sums over at least three centres beside their own values, no rows of others."""
NETWORK_READING = frozenset({ANALYSIS, ROWS, FROZEN})
FREEZING = NETWORK_READING | {FREEZE}
