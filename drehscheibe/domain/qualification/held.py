"""What was held, row by row, for controlling: nobody counts in December."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from drehscheibe.domain.qualification.models import Attendance, Event, EventIs, Participation
from drehscheibe.kernel.calendar.moments import BERLIN, day_of
from drehscheibe.kernel.organisations.models import Organisation

THERE = (Attendance.Was.PRESENT, Attendance.Was.PARTIAL)
UNIT = Decimal("0.75")
"""Hours of a teaching unit."""


@dataclass(frozen=True)
class HeldEvent:
    """One event with its last day, how many people were there at least once, and its hours."""

    number: str
    title: str
    on: date
    participants: int
    hours: Decimal


def held_events(organisation: Organisation, first: date, last: date) -> Iterator[HeldEvent]:
    """Events of the organisation that took place and ended in the time, both days included.

    An event over New Year counts in the year it ends. Hours are teaching units of 45 minutes of the
    dates that took place; whoever came to several dates counts once.
    """
    rows = _held(organisation, first, last)
    hours = dict(
        rows.order_by().values_list("pk").annotate(
            units=Sum("sessions__units", filter=Q(sessions__called_off_at__isnull=True))
        )
    )  # fmt: skip
    present = Attendance.objects.filter(participation=OuterRef("pk"), was__in=THERE)
    came = Participation.objects.filter(Exists(present), event__in=rows)
    people = dict(came.order_by().values_list("event").annotate(count=Count("pk")))
    for event in rows:
        if event.ends_at is not None:
            units = hours.get(event.pk) or Decimal(0)
            yield HeldEvent(
                event.number, event.title, day_of(event.ends_at), people.get(event.pk, 0),
                units * UNIT,
            )  # fmt: skip


def _held(organisation: Organisation, first: date, last: date) -> QuerySet[Event]:
    begin = datetime.combine(first, time(), BERLIN)
    end = datetime.combine(last + timedelta(days=1), time(), BERLIN)
    return Event.objects.filter(
        owner=organisation, status__in=(EventIs.DONE, EventIs.ARCHIVED), ends_at__gte=begin,
        ends_at__lt=end,
    ).order_by("ends_at", "pk")  # fmt: skip
