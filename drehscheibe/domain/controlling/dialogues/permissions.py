"""What one may do with effectiveness dialogues, and through whom."""

from drehscheibe.domain.controlling.permissions import CENTRE, UNIT
from drehscheibe.kernel.permissions.declarations import NETWORK, Permission

VIEW = Permission(
    "controlling.dialogue.view", "Eigene Wirksamkeitsdialoge einsehen", through=CENTRE
)
VIEW_ALL = Permission(
    "controlling.dialogue.view_all", "Wirksamkeitsdialoge des Verbunds einsehen", through=(NETWORK,)
)
TAKE_PART = Permission(
    "controlling.dialogue.take_part", "Wirksamkeitsdialoge des Zentrums führen", through=UNIT
)
HOLD = Permission(
    "controlling.dialogue.hold", "Wirksamkeitsdialoge im Verbund führen", through=(NETWORK,)
)

READING = (VIEW, VIEW_ALL)
WRITING = (HOLD, TAKE_PART)
"""Both sides of the table: the coordinating office and the centre."""

OWN_READING = frozenset({VIEW})
OWN_HOLDING = OWN_READING | {TAKE_PART}
NETWORK_HOLDING = frozenset({VIEW_ALL, HOLD})
