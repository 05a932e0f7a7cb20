"""What a page of the workspace answers to somebody who is not signed in (any more)."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from drehscheibe.kernel.access.held_inputs import Typed, hold, owner_of_session
from drehscheibe.kernel.design.faults import csrf_failure

NOT_TYPED = {"csrfmiddlewaretoken"}
KEPT = "Ihre Sitzung ist abgelaufen. Ihre Eingaben sind aufbewahrt: Melden Sie sich bitte an."
WORKSPACE, ACCOUNT = "/mitarbeit/", "/mitarbeit/konto/"
READABLE = 20
"""Fields shown for copying when nobody knows whose they are."""


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back here; what was typed survives.

    A form sent after the session's end is kept sealed for the account whose session it was. When
    that cannot be told (signed out elsewhere), the text is shown again for copying and not kept.
    """
    if request.method != "POST":
        return _to_sign_in(request, _here(request))
    typed = _typed(request)
    account = owner_of_session(request.COOKIES.get("sitzung"))
    token = hold(typed, account=account, at=timezone.now()) if account else None
    if token is None:
        return _show(request, typed)
    messages.info(request, KEPT)
    return _to_sign_in(request, reverse("typed_again", args=[token]))


def token_does_not_fit(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: a form from before one signed in again shows its text for a second try.

    Only for a form of our own page (Origin); anybody else's gets the plain refusal, since a page
    that hands back what a stranger filled in would do the stranger's work.
    """
    origin = f"{request.scheme}://{request.get_host()}"
    own = request.headers.get("Origin") == origin and request.path.startswith(WORKSPACE)
    if not own or request.path.startswith(ACCOUNT) or request.headers.get("HX-Request"):
        return csrf_failure(request, reason)
    if not request.user.is_authenticated:
        return ask_to_sign_in(request)
    typed = _typed(request)
    fields = [(name, text) for name, values in typed.fields.items() for text in values]
    context = {"typed": typed, "fields": fields, "not_kept": True}
    response = render(request, "account/typed_again.html", context, status=403)
    add_never_cache_headers(response)
    return response


def _typed(request: HttpRequest) -> Typed:
    fields = {name: texts for name, texts in request.POST.lists() if name not in NOT_TYPED}
    return Typed(request.path, fields)


def _here(request: HttpRequest) -> str:
    """The page to come back to; for a refreshed part the page around it."""
    around = request.headers.get("HX-Current-URL")
    if around is None:
        return request.get_full_path()
    parts = urlsplit(around)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _to_sign_in(request: HttpRequest, back: str) -> HttpResponse:
    address = f"{reverse('account_login')}?{urlencode({'next': back})}"
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _show(request: HttpRequest, typed: Typed) -> HttpResponse:
    texts = [text for values in typed.fields.values() for text in values if text.strip()]
    context = {"texts": texts[:READABLE], "back": typed.path}
    response = render(request, "account/session_over.html", context, status=401)
    add_never_cache_headers(response)
    return response
