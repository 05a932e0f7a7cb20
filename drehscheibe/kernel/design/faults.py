"""Answers when something goes wrong: in the reader's language, with the next step, no database.

`CalmFaults` stands first in MIDDLEWARE, `server_error` is handler500 of the root URLs.
"""

import logging
import sys
from collections.abc import Callable, Mapping

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

log = logging.getLogger("drehscheibe.faults")
RETRY_SECONDS = 30
NOT_ALLOWED = 405
GIVEN_BACK = 256 * 1024
"""Bytes of a refused form that are still read, to give its texts back."""
NUL = "cannot contain NUL"
"""What the driver says of a character no keyboard has; a form that lets one through is no fault."""
SHORT = 20
"""Shorter answers are typed again sooner than copied."""
UNREACHABLE = (OperationalError, InterfaceError)
Handler = Callable[[HttpRequest], HttpResponse]


class CalmFaults:
    """A database that is away becomes a plain 503 asking to come back; the next request heals."""

    def __init__(self, get_response: Handler) -> None:
        """Django hands in the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Faults below the views, e.g. in the session, reach `server_error` through Django.

        Django answers a wrong method with a blank page; people get one that helps.
        """
        response = self.get_response(request)
        if response.status_code == NOT_ALLOWED and not response.content:
            page = plain_page("405.html", status=NOT_ALLOWED)
            page["Allow"] = response["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Faults inside a view land here before Django's own 500."""
        if isinstance(exception, UNREACHABLE):
            log.error("database unavailable", exc_info=exception)
            return unavailable()
        if isinstance(exception, RequestDataTooBig):
            return too_long(request)
        if isinstance(exception, DataError) and NUL in str(exception):
            return plain_page("400.html", status=400)
        return None


def unavailable() -> HttpResponse:
    """503: the database is away for a moment; no session and no database is touched."""
    response = plain_page("503.html", status=503)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when a middleware lost the database (such exceptions pass no view)."""
    if isinstance(sys.exc_info()[1], UNREACHABLE):
        return unavailable()
    return plain_page("500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token does not fit: usually an expired session; the page says what to do."""
    return plain_page("403_csrf.html", status=403)


def too_many_requests(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """429: too many attempts; also fit for AXES_LOCKOUT_CALLABLE."""
    response = plain_page("429.html", status=429)
    response["Retry-After"] = "900"
    return response


def too_long(request: HttpRequest) -> HttpResponse:
    """413: more than the form takes. What was typed is shown again to be copied, unless it is
    larger still: then nothing of it is read."""
    length = request.META.get("CONTENT_LENGTH") or ""
    typed: list[str] = []
    if length.isdecimal() and int(length) <= GIVEN_BACK:
        values = [value for name, all_ in request.POST.lists() if name != "form" for value in all_]
        typed = [value for value in values if len(value) > SHORT]
    context = {"typed": typed, "path": request.path}
    return plain_page("413.html", status=413, more=context)


def plain_page(
    template: str, *, status: int, more: Mapping[str, object] | None = None
) -> HttpResponse:
    """A page without request and context processors, never kept by a cache."""
    context = {"demonstration": settings.DEMONSTRATION, **(more or {})}
    response = HttpResponse(render_to_string(template, context), status=status)
    response["Cache-Control"] = "no-store"
    return response
