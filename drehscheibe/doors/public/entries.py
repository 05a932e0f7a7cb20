"""A centre as public pages show it: its address on this site, ways to reach it, where it stands."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise

from drehscheibe.domain.centres.models.register import Centre
from drehscheibe.domain.centres.profile.as_of import as_of_text
from drehscheibe.doors.public.words import ADDRESS

MAP_SEARCH = "https://www.openstreetmap.org/search"
CITIES = {"kreisfreie Stadt", "Stadt"}


@dataclass(frozen=True)
class Area:
    """One area of the map and of the list beside it."""

    name: str
    url: str
    path: str
    is_city: bool
    government_district: str


@dataclass(frozen=True)
class Contact:
    """Ways to a centre; an empty value means that nobody has told us."""

    phone: str
    tel: str
    email: str
    website: str
    street: str
    town: str
    address_kind: str
    address_word: str | Promise
    address_as_of: str
    address_note: str
    map_url: str

    @property
    def has_address(self) -> bool:
        """Whether at least a place is known."""
        return bool(self.street or self.town)


def centre_url(centre: Centre) -> str:
    """The address of the centre's page in the language of this request."""
    return reverse("public:centre", args=[centre.key, centre.slug])


def area_of(centre: Centre) -> Area:
    """The centre as an area with its link."""
    return Area(
        name=centre.area_name,
        url=centre_url(centre),
        path=centre.path,
        is_city=centre.kind in CITIES,
        government_district=centre.government_district,
    )


def contact_of(centre: Centre) -> Contact:
    """What is known of the ways to a centre, as a page writes it."""
    kind, word = ADDRESS[centre.address_status if centre.has_address else ""]
    town = " ".join(filter(None, (centre.postcode, centre.place)))
    return Contact(
        phone=centre.phone,
        tel=dialled(centre.phone),
        email=centre.email,
        website=f"https://{centre.website}/" if centre.website else "",
        street=centre.street,
        town=town,
        address_kind=kind,
        address_word=word,
        address_as_of=as_of_text(centre.address_as_of),
        address_note=centre.address_note,
        map_url=map_url(centre.street, town),
    )


def map_url(street: str, town: str) -> str:
    """A map elsewhere, for those who follow the link; only where a street is known."""
    if not street:
        return ""
    return f"{MAP_SEARCH}?{urlencode({'query': f'{street}, {town}'})}"


def dialled(phone: str) -> str:
    """A number as a phone dials it.

    >>> dialled("0211 / 12 34-56"), dialled("+49 (0)211 1234"), dialled("")
    ('0211123456', '+492111234', '')
    """
    return re.sub(r"[^\d+]", "", phone.replace("(0)", ""))
