"""Calls that third parties may answer now; everybody may read them."""

from datetime import date

from django.db.models import QuerySet

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.forwarding.models import CallIs, ForwardingCall


def open_calls(*, on: date, centre: Centre | None = None) -> "QuerySet[ForwardingCall]":
    """Open on this day, what closes first comes first."""
    rows = ForwardingCall.objects.filter(
        status=CallIs.OPEN, opens_on__lte=on, closes_on__gte=on
    ).select_related("centre__organisation")
    if centre is not None:
        rows = rows.filter(centre=centre)
    return rows.order_by("closes_on", "title")


def known_call(slug: str) -> ForwardingCall:
    """A call that was opened, also a closed one; raises `ForwardingCall.DoesNotExist`."""
    rows = ForwardingCall.objects.exclude(status=CallIs.DRAFT)
    return rows.select_related("centre__organisation").get(slug=slug)
