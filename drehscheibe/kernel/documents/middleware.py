"""Too large is said before a byte of the body is read."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse  # noqa: TID251 (answers before any page)
from django.template.loader import render_to_string
from django.utils import translation

TOO_LARGE, LENGTH_REQUIRED, BAD_REQUEST = 413, 411, 400
HEADERS = {  # this middleware stands before those that usually set them
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Connection": "close",
}
FORM_AROUND = 1024 * 1024
"""Room for the other fields and the boundaries of the form that carries the file."""


class UploadLimit:
    """Refuses by `Content-Length` (413), and bodies that do not tell their length (411)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request pass, or answer without reading it."""
        if request.META.get("HTTP_TRANSFER_ENCODING") and not request.META.get("CONTENT_LENGTH"):
            return _refusal(LENGTH_REQUIRED)
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isascii() or not length.isdigit():
            return _refusal(BAD_REQUEST)
        if int(length) > _most(request.path_info) + FORM_AROUND:
            return _refusal(TOO_LARGE)
        return self.get_response(request)


def _most(path: str) -> int:
    """Bytes one request may carry: one file, or several where an address takes several."""
    limit: int = settings.DREHSCHEIBE_UPLOAD_LIMIT
    for pattern, times in settings.UPLOADS_TOGETHER:
        if re.match(pattern, path):
            return limit * int(times)
    return limit


def _refusal(status: int) -> HttpResponse:
    limit = settings.DREHSCHEIBE_UPLOAD_LIMIT // 1024**2
    template = "documents/too_large.html" if status == TOO_LARGE else "documents/incomplete.html"
    with translation.override(settings.LANGUAGE_CODE):  # nobody has chosen the language yet
        page = render_to_string(template, {"limit": limit, "status": status})
    return HttpResponse(page, status=status, headers=HEADERS)
