"""What one may do with yearly reports, and through whom."""

from django.db.models import Q

from drehscheibe.domain.controlling.permissions import CENTRE, UNIT
from drehscheibe.kernel.permissions.declarations import NETWORK, Permission

SIGNED = ~Q(status="draft")

VIEW = Permission("controlling.report.view", "Eigene Jahresberichte einsehen", through=CENTRE)
VIEW_SIGNED = Permission(
    "controlling.report.view_signed", "Gezeichnete Jahresberichte einsehen", through=(NETWORK,),
    only=SIGNED,
)  # fmt: skip
EDIT = Permission("controlling.report.edit", "Jahresberichte schreiben", through=UNIT)
SIGN = Permission("controlling.report.sign", "Jahresberichte zeichnen", through=UNIT)
REVIEW = Permission(
    "controlling.report.review", "Jahresberichte durchsehen", through=(NETWORK,), only=SIGNED
)

READING = (VIEW, VIEW_SIGNED)
"""Either lets one see a report; the network sees what was signed."""

OWN_READING = frozenset({VIEW})
OWN_EDITING = OWN_READING | {EDIT}
OWN_SIGNING = OWN_EDITING | {SIGN}
"""The head answers for controlling (source 004), nobody else signs."""
NETWORK_READING = frozenset({VIEW_SIGNED})
REVIEWING = NETWORK_READING | {REVIEW}
