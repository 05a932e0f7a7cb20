"""Where a reader of HSDS looks: a postcode, and metres around its middle.

An actor at risk is found by its town alone, never by where it is: so is one whose place nobody has
put on the map.
"""

from dataclasses import dataclass
from datetime import date
from math import cos, radians
from typing import Any

from django.db.models import Exists, F, FloatField, OuterRef, Q
from django.db.models.functions import Cast, Power, Sqrt

from drehscheibe.domain.directory.models import ActorPlace
from drehscheibe.kernel.territory.models import Municipality
from drehscheibe.kernel.territory.selectors import places

METRES_A_DEGREE = 111_200
"""Of latitude."""


@dataclass(frozen=True)
class Near:
    """Towns by official key, and metres around a point (latitude, longitude, WGS 84).

    Without metres everything in the towns counts; with them `towns` are those whose middle lies
    within, as a question that becomes part of another.
    """

    towns: Any
    point: tuple[float, float]
    metres: int | None
    on: date


def near_asked(postcode: str, metres: int | None, *, on: date) -> Near | None:
    """None where nothing was asked; a postcode of nowhere finds nothing. One query."""
    if not postcode:
        return None
    found = places(postcode)
    theirs = found.municipalities if found.how == "exact" else found.municipalities[:1]
    if not theirs:
        return Near((), (0.0, 0.0), metres, on)
    middle = float(theirs[0].lat), float(theirs[0].lon)
    towns: Any = [each.ags for each in theirs]
    if metres is not None:
        around = Municipality.objects.alias(away=away(middle, "lat", "lon")).order_by()
        towns = around.filter(Q(away__lte=metres) | Q(ags=theirs[0].ags)).values("ags")
    return Near(towns, middle, metres, on)


def away(point: tuple[float, float], latitude: str, longitude: str) -> Any:
    """Metres from the point as the crow flies; on the scale of a land the earth is flat enough."""
    up = (Cast(F(latitude), FloatField()) - point[0]) * METRES_A_DEGREE
    east = METRES_A_DEGREE * cos(radians(point[0]))
    aside = (Cast(F(longitude), FloatField()) - point[1]) * east
    return Sqrt(Power(up, 2) + Power(aside, 2), output_field=FloatField())


def offered_near(near: Near) -> Q:
    """Offers whose actor has a place there the public may know, or, at risk, whose town it is."""
    on = near.on
    begun = Q(valid_from=None) | Q(valid_from__lte=on)
    lasting = Q(valid_to=None) | Q(valid_to__gte=on)
    known = ActorPlace.objects.filter(
        begun, lasting, revision__actor=OuterRef("actor"), revision__shown=True,
        revision__actor__at_risk=False, kind__in=(ActorPlace.Kind.COUNSEL, ActorPlace.Kind.VISIT),
    )  # fmt: skip
    guarded = Q(actor__at_risk=True, actor__municipality__in=near.towns)
    there = known.filter(municipality__in=near.towns)
    if near.metres is not None:
        measured = known.filter(latitude__isnull=False)
        measured = measured.alias(away=away(near.point, "latitude", "longitude"))
        there = there.filter(latitude=None)
        return guarded | Q(Exists(there)) | Q(Exists(measured.filter(away__lte=near.metres)))
    return guarded | Q(Exists(there))
