"""Finding courses: what somebody wishes, one condition each, so that a miss can be named."""

from dataclasses import dataclass
from datetime import date, datetime
from math import cos, radians
from typing import Any

from django.db.models import (
    Case,
    F,
    FloatField,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Abs, Sqrt

from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.models.offer import FRESH_FOR
from drehscheibe.domain.courses.times import EVERY
from drehscheibe.domain.directory.models import Actor, ActorRevision
from drehscheibe.kernel.calendar.moments import day_of

KM_A_DEGREE = 111.2
"""Kilometres of one degree of latitude."""
NEAREST = 5
"""So many courses are shown that miss something."""
NEAR = 25
"""Kilometres within which it is looked for first what misses a wish; else everywhere."""
Offers = QuerySet[CourseOffer]


@dataclass(frozen=True)
class Point:
    """Somewhere on earth, WGS 84."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Wishes:
    """What somebody looks for; what is empty does not narrow.

    `level_from` is what she knows, `level_to` what she wants to reach; `within` kilometres of
    `near`; `weekly` the times she has (`times.allowed`); `child` the age of a child to be cared
    for, -1 for one of any age.
    """

    level_from: int | None = None
    level_to: int | None = None
    near: Point | None = None
    within: int | None = None
    weekly: int = EVERY
    child: int | None = None
    step_free: bool = False
    women_only: bool = False
    online: bool = False
    free_only: bool = False
    rolling: bool = False
    script: str = ""
    funding: str = ""


def findable(*, on: date) -> Offers:
    """Courses one can still begin: fixed ones to their first day, rolling ones to their last.

    Those of a provider the public does not know, or that has closed, are left out.
    """
    rolling = Q(entry=CourseOffer.Entry.ROLLING) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    fixed = Q(entry=CourseOffer.Entry.FIXED) & (
        Q(apply_by__gte=on) | Q(apply_by__isnull=True, starts_on__gte=on)
    )
    return published().filter(rolling | fixed)


def published() -> Offers:
    """Courses of providers the public knows. Rests on two small tables, not on each course."""
    known = ActorRevision.objects.filter(shown=True).values("actor_id")
    closed = Actor.objects.filter(ended_on__isnull=False).values("pk")
    rows = CourseOffer.objects.filter(standing=CourseOffer.Standing.PUBLISHED, actor__in=known)
    return rows.exclude(actor__in=closed)


def matching(wishes: Wishes, *, at: datetime) -> Any:
    """What fits all wishes: fresh before stale, free before full, then near, then soon (Sc 9.2).

    A query set with the columns of `placed`.
    """
    asked = [*conditions(wishes).values()]
    if wishes.near is not None and wishes.within is not None:
        asked.append(_around(wishes.near, wishes.within) | ONLINE)
    rows = placed(findable(on=day_of(at)), wishes, at=at).filter(*asked)
    return rows.order_by("stale", "full", "distance", "starts_on", "pk")


def in_order(rows: Any, keys: list[int]) -> list[CourseOffer]:
    """The courses of these keys, in this order, with the columns of the rows."""
    found = {each.pk: each for each in rows.filter(pk__in=keys).order_by()} if keys else {}
    return [found[key] for key in keys if key in found]


def nearest(wishes: Wishes, *, at: datetime) -> list[tuple[CourseOffer, list[str]]]:
    """What misses the fewest wishes, each with the names of those it misses (Sc 9.3)."""
    rows = placed(findable(on=day_of(at)), wishes, at=at)
    asked = conditions(wishes)
    misses: dict[str, Any] = {
        f"miss_{name}": Case(When(condition, then=0), default=1, output_field=IntegerField())
        for name, condition in asked.items()
    }
    total: Any = sum((F(name) for name in misses), Value(0))
    known = Value(0) if wishes.level_from is None else Abs(F("level_from") - wishes.level_from)
    rows = rows.annotate(**misses, off_level=known).annotate(misses=total)
    order = ("misses", "off_level", "stale", "full", "distance", "starts_on", "pk")
    sorted_ = rows.order_by(*order).values_list("pk", flat=True)
    around = None if wishes.near is None else _around(wishes.near, max(NEAR, wishes.within or 0))
    keys = list(sorted_.filter(around)[:NEAREST]) if around else []
    keys = keys or list(sorted_[:NEAREST])
    found = in_order(rows, keys)
    return [(each, [name for name in asked if getattr(each, f"miss_{name}")]) for each in found]


ONLINE = Q(mode=CourseOffer.Mode.ONLINE)


def conditions(wishes: Wishes) -> dict[str, Q]:
    """One condition for each wish, by the name the page has a word for."""
    know, want = wishes.level_from, wishes.level_to
    found: dict[str, Q | None] = {
        "level_from": None if know is None else Q(level_from__lte=know, level_to__gt=know),
        "level_to": None if want is None else Q(level_to__gte=want, level_from__lt=want),
        "times": None if wishes.weekly == EVERY else Q(weekly__gt=0, outside_times=0),
        "childcare": None if wishes.child is None else _childcare(wishes.child),
        "distance": None if wishes.near is None or wishes.within is None
        else Q(distance__lte=wishes.within) | ONLINE,
        "script": Q(script=wishes.script) if wishes.script else None,
        "funding": Q(funding=wishes.funding) if wishes.funding else None,
    }  # fmt: skip
    found |= {name: each for name, each in _SIMPLE.items() if getattr(wishes, name)}
    return {name: condition for name, condition in found.items() if condition is not None}


_SIMPLE = {
    "step_free": Q(step_free=True) | ONLINE,
    "women_only": Q(women_only=True),
    "online": ~Q(mode=CourseOffer.Mode.ONSITE),
    "free_only": Q(seats_max__gt=F("seats_booked")),
    "rolling": Q(entry=CourseOffer.Entry.ROLLING),
}


def _childcare(age: int) -> Q:
    there = ~Q(childcare=CourseOffer.Childcare.NONE)
    if age < 0:
        return there
    young = Q(childcare_from__isnull=True) | Q(childcare_from__lte=age)
    old = Q(childcare_to__isnull=True) | Q(childcare_to__gte=age)
    return there & young & old


def placed(rows: Offers, wishes: Wishes, *, at: datetime) -> Any:
    """With what the order needs: distance in kilometres, whether stale, whether full."""
    flag = IntegerField()
    return rows.annotate(
        distance=_distance(wishes.near),
        outside_times=F("weekly").bitand(EVERY ^ wishes.weekly),
        stale=Case(When(counted_at__lt=at - FRESH_FOR, then=1), default=0, output_field=flag),
        full=Case(When(seats_max=F("seats_booked"), then=1), default=0, output_field=flag),
    )


def _distance(point: Point | None) -> Any:
    """Kilometres as the crow flies; on the scale of a land the earth is flat enough."""
    if point is None:
        return Value(0.0, output_field=FloatField())
    up = (F("latitude") - point.latitude) * KM_A_DEGREE
    aside = (F("longitude") - point.longitude) * (KM_A_DEGREE * cos(radians(point.latitude)))
    return Sqrt(up * up + aside * aside, output_field=FloatField())


def _around(point: Point, km: float) -> Q:
    """A box that surely holds the circle; an index answers it."""
    up = km / KM_A_DEGREE
    aside = km / (KM_A_DEGREE * cos(radians(point.latitude)))
    return Q(
        latitude__range=(point.latitude - up, point.latitude + up),
        longitude__range=(point.longitude - aside, point.longitude + aside),
    )
