"""What may be done with an address that everybody may open: read it; send its form if it has one.

Stands before Django's own protection of forms: what is no method here is 405, not a forged form.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

WORKSPACE = "/mitarbeit/"
"""Its pages say themselves what may be sent there."""
READING = ("GET", "HEAD", "OPTIONS")


class OpenMethods:
    """The middleware: 405 with `Allow` for every other method."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the page is known later."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_: Any
    ) -> HttpResponse | None:
        """Refuse before anything is opened."""
        if request.path_info.startswith(WORKSPACE) or request.method in (may := allowed(view)):
            return None
        return HttpResponseNotAllowed(may)


def allowed(view: Callable[..., HttpResponse]) -> tuple[str, ...]:
    """Forms of this door need no cookie (docs/adr/0020): a page without that mark has none.

    >>> allowed(lambda _: HttpResponse())
    ('GET', 'HEAD', 'OPTIONS')
    """
    return (*READING, "POST") if getattr(view, "csrf_exempt", False) else READING
