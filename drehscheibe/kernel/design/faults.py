"""What people see when something goes wrong that is nobody's input."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

log = logging.getLogger("drehscheibe.faults")
Handler = Callable[[HttpRequest], HttpResponse]


class CalmFaults:
    """A database that is away becomes a plain 503 that asks to come back; the next request heals."""

    def __init__(self, get_response: Handler) -> None:
        """Django hands in the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Faults below the views, e.g. in the session, land here."""
        try:
            return self.get_response(request)
        except (OperationalError, InterfaceError):
            log.exception("database unavailable")
            return unavailable()

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Faults inside a view land here before Django's own 500."""
        if isinstance(exception, OperationalError | InterfaceError):
            log.error("database unavailable", exc_info=exception)
            return unavailable()
        return None


def unavailable() -> HttpResponse:
    """503, in German, without touching database or session."""
    response = HttpResponse(render_to_string("503.html"), status=503)
    response["Retry-After"] = "30"
    response["Cache-Control"] = "no-store"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token does not fit: usually an expired session; the page says what to do."""
    return HttpResponse(render_to_string("403_csrf.html"), status=403)
