"""„Nichts passt“: what is missing, counted without a person, told to the centre from five on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count

from drehscheibe.domain.centres.models import ServedArea
from drehscheibe.domain.courses import permissions as may
from drehscheibe.domain.courses.levels import NAMES
from drehscheibe.domain.courses.models import CourseDemand
from drehscheibe.domain.courses.refusals import CourseRefused
from drehscheibe.domain.courses.retention import rule
from drehscheibe.domain.courses.times import EVERY
from drehscheibe.kernel.access.visitors import Visitor
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.permissions.declarations import NETWORK
from drehscheibe.kernel.permissions.reach import Standing
from drehscheibe.kernel.permissions.second_wall import acting_as_system

SALT = "drehscheibe.courses.demand"
LEAST = 5
"""Fewer signals than this are told to nobody."""
MOST_OF_A_NETWORK = 20
"""So many signals for one thing count from one network; visitors of a library share it."""


@dataclass(frozen=True)
class Missing:
    """What somebody looked for in vain; `municipality` is an AGS."""

    municipality: str
    level_from: int
    level_to: int
    script: str = "none"
    childcare: bool = False
    weekly: int = EVERY

    def __str__(self) -> str:
        """Part of the fingerprints: another wish of the same device counts by itself."""
        return "|".join(map(str, vars(self).values()))


@dataclass(frozen=True)
class DemandLine:
    """How often a course was missing in a town; only from `LEAST` on does it exist."""

    town: str
    level_from: int
    level_to: int
    childcare: bool
    count: int

    @property
    def wanted(self) -> str:
        """The level, from and to."""
        return f"{NAMES[self.level_from]} bis {NAMES[self.level_to]}"


@transaction.atomic
def signal(*, missing: Missing, visitor: Visitor, at: datetime) -> bool:
    """A visitor found nothing; whether it counted.

    The same device a second time, or a network that has said it very often, counts nothing and is
    told the same. Raises `CourseRefused` without a place or level.
    """
    if missing.level_to <= missing.level_from:
        raise CourseRefused("Bitte wählen Sie ein Ziel, das über dem Vorwissen liegt.", "bis")
    device = visitor.device_mark(SALT, str(missing))
    network = visitor.network_mark(SALT, str(missing))
    with acting_as_system():  # the wall shows single signals to nobody
        rows = CourseDemand.objects
        if rows.filter(device=device).exists():
            return False
        if rows.filter(network=network).count() >= MOST_OF_A_NETWORK:
            return False
        new = CourseDemand(device=device, network=network, on_day=day_of(at))
        new.municipality_id = missing.municipality
        for name in ("level_from", "level_to", "script", "childcare", "weekly"):
            setattr(new, name, getattr(missing, name))
        rows.bulk_create([new], ignore_conflicts=True)
        kept = rows.get(device=device)
    # A signal is counted, not who gave it: nobody learns it from the record either.
    record("courses.demand.create", about=kept, by=None, at=at)
    return True


def demand_of(standing: Standing, *, at: datetime) -> list[DemandLine]:
    """What is missing where this person's centres serve, most first; below five nothing is said."""
    towns: Iterable[str] | None = None
    if not standing.organisations_with(may.DEMAND_ALL) or NETWORK not in may.DEMAND_ALL.through:
        places = standing.organisations_with(may.DEMAND)
        own = ServedArea.objects.filter(centre__organisation__in=places)
        by_carrier = ServedArea.objects.filter(centre__carrier__in=places)
        towns = set((own | by_carrier).values_list("municipality_id", flat=True))
    since = day_of(rule("demand").limit(at))
    with acting_as_system():  # sums alone leave here, and only large ones
        rows = CourseDemand.objects.filter(on_day__gt=since)
        if towns is not None:
            rows = rows.filter(municipality__in=towns)
        counted = (
            rows.order_by()
            .values_list("municipality__name", "level_from", "level_to", "childcare")
            .annotate(count=Count("pk"))
            .filter(count__gte=LEAST)
        )
        found = [DemandLine(*values) for values in counted]
    return sorted(found, key=lambda line: (-line.count, line.town, line.level_from))
