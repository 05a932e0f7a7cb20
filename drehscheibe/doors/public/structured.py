"""JSON-LD in our pages: data, not code, so the policy of scripts (CSP) allows the element."""

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from drehscheibe.domain.centres.models.register import Centre
from drehscheibe.doors.public.entries import Contact

SCHEMA = "https://schema.org"
INERT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""No text of a host ends the element it stands in."""
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def element(told: dict[str, Any]) -> SafeString:
    """The element for the head of the page."""
    text = SafeString(json.dumps(told, ensure_ascii=False).translate(INERT))
    return format_html('<script type="application/ld+json">{}</script>', text)


def kept(told: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {name: value for name, value in told.items() if value not in ("", None, [], {})}


def government_organization(centre: Centre, contact: Contact, url: str) -> dict[str, Any]:
    """A centre: unit of its Kreis or city, whom it serves, how to reach it."""
    address = kept({
        "@type": "PostalAddress", "streetAddress": centre.street, "postalCode": centre.postcode,
        "addressLocality": centre.place, "addressCountry": "DE",
    })  # fmt: skip
    return kept({
        "@context": SCHEMA, "@type": "GovernmentOrganization", "@id": url, "url": url,
        "identifier": centre.key, "name": centre.organisation.name,
        "telephone": contact.phone, "email": contact.email,
        "sameAs": contact.website,
        "address": address if centre.has_address else None,
        "parentOrganization": {"@type": "GovernmentOrganization", "name": centre.carrier.name},
        "areaServed": {"@type": "AdministrativeArea", "name": centre.area_name},
    })  # fmt: skip
