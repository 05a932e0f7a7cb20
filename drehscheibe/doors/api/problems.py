"""Errors of the interface as problem+json (RFC 9457), and reading from anywhere (CORS)."""

import json
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

DOOR = "/api/"
MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: ("Anfrage nicht verständlich", "Bitte prüfen Sie Adresse und Angaben."),
    404: (
        "Nicht gefunden",
        (
            "Hier gibt es nichts. Alle Zentren stehen unter /api/v1/centres, "
            "die Beschreibung der Schnittstelle unter /api/v1/openapi.json."
        ),
    ),
    405: ("Methode nicht erlaubt", "Die Schnittstelle ist zum Lesen da: GET, HEAD, OPTIONS."),
    422: ("Angabe nicht verwendbar", "Eine Angabe der Anfrage passt nicht; siehe errors."),
    429: (
        "Zu viele Anfragen",
        "Von Ihrer Netzadresse kamen sehr viele Anfragen. Retry-After sagt, wann es weitergeht.",
    ),
    500: ("Fehler der Plattform", "Der Fehler ist aufgezeichnet. Bitte versuchen Sie es später."),
    503: ("Gerade nicht erreichbar", "Bitte versuchen Sie es in einer halben Minute noch einmal."),
}
KEPT_HEADERS = ("Retry-After",)
METHODS = "GET, HEAD, OPTIONS"
READABLE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "ETag, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"
    ),
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": METHODS,
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "Problem nach RFC 9457",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "const": "about:blank"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"place": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}


class ApiAnswers:
    """Middleware: below /api/ every error is a problem, and every answer may be read by scripts.

    Also what no view saw – an unknown address, a lost database – comes as problem+json.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on, then shape the answer."""
        if not request.path_info.startswith(DOOR):
            return self.get_response(request)
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers=PREFLIGHT)
            del response["Content-Type"]
        else:
            response = as_problem(request, self.get_response(request))
        for name, value in READABLE.items():
            response[name] = value
        patch_vary_headers(response, ["Accept"])  # the list may also come as GeoJSON
        return response


def as_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer itself, or a problem where it is an error page."""
    if response.status_code < 400 or response["Content-Type"] == MEDIA_TYPE:
        return response
    shaped = problem(request, response.status_code)
    for name in KEPT_HEADERS:
        if name in response:
            shaped[name] = response[name]
    if response.status_code == 405:
        shaped["Allow"] = METHODS  # the framework names GET alone
    return shaped


def problem(
    request: HttpRequest, status: int, detail: str = "", errors: Sequence[dict[str, str]] = ()
) -> HttpResponse:
    """An error as RFC 9457 wants it; the detail says what to do."""
    title, advice = TITLES.get(status, (HTTPStatus(status).phrase, "Bitte prüfen Sie die Anfrage."))
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail or advice,
        "instance": request.path,
    }
    if errors:
        body["errors"] = list(errors)
    text = json.dumps(body, ensure_ascii=False)
    return HttpResponse(
        text, status=status, content_type=MEDIA_TYPE, headers={"Cache-Control": "no-store"}
    )


def may_answer(*statuses: int) -> dict[str, Any]:
    """The error answers of an operation, for the OpenAPI document.

    >>> sorted(may_answer(404)["responses"])
    [404]
    """
    content = {MEDIA_TYPE: {"schema": SCHEMA}}
    return {
        "responses": {
            status: {"description": TITLES[status][0], "content": content} for status in statuses
        }
    }


def file_answer(media_type: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    """An operation that answers with a file of this type."""
    content = {media_type: {"schema": schema or {"type": "string", "format": "binary"}}}
    success = {200: {"description": "Die Datei", "content": content}}
    return {"responses": {**success, **may_answer(422, 429, 503)["responses"]}}
