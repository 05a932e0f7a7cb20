"""One page of what was found: 50,000 courses are never read in full, nor sorted for nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, Window

from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.models.offer import FRESH_FOR
from drehscheibe.domain.courses.searching import Wishes, findable, in_order, matching, placed
from drehscheibe.kernel.calendar.moments import day_of


@dataclass(frozen=True)
class Found:
    """A page of what was found: the courses, and how many there are in all."""

    offers: list[CourseOffer]
    total: int


def page_of(wishes: Wishes, *, size: int, number: int, at: datetime) -> Found:
    """One page of `matching`, from 1; beyond the last there is nothing.

    First the keys alone, then the few rows themselves, by key alone: what was found is not asked a
    second time.
    """
    first = (number - 1) * size
    keys = [] if wishes != Wishes() else _soonest(first, size, at=at)
    if len(keys) == size:
        total = findable(on=day_of(at)).count()
    else:
        keys, total = _sorted(wishes, first, size, at=at)
    return Found(in_order(placed(CourseOffer.objects.all(), wishes, at=at), keys), total)


def _soonest(first: int, size: int, *, at: datetime) -> list[int]:
    """Without a wish, those that are fresh and free come first, as they begin: the index
    `course_soonest` has them in this order. Fewer than asked for where other ones follow."""
    fresh = Q(counted_at__gte=at - FRESH_FOR)
    free = Q(seats_max__isnull=True) | Q(seats_booked__lt=F("seats_max"))
    rows = findable(on=day_of(at)).filter(fresh, free).order_by("starts_on", "pk")
    return list(rows.values_list("pk", flat=True)[first : first + size])


def _sorted(wishes: Wishes, first: int, size: int, *, at: datetime) -> tuple[list[int], int]:
    """The keys of a page, sorted and counted in one go."""
    counted = matching(wishes, at=at).annotate(total=Window(Count("pk"))).values_list("pk", "total")
    found = list(counted[first : first + size])
    return [key for key, _ in found], found[0][1] if found else 0
