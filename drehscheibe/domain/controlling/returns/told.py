"""What a centre was told of a return: when it was reminded, until when its lock is open."""

from datetime import date, datetime

from drehscheibe.domain.controlling.models import LockException, ReturnReminder
from drehscheibe.kernel.calendar.moments import day_of

Key = tuple[int, str, int]
"""Centre, obligation, year."""


def last_reminded(year: int) -> dict[Key, date]:
    """When each centre was last reminded of what."""
    rows = ReturnReminder.objects.filter(year__range=(year - 2, year + 2), centres__isnull=False)
    last: dict[Key, datetime] = {}
    for centre, obligation, of_year, at in rows.order_by("sent_at").values_list(
        "centres", "obligation", "year", "sent_at"
    ):
        last[centre, obligation, of_year] = at
    return {key: day_of(at) for key, at in last.items()}


def open_locks(year: int, on: date) -> dict[Key, date]:
    """Until when which lock is open."""
    rows = LockException.objects.filter(
        year__range=(year - 2, year + 2), ended_at__isnull=True, until__gte=on
    )
    return {
        (centre, obligation, of_year): until
        for centre, obligation, of_year, until in rows.values_list(
            "centre_id", "obligation", "year", "until"
        )
    }
