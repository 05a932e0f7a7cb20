"""How a page is answered: whole, or the one part htmx asked for."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object],
    part: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole template, or its partial `part` when htmx asks.

    A browser that restores a page from its history through htmx gets the whole page, too.
    """
    htmx = getattr(request, "htmx", None)
    if part and htmx and not htmx.history_restore_request:
        template = f"{template}#{part}"
    response = render(request, template, dict(context), status=status)
    if part:
        patch_vary_headers(response, ["HX-Request"])
    return response
