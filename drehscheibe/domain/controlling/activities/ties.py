"""Actors named together as partners of an activity: what the network derives relations from."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Q

from drehscheibe.domain.controlling.models import Activity
from drehscheibe.domain.directory.alike import skeleton
from drehscheibe.domain.directory.models import ActorRevision
from drehscheibe.domain.network.deriving import HOLDS, Together, together
from drehscheibe.kernel.calendar.moments import day_of

BACK = timedelta(days=3 * 366)
"""Older activities tell nothing about today."""
PARTS = re.compile(r"[,;/\n]| und | sowie ")


def ties_of_activities(at: datetime) -> Iterator[Together]:
    """Two shown actors of the centre, named in full (or by the short name) in one activity."""
    names = _names()
    rows = (
        Activity.objects.filter(withdrawn_at=None, happened_on__gt=day_of(at) - BACK)
        .exclude(partners="")
        .values_list("centre_id", "title", "happened_on", "until", "partners")
    )
    for centre, title, since, until, partners in rows:
        named = {names.get((centre, skeleton(part))) for part in PARTS.split(partners)}
        actors = [each for each in named if each is not None]
        if since <= day_of(at):
            yield from _tied(actors, since, until or since, title)


def _tied(actors: list[int], since: date, last: date, title: str) -> Iterator[Together]:
    return together(actors, "cooperates", since, last + HOLDS, f"Aktivität „{title[:80]}“")


def _names() -> dict[tuple[int, str], int]:
    """Actors by centre and name; a name that two bear tells nobody apart."""
    rows = ActorRevision.objects.filter(Q(shown=True), actor__ended_on=None)
    bearers: dict[tuple[int, str], set[int]] = defaultdict(set)
    for actor, centre, *names in rows.values_list(
        "actor_id", "actor__centre_id", "name", "short_name"
    ):
        for name in names:
            if key := skeleton(name):
                bearers[centre, key].add(actor)
    return {key: next(iter(found)) for key, found in bearers.items() if len(found) == 1}
