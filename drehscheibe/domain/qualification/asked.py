"""What a search for public events asks in its address; what is no sense is not set."""

import re
from collections.abc import Mapping

from drehscheibe.domain.qualification.models import Event
from drehscheibe.domain.qualification.selectors import NETWORK, CatalogueFilters

NAMES = {"worte", "art", "form", "zentrum", "feld"}
"""Every filter the address may carry."""
KEY = re.compile(r"[A-Za-z0-9._-]{1,60}", re.ASCII)


def events_asked(get: Mapping[str, str]) -> CatalogueFilters:
    """Words (of title, description, place), kind, format, the keys of a centre and of a field."""
    field = get.get("feld", "")
    house = get.get("zentrum", "")[:12]
    return CatalogueFilters(
        words="".join(sign for sign in get.get("worte", "")[:100] if sign.isprintable()),
        kind=_one_of(get.get("art", ""), Event.Kind.values),
        format=_one_of(get.get("form", ""), Event.Format.values),
        field_of_action=field if KEY.fullmatch(field) else "",
        house=house if house == NETWORK or (house.isascii() and house.isdecimal()) else "",
    )


def _one_of(value: str, known: list[str]) -> str:
    return value if value in known else ""
