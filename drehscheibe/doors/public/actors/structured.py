"""An actor as schema.org `Organization` for programs (JSON-LD); of one at risk the town alone."""

from typing import Any

from django.utils.safestring import SafeString

from drehscheibe.domain.directory.shown import ShownActor, ShownPlace
from drehscheibe.doors.public.structured import DAYS, SCHEMA, element


def json_ld(actor: ShownActor, url: str) -> SafeString:
    """The element for the page; data, not code, so the policy of scripts allows it."""
    return element(organization(actor, url))


def organization(actor: ShownActor, url: str) -> dict[str, Any]:
    """All that is known of it; what is not known is left out."""
    told = {
        "@context": SCHEMA, "@type": "Organization", "@id": url, "url": url,
        "identifier": str(actor.public_id), "name": actor.name, "description": actor.description,
        "telephone": actor.phone, "email": actor.email, "sameAs": actor.website,
        "knowsLanguage": list(actor.languages),
        "location": [_place(each) for each in actor.places if each.kind != "post"],
        "makesOffer": [
            {"@type": "Offer", "itemOffered": {"@type": "Service", "name": each.name}}
            for each in actor.services
        ],
    }  # fmt: skip
    return {key: value for key, value in told.items() if value not in ("", None, [])}


def _place(place: ShownPlace) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress", "streetAddress": place.street, "postalCode": place.postcode,
        "addressLocality": place.town, "addressCountry": "DE",
    }  # fmt: skip
    told: dict[str, Any] = {
        "@type": "Place", "address": {key: value for key, value in address.items() if value},
    }  # fmt: skip
    if place.point:
        latitude, longitude = place.point
        told["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    if place.hours:
        told["openingHoursSpecification"] = [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"{SCHEMA}/{DAYS[each.weekday - 1]}",
                "opens": f"{each.opens:%H:%M}", "closes": f"{each.closes:%H:%M}",
            }
            for each in place.hours if not each.by_appointment
        ]  # fmt: skip
    return told
