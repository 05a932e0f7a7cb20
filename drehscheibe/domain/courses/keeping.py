"""How courses are kept: written, published, counted, called off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from drehscheibe.domain.courses import permissions as may
from drehscheibe.domain.courses.details import (
    COLUMNS,
    CourseDetails,
    plain_words,
    refuse_impossible,
)
from drehscheibe.domain.courses.models import CourseOffer, CourseSlot
from drehscheibe.domain.courses.refusals import CourseRefused
from drehscheibe.domain.courses.times import weekly
from drehscheibe.domain.directory.models import Actor, ActorPlace, ActorRevision
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.design.published import publish_change
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check, locked_for
from drehscheibe.kernel.territory.models import Municipality

IS = CourseOffer.Standing
MOST_SEATS = 1000


@dataclass(frozen=True)
class Seats:
    """What somebody counted: all seats and those taken; free ones are never typed."""

    all: int | None = None
    taken: int | None = None


@transaction.atomic
def write_course(
    *, actor: Actor, details: CourseDetails, seats: Seats, by: Person, at: datetime
) -> CourseOffer:
    """A new course, as a draft. Raises `CourseRefused` for one that cannot be like this."""
    check(by, may.KEEP_ALL_OF, actor.centre, on=day_of(at))
    return make(actor, details, seats, by=by, at=at)


@transaction.atomic
def change_course(
    *, offer: CourseOffer, details: CourseDetails, seats: Seats, by: Person, at: datetime
) -> CourseOffer:
    """Other statements; what is published changes at once."""
    held = locked_for(by, may.KEEP, offer, on=day_of(at))
    return change(held, details, seats, by=by, at=at)


@transaction.atomic
def publish_course(*, offer: CourseOffer, by: Person, at: datetime) -> CourseOffer:
    """Everybody may find it now. It needs a provider the public knows, and a way to ask."""
    return publish(locked_for(by, may.KEEP, offer, on=day_of(at)), by=by, at=at)


@transaction.atomic
def cancel_course(*, offer: CourseOffer, by: Person, at: datetime) -> CourseOffer:
    """Called off: it is found no more, and its page says so."""
    held = locked_for(by, may.KEEP, offer, on=day_of(at))
    if held.standing != IS.PUBLISHED:
        raise CourseRefused("Absagen lässt sich nur, was veröffentlicht ist.")
    return _stand(held, IS.CANCELLED, "cancel", by=by, at=at)


@transaction.atomic
def count_seats(*, offer: CourseOffer, seats: Seats, by: Person, at: datetime) -> CourseOffer:
    """The centre was told by telephone how many seats are taken."""
    held = locked_for(by, may.KEEP, offer, on=day_of(at))
    return count({held.pk: seats}, held.actor, by=by, at=at)[0]


def make(
    actor: Actor, details: CourseDetails, seats: Seats, *, by: Person | None, at: datetime
) -> CourseOffer:
    """A draft of the provider; who may is asked before."""
    refuse_impossible(details)
    offer = CourseOffer(actor=actor, created_at=at, counted_at=at)
    return _fill(offer, details, seats, "create", by=by, at=at)


def change(
    held: CourseOffer, details: CourseDetails, seats: Seats, *, by: Person | None, at: datetime
) -> CourseOffer:
    """Write over a held course; who changes it says that all of it holds."""
    refuse_impossible(details)
    return _fill(held, details, seats, "change", by=by, at=at)


def publish(held: CourseOffer, *, by: Person | None, at: datetime) -> CourseOffer:
    """Publish a held course."""
    shown = ActorRevision.objects.filter(actor=held.actor_id, shown=True).first()
    if shown is None:
        raise CourseRefused(
            "Der Träger ist noch nicht öffentlich. Bitte geben Sie zuerst seinen Eintrag frei."
        )
    if not (held.phone or held.email or shown.phone or shown.email):
        raise CourseRefused(
            "Wen soll man anrufen? Bitte nennen Sie Telefon oder E-Mail des Kurses oder des "
            "Trägers.", "phone",
        )  # fmt: skip
    if held.ends_on is not None and held.ends_on < day_of(at):
        raise CourseRefused("Dieser Kurs ist schon zu Ende.", "ends_on")
    return _stand(held, IS.PUBLISHED, "publish", by=by, at=at)


def count(
    seats: Mapping[int, Seats], actor: Actor, *, by: Person | None, at: datetime
) -> list[CourseOffer]:
    """Count the seats of a provider's courses; those counted hold again from now on."""
    offers = list(
        CourseOffer.objects.filter(pk__in=seats, actor=actor).select_for_update(no_key=True)
    )
    for each in offers:
        _refuse_seats(seats[each.pk], f" ({each.title})" if len(offers) > 1 else "")
        each.seats_max, each.seats_booked = seats[each.pk].all, seats[each.pk].taken
        each.counted_at = at
    CourseOffer.objects.bulk_update(offers, ["seats_max", "seats_booked", "counted_at"])
    for each in offers:
        record("courses.offer.count", about=each, by=by, at=at, detail={"taken": each.seats_booked})
    publish_change()
    return offers


