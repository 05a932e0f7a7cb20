"""What one may do with events, and through whom."""

from drehscheibe.kernel.permissions.declarations import Permission

TEMPLATE_KEEP = Permission(
    "qualification.course_template.keep", "Kursvorlagen des eigenen Hauses führen",
    through=("owner",),
)  # fmt: skip
EVENT_KEEP = Permission(
    "qualification.event.keep", "Veranstaltungen des eigenen Hauses führen",
    through=("owner",),
)  # fmt: skip
EVENT_CERTIFY = Permission(
    "qualification.event.certify", "Teilnahmebescheinigungen ausstellen und widerrufen",
    through=("owner",),
)  # fmt: skip
CATALOGUE = Permission(
    "qualification.event.look_up", "Veranstaltungen im Netzwerk finden und sich anmelden",
    through=("owner", "co_hosts", "participations__registration__organisation"),
)  # fmt: skip
"""Opens the door; which events, tells their tier (`groups/visibility.py`), not the role."""

TAKING_PART = frozenset({CATALOGUE})
HOSTING = TAKING_PART | {TEMPLATE_KEEP, EVENT_KEEP, EVENT_CERTIFY}
