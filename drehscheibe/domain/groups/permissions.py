"""What one may do with groups, and through whom."""

from drehscheibe.kernel.permissions.declarations import Permission

FOUND = Permission("groups.group.found", "Arbeitskreise einrichten", through=("host",))
KEEP = Permission("groups.group.keep", "Arbeitskreise des eigenen Hauses führen", through=("host",))
TAKE_PART = Permission(
    "groups.group.take_part", "In Arbeitskreisen mitarbeiten",
    through=("host", "memberships__on_behalf_of"),
)  # fmt: skip
"""Opens the door; which groups, and what of them, tells membership (`visibility.py`)."""

PARTICIPATING = frozenset({TAKE_PART})
HOSTING = PARTICIPATING | {FOUND, KEEP}
