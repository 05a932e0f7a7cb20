"""From a row of a figure to the page of the thing it counts, when this reader may open it."""

from dataclasses import dataclass

from django.urls import reverse

from drehscheibe.domain.controlling.activities import selectors as activities
from drehscheibe.domain.controlling.figures.rows import FigureRow
from drehscheibe.domain.forwarding.centre import selectors as forwarding
from drehscheibe.domain.funding import selectors as funding
from drehscheibe.domain.qualification import selectors as qualification
from drehscheibe.kernel.permissions.reach import Standing


@dataclass(frozen=True)
class LinkedRow:
    """A row and its address, empty when it is not for this reader."""

    row: FigureRow
    url: str


def linked(standing: Standing, rows: list[FigureRow]) -> list[LinkedRow]:
    """Addresses of the rows of one page; one question to each room that has any."""
    return [LinkedRow(row, url) for row, url in zip(rows, _urls(standing, rows), strict=True)]


def _urls(standing: Standing, rows: list[FigureRow]) -> list[str]:
    known = {
        (kind, reference): reverse(page, args=[reference])
        for kind, (page, allowed) in {
            "activity": ("staff:controlling:activity_detail", _activities),
            "application": ("staff:funding:application_detail", _applications),
            "forwarding_case": ("staff:forwarding:case_detail", _cases),
            "event": ("staff:events:event_detail", _events),
        }.items()
        if (asked := [row.reference for row in rows if row.kind == kind])
        for reference in allowed(standing, asked)
    }
    return [known.get((row.kind, row.reference), "") for row in rows]


def _activities(standing: Standing, keys: list[str]) -> list[str]:
    rows = activities.activities_for(standing).filter(key__in=keys)
    return [str(key) for key in rows.values_list("key", flat=True)]


def _applications(standing: Standing, numbers: list[str]) -> list[str]:
    rows = funding.applications_for(standing).filter(number__in=numbers)
    return list(rows.values_list("number", flat=True))


def _cases(standing: Standing, numbers: list[str]) -> list[str]:
    rows = forwarding.cases_for(standing).filter(number__in=numbers)
    return list(rows.values_list("number", flat=True))


def _events(standing: Standing, numbers: list[str]) -> list[str]:
    rows = qualification.events_for(standing).filter(number__in=numbers)
    return list(rows.values_list("number", flat=True))
