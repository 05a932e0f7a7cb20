"""What one may do with relations; asked about the actor on whose side one stands."""

from drehscheibe.kernel.permissions.declarations import Permission

RELATE = Permission(
    "network.relation.relate", "Beziehungen von Akteuren pflegen",
    through=("centre__organisation", "centre__carrier", "organisation"),
)  # fmt: skip
FREEZE = Permission(
    "network.snapshot.take", "Stand des Netzwerks festhalten",
    through=("organisation", "carrier"),
)  # fmt: skip
OPEN = Permission(
    "network.public.open", "Netzwerk öffentlich zeigen",
    through=("organisation", "carrier"),
)  # fmt: skip

RELATING = frozenset({RELATE, FREEZE})
OPENING = frozenset({OPEN})
"""For who answers for what the centre says in public."""
SPEAKING = frozenset({RELATE})
"""For people of the actor itself."""
