"""What one may do in a group's work, and through whom; guards ask for the function in the group."""

from drehscheibe.kernel.permissions.declarations import Permission

THE_GROUP = ("group__host", "group__memberships__on_behalf_of")

LEAD = Permission("exchange.meeting.lead", "Sitzungen der Gruppe führen", through=THE_GROUP)
DECIDE = Permission(
    "exchange.decision.keep", "Beschlüsse der Gruppe führen",
    through=tuple(f"item__meeting__{path}" for path in THE_GROUP),
)  # fmt: skip
WORK = Permission("exchange.action.work", "Aufträge der Gruppe erledigen", through=THE_GROUP)

WORKING = frozenset({LEAD, DECIDE, WORK})
