"""What the public learns of a course: one policy for list, page, search, feed and export."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects

from drehscheibe.domain.courses.lessons import Lesson, lessons
from drehscheibe.domain.courses.models import CourseOffer, CourseSlot
from drehscheibe.domain.courses.times import Stretch
from drehscheibe.domain.directory.models import Actor, ActorRevision
from drehscheibe.domain.directory.shown import actors_shown
from drehscheibe.kernel.calendar.moments import day_of

UNKNOWN_END = timedelta(days=180)
"""Dates of a course without a last day are told for half a year."""


@dataclass(frozen=True)
class ShownCourse:
    """A course as the public learns it at a moment. Of a provider at risk only the town is told."""

    offer: CourseOffer
    provider: str
    phone: str
    email: str
    website: str
    languages: tuple[str, ...]
    street: str
    postcode: str
    town: str
    slots: tuple[CourseSlot, ...]
    state: str
    stale: bool
    distance: float | None = None

    @property
    def stretches(self) -> list[Stretch]:
        """Its weekly times."""
        return [(each.weekday, each.begins, each.ends) for each in self.slots]

    def next_lessons(self, on: date, most: int = 8) -> list[Lesson]:
        """The dates to come."""
        last = self.offer.ends_on or max(on, self.offer.starts_on) + UNKNOWN_END
        first = max(on, self.offer.starts_on)
        found = lessons(self.stretches, first=first, last=last, off=self.offer.days_off)
        return list(islice(found, most))


def shown(
    offers: Iterable[CourseOffer], *, at: datetime, measured: bool = False
) -> list[ShownCourse]:
    """What the public learns of them, in their order: four queries for any number.

    `measured`: they carry a distance from somewhere.
    """
    rows = list(offers)
    times = Prefetch("slots", CourseSlot.objects.order_by("weekday", "begins"))
    prefetch_related_objects(rows, times, "municipality")
    actors = {each.pk: each for each in _providers({each.actor_id for each in rows})}
    return [
        _shown(each, actors[each.actor_id], at=at, measured=measured)
        for each in rows
        if each.actor_id in actors
    ]


def _providers(ids: set[int]) -> Iterable[Actor]:
    """Those the public knows, with what is shown of them; a course says itself where it is."""
    wording = Prefetch("revisions", ActorRevision.objects.filter(shown=True), to_attr="on_show")
    rows = actors_shown().filter(pk__in=ids).order_by()
    return rows.prefetch_related(None).prefetch_related(wording)


def shown_course(public_id: UUID, *, at: datetime) -> ShownCourse | None:
    """One course by its name outside; cancelled and ended ones still have their page."""
    rows = CourseOffer.objects.exclude(standing=CourseOffer.Standing.DRAFT)
    found = shown(rows.filter(public_id=public_id), at=at)
    return found[0] if found else None


def _shown(offer: CourseOffer, actor: Actor, *, at: datetime, measured: bool) -> ShownCourse:
    revision = getattr(actor, "on_show")[0]  # noqa: B009 – set by the prefetch
    hidden = actor.at_risk
    distance = getattr(offer, "distance", None) if measured and not hidden else None
    offer.actor = actor
    return ShownCourse(
        offer=offer, provider=revision.name, phone=offer.phone or revision.phone,
        email=offer.email or revision.email, website=revision.website,
        languages=tuple(revision.languages),
        street="" if hidden else offer.street, postcode="" if hidden else offer.postcode,
        town=offer.municipality.name, slots=tuple(offer.slots.all()),
        state=offer.state(day_of(at)), stale=offer.is_stale(at),
        distance=None if offer.mode == CourseOffer.Mode.ONLINE else distance,
    )  # fmt: skip
