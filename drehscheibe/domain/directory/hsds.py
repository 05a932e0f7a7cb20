"""An actor as HSDS `organization`, its offer as `service`, its place as `location` (HSDS 3.0).

Empty fields are left out, as the UK profile asks. A service is met at one place of its actor: where
it gives advice, else its house. An actor at risk has no location at all; only the town is told.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.directory.models import ActorPlace, Service
from drehscheibe.domain.directory.shown import ShownActor, ShownPlace, actors_shown, as_shown
from drehscheibe.kernel.calendar.moments import BERLIN, day_of

Told = dict[str, Any]
TERMS = UUID("4b7a7c0e-2f57-4c0c-8f0c-6f6f2f7d9a10")
"""Identities of terms and vocabularies follow from it and their key, so they last."""
FACETS = {
    "partnertyp": ("Arten von Akteuren", "Wer in der Integrationsarbeit zusammenarbeitet."),
    "thema": ("Themen", "Worum es bei einem Angebot geht."),
    "zielgruppe": ("Zielgruppen", "Für wen ein Angebot gedacht ist."),
}
"""The vocabularies we hand out, with name and description."""
LOCATION = 0x5C0_0000_0000
AT_LOCATION = 0xA17_0000_0000
"""An identity turned over in these bits names the place, and the service at it."""
MET_AT = (ActorPlace.Kind.COUNSEL, ActorPlace.Kind.VISIT)
LAND = "Nordrhein-Westfalen"


def turned(identity: UUID, bits: int) -> UUID:
    """Another identity that follows from this one; turned again it is the first.

    >>> one = UUID("4b7a7c0e-2f57-4c0c-8f0c-6f6f2f7d9a10")
    >>> turned(turned(one, LOCATION), LOCATION) == one
    True
    """
    return UUID(int=identity.int ^ bits)


def services_open() -> QuerySet[Service]:
    """Offers at present of actors the public knows."""
    rows = Service.objects.filter(
        status=Service.Status.ACTIVE, actor__revisions__shown=True, actor__ended_on=None
    )
    return rows.order_by("pk")


def with_actors(rows: QuerySet[Service], *, at: datetime) -> list[tuple[Service, ShownActor]]:
    """Each with what the public learns of its actor; six questions for any number."""
    actors = Prefetch("actor", actors_shown().order_by())
    found = rows.select_related("topic").prefetch_related(actors)
    return [(each, as_shown(each.actor, on=day_of(at))) for each in found]


def met_somewhere(rows: QuerySet[Service], *, at: datetime) -> QuerySet[Service]:
    """Those with a place the public may know, on the day."""
    on = day_of(at)
    begun, lasting = Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None)
    places = ActorPlace.objects.filter(
        begun, lasting | Q(valid_to__gte=on), revision__actor=OuterRef("actor"),
        revision__shown=True, kind__in=MET_AT,
    )  # fmt: skip
    return rows.filter(Exists(places), actor__at_risk=False)


def place_of(actor: ShownActor) -> ShownPlace | None:
    """Where its services are met; nothing of an actor at risk."""
    if actor.guarded:
        return None
    found = [each for kind in MET_AT for each in actor.places if each.kind == kind]
    return found[0] if found else None


def organization(actor: ShownActor, *, url: str, full: bool = False) -> Told:
    """An actor; `url` is its page. The list tells only what stands once."""
    own = actor.public_id
    told: Told = {
        "id": str(own), "name": actor.name, "description": actor.description or actor.kind,
        "email": actor.email, "website": actor.website, "uri": url,
    }  # fmt: skip
    if full:
        place = place_of(actor)
        told["phones"] = phones(own, actor.phone)
        told["locations"] = [location(turned(own, LOCATION), place)] if place else []
        told["attributes"] = [_attribute(own, actor.kind_key, actor.kind, "partnertyp")]
    return kept(told)


def service(row: Service, actor: ShownActor, *, url: str, full: bool = False) -> Told:
    """An offer of an actor; `url` is the page of the actor, on which it stands."""
    own = row.public_id
    confirmed = row.verified_at or actor.verified_at
    moments = [each for each in (row.verified_at, actor.verified_at, actor.cleared_at) if each]
    told: Told = {
        "id": str(own), "organization_id": str(actor.public_id), "name": row.name,
        "description": row.description, "url": url, "email": actor.email, "status": row.status,
        "application_process": row.application, "fees_description": row.fee,
        "eligibility_description": row.audience,
        "assured_date": f"{confirmed.astimezone(BERLIN):%Y-%m-%d}" if confirmed else "",
        "last_modified": max(moments).astimezone(BERLIN).isoformat() if moments else "",
        "organization": organization(actor, url=url),
    }  # fmt: skip
    if full:
        told |= _details(row, actor)
    return kept(told)


def _details(row: Service, actor: ShownActor) -> Told:
    own, place = row.public_id, place_of(actor)
    towns = dict.fromkeys(each.town for each in actor.places)
    told: Told = {
        "phones": phones(own, actor.phone),
        "languages": [
            {"id": part(own, f"language {each}"), "code": each}
            for each in row.languages or actor.languages
        ],
        "service_areas": [{"id": part(own, f"area {each}"), "name": each} for each in towns],
        "service_at_locations": [],
        "attributes": [],
    }  # fmt: skip
    if place:
        where = location(turned(actor.public_id, LOCATION), place)
        told["service_at_locations"] = [at_location(own, where)]
    if row.topic is not None and row.topic.facet in FACETS:
        told["attributes"] = [_attribute(own, row.topic.key, row.topic.label, row.topic.facet)]
    return told


def at_location(service_id: UUID, where: Told) -> Told:
    """The service at its place."""
    return {
        "id": str(turned(service_id, AT_LOCATION)), "service_id": str(service_id),
        "location_id": where["id"], "location": where,
    }  # fmt: skip


def location(identity: UUID, place: ShownPlace) -> Told:
    """A place with its address, way and opening hours."""
    told: Told = {
        "id": str(identity), "location_type": "physical", "name": place.town,
        "transportation": place.note,
        "addresses": [address(identity, place.street, place.postcode, place.town)],
        "accessibility": accessibility(identity, place.step_free),
        "schedules": [
            {
                "id": part(identity, f"opening {each.weekday} {each.opens}"), "freq": "WEEKLY",
                "byday": ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[each.weekday - 1],
                "opens_at": f"{each.opens:%H:%M}", "closes_at": f"{each.closes:%H:%M}",
                **({"notes": "nur mit Termin"} if each.by_appointment else {}),
            }
            for each in place.hours
        ],
    }  # fmt: skip
    if place.point:
        told["latitude"], told["longitude"] = place.point
    told["addresses"] = [each for each in told["addresses"] if each]
    return kept(told)


def address(identity: UUID, street: str, postcode: str, town: str) -> Told:
    """HSDS wants an address whole; half of one is none."""
    if not (street and postcode):
        return {}
    return {
        "id": part(identity, "address"), "location_id": str(identity), "address_1": street,
        "city": town, "state_province": LAND, "postal_code": postcode, "country": "DE",
        "address_type": "physical",
    }  # fmt: skip


def accessibility(identity: UUID, step_free: bool | None) -> list[Told]:
    """Whether one gets in without steps; unknown stays unsaid."""
    if step_free is None:
        return []
    said = "stufenlos erreichbar" if step_free else "nicht stufenlos erreichbar"
    return [{"id": part(identity, "step free"), "description": said}]


def taxonomy(facet: str) -> Told:
    """One of our vocabularies."""
    name, description = FACETS[facet]
    return {"id": str(uuid5(TERMS, facet)), "name": name, "description": description}


def term(field: FieldOfAction) -> Told:
    """One word of a vocabulary."""
    told = _term(field.key, field.label, field.facet)
    return told | ({"parent_id": str(uuid5(TERMS, field.parent_id))} if field.parent_id else {})


def terms() -> list[FieldOfAction]:
    """All words in force, in the order of the sources."""
    rows = FieldOfAction.objects.filter(facet__in=FACETS, valid_to=None)
    return list(rows.order_by("facet", "position", "key"))


def phones(own: UUID, number: str) -> list[Told]:
    """The telephone, where one is known."""
    return [{"id": part(own, "phone"), "number": number}] if number else []


def part(own: UUID, name: str) -> str:
    """The identity of a part of it."""
    return str(uuid5(own, name))


def kept(told: Told) -> Told:
    """Without what is empty."""
    return {name: value for name, value in told.items() if value not in ("", [], None)}


def _term(key: str, label: str, facet: str) -> Told:
    return {
        "id": str(uuid5(TERMS, key)), "code": key, "name": label, "description": label,
        "taxonomy": FACETS[facet][0], "taxonomy_id": str(uuid5(TERMS, facet)), "language": "de",
    }  # fmt: skip


def _attribute(own: UUID, key: str, label: str, facet: str) -> Told:
    return {
        "id": part(own, f"term {key}"), "link_id": str(own),
        "taxonomy_term_id": str(uuid5(TERMS, key)), "taxonomy_term": _term(key, label, facet),
    }  # fmt: skip
