"""The versioned JSON interface."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from drehscheibe.domain.centres.models.register import Centre
from drehscheibe.doors.api.centres import router
from drehscheibe.doors.api.guide import router as guide
from drehscheibe.doors.api.hsds import router as hsds
from drehscheibe.doors.api.hsds_more import router as hsds_more
from drehscheibe.doors.api.networks import router as networks
from drehscheibe.doors.api.problems import problem
from drehscheibe.doors.api.search import router as search

GERMAN = {
    "literal_error": "Erlaubt ist: {expected}.",
    "string_too_long": "Höchstens {max_length} Zeichen.",
    "string_pattern_mismatch": "Steuerzeichen sind nicht erlaubt.",
    "uuid_parsing": "Eine Kennung (UUID) wird erwartet.",
    "datetime_parsing": "Ein Zeitpunkt wie 2026-11-23T08:00:00+01:00 wird erwartet.",
    "datetime_from_date_parsing": "Ein Zeitpunkt wie 2026-11-23T08:00:00+01:00 wird erwartet.",
    "missing": "Diese Angabe fehlt.",
    "int_parsing": "Eine ganze Zahl wird erwartet.",
    "int_from_float": "Eine ganze Zahl wird erwartet.",
    "int_parsing_size": "Diese Zahl ist zu groß.",
    "greater_than_equal": "Eine Zahl von {ge} an wird erwartet.",
    "less_than_equal": "Eine Zahl bis {le} wird erwartet.",
    "bool_parsing": "Erlaubt ist: true oder false.",
}
"""What pydantic says in English, by its kind of error."""

api = NinjaAPI(
    title="Drehscheibe – Kommunale Integrationszentren in Nordrhein-Westfalen",
    version="1.0.0",
    description=(
        "Das Register der Kommunalen Integrationszentren zum Lesen: ohne Anmeldung, ohne "
        "Schlüssel. Antworten tragen einen ETag; wer ihn mit If-None-Match zurückschickt, erhält "
        "304, solange sich nichts geändert hat. Fehler kommen als problem+json (RFC 9457)."
    ),
    urls_namespace="api",
    docs_url=None,  # its page would ask foreign servers for scripts
    openapi_extra={
        "info": {
            "license": {
                "name": "Datenlizenz Deutschland – Namensnennung – Version 2.0",
                "url": "https://www.govdata.de/dl-de/by-2-0",
            }
        },
    },
)
api.add_router("", router)
api.add_router("", guide)
api.add_router("", hsds)
api.add_router("", hsds_more)
api.add_router("", networks)
api.add_router("", search)


@api.exception_handler(Centre.DoesNotExist)
def unknown_centre(request: HttpRequest, exc: Centre.DoesNotExist) -> HttpResponse:
    """404 for a key that no centre has."""
    return problem(
        request,
        404,
        "Ein Zentrum mit diesem Schlüssel gibt es nicht. Alle Schlüssel stehen unter "
        "/api/v1/centres.",
    )


@api.exception_handler(Http404)
def unknown_address(request: HttpRequest, exc: Http404) -> HttpResponse:
    """404 for anything else."""
    return problem(request, 404)


@api.exception_handler(ValidationError)
def unusable(request: HttpRequest, exc: ValidationError) -> HttpResponse:
    """422 with each place and what is wrong with it."""
    errors = [
        {"place": ".".join(str(part) for part in error["loc"]), "message": german(error)}
        for error in exc.errors
    ]
    return problem(request, 422, errors=errors)


def german(error: dict[str, Any]) -> str:
    """What is wrong, for people; our own refusals are German already.

    >>> german({"type": "string_too_long", "msg": "…", "ctx": {"max_length": 100}})
    'Höchstens 100 Zeichen.'
    """
    if known := GERMAN.get(error["type"]):
        return known.format_map(error.get("ctx", {})).replace(" or ", " oder ")
    if error["type"] != "value_error":
        return "Dieser Wert passt hier nicht."
    return str(error["msg"]).removeprefix("Value error, ")