def _stand(
    held: CourseOffer, standing: str, act: str, *, by: Person | None, at: datetime
) -> CourseOffer:
    held.standing, held.changed_at = standing, at
    held.save(update_fields=["standing", "changed_at"])
    record(f"courses.offer.{act}", about=held, by=by, at=at)
    publish_change()
    return held


def _fill(
    offer: CourseOffer, details: CourseDetails, seats: Seats, act: str, *,
    by: Person | None, at: datetime,
) -> CourseOffer:  # fmt: skip
    _refuse_seats(seats)
    for name in COLUMNS:
        value = getattr(details, name)
        setattr(offer, name, value.strip() if isinstance(value, str) else value)
    offer.title, offer.number = plain_words(offer.title), plain_words(offer.number)
    offer.days_off = list(details.days_off)
    offer.municipality_id = details.municipality
    offer.latitude, offer.longitude = _point(offer.actor, details)
    offer.weekly = weekly(details.slots)
    offer.seats_max, offer.seats_booked = seats.all, seats.taken
    offer.counted_at = offer.changed_at = at
    try:
        with transaction.atomic():
            offer.save()
    except IntegrityError as error:
        if "course_number_once" not in str(error):
            raise
        raise CourseRefused(
            f"Die Kursnummer „{offer.number}“ hat schon ein anderer Kurs dieses Trägers.", "number"
        ) from error
    offer.slots.all().delete()
    CourseSlot.objects.bulk_create(
        CourseSlot(offer=offer, weekday=day, begins=begins, ends=ends)
        for day, begins, ends in details.slots
    )
    record(f"courses.offer.{act}", about=offer, by=by, at=at)
    publish_change()
    return offer


def _refuse_seats(seats: Seats, where: str = "") -> None:
    if (seats.all is None) != (seats.taken is None):
        raise CourseRefused(
            f"Bitte nennen Sie beides: alle Plätze und die belegten{where}.", "seats_booked"
        )
    if seats.all is None or seats.taken is None:
        return
    if not 0 <= seats.taken <= seats.all:
        raise CourseRefused(
            f"Belegt sind höchstens so viele Plätze, wie es gibt{where}.", "seats_booked"
        )
    if seats.all > MOST_SEATS:
        raise CourseRefused(f"Bitte höchstens {MOST_SEATS} Plätze{where}.", "seats_max")


def _point(actor: Actor, details: CourseDetails) -> tuple[float, float]:
    """Where distances are counted from: the address when it is known and may be, else the town."""
    town = Municipality.objects.filter(pk=details.municipality).first()
    if town is None:
        raise CourseRefused("Diesen Ort gibt es nicht. Bitte wählen Sie eine Gemeinde.",
                            "municipality")  # fmt: skip
    known = None
    if details.street and not actor.at_risk:
        places = ActorPlace.objects.filter(revision__actor=actor, latitude__isnull=False)
        known = places.filter(street=details.street, postcode=details.postcode).last()
    if known is not None and known.latitude is not None and known.longitude is not None:
        return float(known.latitude), float(known.longitude)
    return float(town.lat), float(town.lon)
