"""What links to other places put on the first screen."""

from datetime import datetime

from django.urls import reverse

from drehscheibe.domain.outward.stands import dead_ends
from drehscheibe.doors.staff.home.bands import Task
from drehscheibe.doors.staff.outward.views import KEEPING
from drehscheibe.kernel.permissions.reach import Standing, holds


def links_to_nowhere(standing: Standing, now: datetime) -> list[Task]:
    """One line, however many there are."""
    stands = dead_ends(standing, at=now) if holds(standing, KEEPING) else []
    if not stands:
        return []
    links = len({each.link.pk for each in stands})
    what = "1 Link führt ins Leere" if links == 1 else f"{links} Links führen ins Leere"
    since = min(each.link.failing_since for each in stands if each.link.failing_since)
    return [
        Task(
            what=what, who="Wegweiser und Akteure", button="Ansehen", since=since,
            url=reverse("staff:outward:dead_end_list"),
        )
    ]  # fmt: skip
