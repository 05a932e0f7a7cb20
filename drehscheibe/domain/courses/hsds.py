"""A course as HSDS `service` (Open Referral 3.0) with the capacities of 3.1 (Sc 9.4).

Empty fields are left out, as the UK profile asks. Free places are maximum minus booked, `updated`
is when somebody counted them. Identities of parts follow from the course's own, so they last.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Q, QuerySet
from django.db.models.functions import Greatest

from drehscheibe.domain.courses.levels import NAMES
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.shown import ShownCourse
from drehscheibe.domain.directory.hsds_near import Near, away
from drehscheibe.domain.directory.hsds_questions import Asked, changed_actor, of_actor
from drehscheibe.kernel.calendar.moments import BERLIN

SEATS = UUID("9d0c4f0e-6c1b-4f5e-9a55-0d8b6c1f7a11")
"""The unit in which places are counted, the same everywhere."""
BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
STATUS = {"cancelled": "defunct", "ended": "inactive"}


def service(course: ShownCourse, *, url: str) -> dict[str, Any]:
    """All the public knows of a course; `url` is its page."""
    offer = course.offer
    own = offer.public_id
    told = {
        "id": str(own),
        "name": offer.title,
        "status": STATUS.get(course.state, "active"),
        "url": url,
        "email": course.email,
        "description": f"{offer.get_kind_display()}, {_levels(offer)}",
        "eligibility_description": offer.eligibility,
        "fees_description": offer.fee,
        "assured_date": f"{offer.counted_at.astimezone(BERLIN):%Y-%m-%d}",
        "last_modified": _moment(max(offer.changed_at, offer.counted_at)),
        "organization_id": str(offer.actor.public_id),
        "organization": {
            "id": str(offer.actor.public_id), "name": course.provider,
            "description": offer.actor.kind.label,
        },
        "phones": [{"id": _part(own, "phone"), "number": course.phone}] if course.phone else [],
        "schedules": [_schedule(course, number) for number in range(len(course.slots))],
        "languages": [
            {"id": _part(own, f"language {code}"), "code": code} for code in course.languages
        ],
        "service_areas": [{"id": _part(own, "area"), "name": course.town}],
        "capacities": _capacities(offer),
    }  # fmt: skip
    return {name: value for name, value in told.items() if value not in ("", [], None)}


def courses_asked(rows: QuerySet[CourseOffer], asked: Asked) -> QuerySet[CourseOffer]:
    """Courses that fit; a course has no topic, it belongs to the kind of its provider."""
    if asked.organization:
        rows = rows.filter(actor__public_id=asked.organization)
    for word in asked.words:
        own = Q(title__icontains=word) | Q(municipality__name__icontains=word)
        rows = rows.filter(own | Q(of_actor(name=word)))
    if asked.term:
        rows = rows.filter(actor__kind=asked.term)
    if asked.facet:
        rows = rows.filter(actor__kind__facet=asked.facet)
    if asked.since:
        own = Q(changed_at__gte=asked.since) | Q(counted_at__gte=asked.since)
        rows = rows.filter(own | changed_actor(asked.since))
    if asked.near:
        rows = _near(rows, asked.near)
    return rows


def changes_of(rows: QuerySet[CourseOffer]) -> list[tuple[UUID, datetime]]:
    """Identity and last change of each, in their order: one question."""
    changed = Greatest("changed_at", "counted_at")
    return list(rows.annotate(changed=changed).values_list("public_id", "changed"))


def _near(rows: QuerySet[CourseOffer], near: Near) -> QuerySet[CourseOffer]:
    """Held there; those of a provider at risk by their town alone, online ones nowhere."""
    rows = rows.exclude(mode=CourseOffer.Mode.ONLINE)
    in_town = Q(municipality__in=near.towns)
    if near.metres is None:
        return rows.filter(in_town)
    rows = rows.alias(away=away(near.point, "latitude", "longitude"))
    return rows.filter(
        Q(actor__at_risk=False, away__lte=near.metres) | Q(actor__at_risk=True) & in_town
    )


def _capacities(offer: CourseOffer) -> list[dict[str, Any]]:
    if offer.free is None:
        return []
    unit = {"id": str(SEATS), "name": "seats"}
    return [{
        "id": _part(offer.public_id, "capacity"), "service_id": str(offer.public_id),
        "unit": unit, "available": offer.free, "maximum": offer.seats_max,
        "updated": _moment(offer.counted_at),
    }]  # fmt: skip


def _schedule(course: ShownCourse, number: int) -> dict[str, Any]:
    slot, offer = course.slots[number], course.offer
    told = {
        "id": _part(offer.public_id, f"schedule {slot.weekday} {slot.begins}"),
        "valid_from": offer.starts_on.isoformat(),
        "valid_to": offer.ends_on.isoformat() if offer.ends_on else "",
        "freq": "WEEKLY", "byday": BYDAY[slot.weekday - 1],
        "opens_at": f"{slot.begins:%H:%M}", "closes_at": f"{slot.ends:%H:%M}",
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}


def _levels(offer: CourseOffer) -> str:
    return f"{NAMES[offer.level_from]} – {NAMES[offer.level_to]}"


def _part(own: UUID, name: str) -> str:
    return str(uuid5(own, name))


def _moment(at: datetime) -> str:
    return at.astimezone(BERLIN).isoformat(timespec="seconds")
