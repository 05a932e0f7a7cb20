"""The register of the centres, for programs. Every function asks one selector."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Query, Router
from pydantic import BeforeValidator, WithJsonSchema

from drehscheibe.domain.centres.models.register import Centre
from drehscheibe.domain.centres.selectors import (
    Finding,
    RegisterOn,
    all_centres,
    centre_page,
    find_centres,
    outlined_centres,
    register_on,
)
from drehscheibe.doors.api.export import COLUMNS, rows
from drehscheibe.doors.api.outlines import GEOJSON, feature_collection
from drehscheibe.doors.api.problems import file_answer, may_answer
from drehscheibe.doors.api.schemas import (
    CentreDetailOut,
    CentreOut,
    CentresOut,
    FigureOut,
    FoundingFactOut,
    PlaceOut,
    ReportedOut,
    address_of,
)
from drehscheibe.kernel.tables.response import TYPES, table_response
from drehscheibe.kernel.territory.models import Municipality

router = Router(tags=["Zentren"])
ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PLAIN = r"^[^\x00-\x1f]*$"


def iso_day(text: object) -> object:
    """Only JJJJ-MM-TT; pydantic alone would read a bare number as seconds since 1970."""
    if not isinstance(text, str):
        return text
    if not ISO.fullmatch(text):
        raise ValueError("Erwartet wird ein Tag in der Form JJJJ-MM-TT.")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError("Diesen Tag gibt es nicht.") from error


Place = Annotated[
    str, Query(max_length=100, pattern=PLAIN, description="Ort oder Postleitzahl, wie getippt")
]
Day = Annotated[
    date | None,
    BeforeValidator(iso_day),
    WithJsonSchema({"type": "string", "format": "date"}),  # a query knows no null
    Query(None, description="Stand des Registers an einem Tag (JJJJ-MM-TT)"),
]
Form = Annotated[Literal["json", "geojson"], Query(description="geojson liefert die Umrisse")]
AACHEN = (
    "Die Stadt Aachen hat ein eigenes Zentrum; das der StädteRegion ist für die übrigen "
    "Gemeinden der StädteRegion zuständig."
)
NOTHING = (
    "Kein Ort in Nordrhein-Westfalen passt dazu. Gesucht wird nach Gemeinde oder Postleitzahl."
)
BEFORE = (
    "An diesem Tag gab es noch kein Kommunales Integrationszentrum. "
    "Das erste begann im Dezember 2012."
)
TO_COME = "Dieser Tag liegt in der Zukunft. Gezeigt ist, was heute bekannt ist."
UNDATED = "Zentren ohne Beleg über ihren Beginn sind mit aufgeführt (known_since ist null)."


def or_areas(answers: dict[str, Any]) -> dict[str, Any]:
    """The list may also come as GeoJSON."""
    also = {"content": {GEOJSON: {"schema": {"type": "object"}}}}
    return {"responses": {200: also, **answers["responses"]}}


@router.get(
    "/centres",
    response=CentresOut,
    url_name="centre_list",
    operation_id="centres",
    summary="Alle Zentren, die eines Ortes oder die eines Tages",
    openapi_extra=or_areas(may_answer(422, 503)),
)
def centre_list(
    request: HttpRequest,
    place: Place = "",
    as_of: Day = None,
    format: Form = "json",  # noqa: A002 (the name in the address)
) -> Any:
    """With `place` the centres responsible there, with `as_of` the register of that day."""
    if place.strip():
        answer = found(find_centres(place), register_on(as_of) if as_of else None)
    elif as_of:
        answer = on_day(register_on(as_of))
    elif wants_areas(request, format):
        return areas()
    else:
        answer = listing([centre_out(centre) for centre in all_centres()])
    if wants_areas(request, format):
        return areas(centre.key for centre in answer.centres)
    return answer


def wants_areas(request: HttpRequest, form: str) -> bool:
    """Whether outlines are asked for, by `format` or by the header `Accept`."""
    return form == "geojson" or GEOJSON in request.headers.get("Accept", "")


@router.get(
    "/centres.geojson",
    url_name="centre_areas",
    operation_id="centre_areas",
    summary="Gebiete der Zentren als GeoJSON (EPSG:4326)",
    openapi_extra=file_answer(GEOJSON, {"type": "object"}),
)
def centre_areas(request: HttpRequest) -> HttpResponse:
    """One feature per centre; overview map only (1 : 5 million)."""
    return areas()


@router.get(
    "/centres.csv",
    url_name="centre_csv",
    operation_id="centre_csv",
    summary="Die Liste als CSV (Excel, deutsch)",
    openapi_extra=file_answer(TYPES["csv"]),
)
def centre_csv(request: HttpRequest, as_of: Day = None, stand: Day = None) -> HttpResponse:
    """Semicolon, keys as text, UTF-8 with mark; `stand` is `as_of` in German."""
    return table("csv", as_of or stand)


@router.get(
    "/centres.xlsx",
    url_name="centre_xlsx",
    operation_id="centre_xlsx",
    summary="Die Liste als Excel-Datei",
    openapi_extra=file_answer(TYPES["xlsx"]),
)
def centre_xlsx(request: HttpRequest, as_of: Day = None, stand: Day = None) -> HttpResponse:
    """Keys as text, days as days; `stand` is `as_of` in German."""
    return table("xlsx", as_of or stand)


@router.get(
    "/centres/{key}",
    response=CentreDetailOut,
    url_name="centre",
    operation_id="centre",
    summary="Ein Zentrum",
    openapi_extra=may_answer(404, 422, 503),
)
def centre_detail(request: HttpRequest, key: str) -> CentreDetailOut:
    """Everything the page of the centre shows. An unknown key raises `Centre.DoesNotExist`."""
    if not key.isdecimal():
        raise Centre.DoesNotExist(key)
    centre = centre_page(key)
    return CentreDetailOut(
        **centre_out(centre).model_dump(),
        opening_hours=centre.opening_hours,
        languages=centre.languages,
        fields_of_action=[field.label for field in centre.fields_of_action.all()],
        municipalities=[PlaceOut.of(town) for town in centre.municipalities.all()],
        figures=[FigureOut.model_validate(figure) for figure in centre.figures.all()],
        founding_facts=[
            FoundingFactOut.model_validate(fact) for fact in centre.founding_facts.all()
        ],
        sources=centre.sources,
    )


def table(format: str, day: date | None) -> HttpResponse:  # noqa: A002
    """The register of a day, or of today, for spreadsheets."""
    centres = listed_on(register_on(day)) if day else list(all_centres())
    return table_response("Kommunale-Integrationszentren", COLUMNS, rows(centres), format)


def areas(keys: Iterable[str] | None = None) -> HttpResponse:
    """The outlines, with the media type of GeoJSON; the list answers so, too, when asked."""
    centres = outlined_centres()
    if keys is not None:
        centres = centres.filter(key__in=list(keys))
    return JsonResponse(feature_collection(centres), content_type=GEOJSON)


def found(finding: Finding, register: RegisterOn | None = None) -> CentresOut:
    """The answer to `place`; with a register only centres that are listed on its day."""
    there = {centre.key for centre in listed_on(register)} if register else None
    listed = [
        centre_out(hit.centre, hit.through)
        for hit in finding.hits
        if there is None or hit.centre.key in there
    ]
    hint = AACHEN if finding.explains_aachen else "" if finding.hits else NOTHING
    return listing(
        listed,
        match=finding.places.how if finding.hits else "none",
        hint=(hint_of(register) if register else "") or hint,
        as_of=register.day if register else None,
    )


def on_day(register: RegisterOn) -> CentresOut:
    """The answer to `as_of`."""
    reported = register.reported and ReportedOut.model_validate(register.reported)
    return listing(
        [centre_out(centre) for centre in listed_on(register)],
        as_of=register.day,
        reported=reported,
        count=reported.count if reported else 0,
        undated=len(register.unknown) if reported else 0,
        hint=hint_of(register),
    )


def hint_of(register: RegisterOn) -> str:
    """What has to be known to read the register of a day."""
    if register.reported is None:
        return BEFORE
    if register.day > timezone.localdate():
        return TO_COME
    return UNDATED if register.unknown else ""


def listed_on(register: RegisterOn) -> list[Centre]:
    """Who is shown for a day: the documented, and those of whom nobody knows since when.

    Before the first centre there was none, so nothing is shown.
    """
    if register.reported is None:
        return []
    shown = [*register.known, *register.unknown]
    return sorted(shown, key=lambda centre: centre.sort_key)


def listing(centres: list[CentreOut], **more: Any) -> CentresOut:
    """The frame around a list."""
    plain = {"count": len(centres), "undated": 0, "as_of": None, "reported": None, "match": None}
    return CentresOut(**{**plain, "hint": "", **more}, listed=len(centres), centres=centres)


def centre_out(centre: Centre, through: list[Municipality] | None = None) -> CentreOut:
    """One entry."""
    return CentreOut(
        key=centre.key,
        name=centre.organisation.name,
        area=centre.area_name,
        kind=centre.kind,
        government_district=centre.government_district,
        carrier=centre.carrier.name,
        seat=centre.city,
        address=address_of(centre),
        phone=centre.phone,
        email=centre.email,
        website=f"https://{centre.website}/" if centre.website else "",
        known_since=centre.known_since,
        latitude=float(centre.lat),
        longitude=float(centre.lon),
        url=reverse("api:centre", args=[centre.key]),
        page=reverse("public:centre", args=[centre.key, centre.slug]),
        through=[PlaceOut.of(town) for town in through or []],
    )
