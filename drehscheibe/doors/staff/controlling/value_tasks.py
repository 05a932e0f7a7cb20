"""Lines of the first screen: values of a year that is over and that the rules speak of."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.models import ValueCheck
from drehscheibe.doors.staff.home.bands import Task
from drehscheibe.kernel.permissions.reach import Standing, holds, within_reach


def values_to_look_at(standing: Standing, now: datetime) -> list[Task]:
    """One line for each year with values to correct or to explain."""
    if not holds(standing, [may.VALUE_ENTER]):
        return []
    rows = ValueCheck.objects.filter(
        Q(blocking__gt=0) | Q(unexplained__gt=0), year__lt=standing.on.year
    ).exclude(period__status__in=["closed", "discarded"])
    found = within_reach(rows, may.VALUE_ENTER, standing=standing).select_related("centre")
    return [
        Task(
            what=f"Istwerte {check.year}: {_count(check.to_do)}",
            who=str(check.centre),
            url=reverse("staff:controlling:value_sheet", args=[check.period_id, check.year]),
            button="Ansehen",
            since=check.found_since,
        )
        for check in found.order_by("year", "pk")
    ]


def _count(number: int) -> str:
    return "ein Wert zu prüfen" if number == 1 else f"{number} Werte zu prüfen"
