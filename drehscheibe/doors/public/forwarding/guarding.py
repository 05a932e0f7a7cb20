"""The public pages that write: no cookie, a secret link as the key, a token in every form.

A forged form cannot know the secret of a case, so the address itself is the protection; the token
and the browser's own word (Sec-Fetch-Site) stand behind it. See docs/adr/0020.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.csrf import csrf_exempt

from drehscheibe.domain.forwarding.link import opened_by_link
from drehscheibe.domain.forwarding.models import ForwardingCase
from drehscheibe.domain.forwarding.third_party.handing_in import confirm_address
from drehscheibe.kernel.access.posting import posts_too_often
from drehscheibe.kernel.access.visitors import Visitor
from drehscheibe.kernel.design.faults import too_many_requests

SALT = "drehscheibe.public.form"
FIELD = "form"
FORM_LASTS = 60 * 60 * 12  # seconds; then the page is asked for again, with what was typed
OWN_SITE = {"", "same-origin", "none"}
NOT_KEPT = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
LONGEST_BODY = 16 * 1024
"""Bytes of a form that anybody may send."""


class CaseRequest(HttpRequest):
    """A request through the link of one case."""

    secret: str
    now: datetime


View = Callable[..., HttpResponse]


def case_page(view: View) -> View:
    """Open the case of the link, in a transaction that reaches nothing else; keep nothing.

    A wrong or outdated link is 404. A POST needs the token of this very case (403 without); it
    proves that the mail was read.
    """

    @csrf_exempt  # no cookie, nothing to ride on: the secret in the address is the permission
    @wraps(view)
    def page(request: Any, secret: str, **more: Any) -> HttpResponse:
        request.now, request.secret = timezone.now(), secret
        if request.method == "POST":
            refuse_strangers(request)
            if not constant_time_compare(request.POST.get(FIELD, ""), case_token(secret)):
                raise PermissionDenied("Dieses Formular gehört nicht zu diesem Antrag.")
        try:
            with opened_by_link(secret, at=request.now) as case:
                if request.method == "POST":
                    confirm_address(case, at=request.now)
                response = view(request, case, **more)
        except ForwardingCase.DoesNotExist as error:
            raise Http404 from error
        return unkept(response)

    return page


def writing_page(view: View) -> View:
    """A page for everybody with a form of some words; of a long answer nothing is taken (413)."""

    @csrf_exempt  # no cookie, nothing to ride on; the token is signed and dated
    @wraps(view)
    def page(request: Any, **more: Any) -> HttpResponse:
        request.now = timezone.now()
        if request.method == "POST":
            refuse_strangers(request)
            refuse_long(request)
            try:
                TimestampSigner(salt=SALT).unsign(request.POST.get(FIELD, ""), max_age=FORM_LASTS)
            except SignatureExpired:
                request.outdated = True
            except BadSignature:
                raise PermissionDenied("Dieses Formular ist nicht von dieser Seite.") from None
            if asked_too_often(request):
                return unkept(too_many_requests(request))
        return unkept(view(request, **more))

    return page


def refuse_long(request: HttpRequest) -> None:
    """Raise for 413 before anything of a body is taken that no form of ours needs."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LONGEST_BODY:
        raise RequestDataTooBig("longer than any of these forms")


def case_token(secret: str) -> str:
    """The token of every form of one case."""
    return salted_hmac(SALT, secret, algorithm="sha256").hexdigest()[:40]


def open_token() -> str:
    """A signed and dated token for a form that everybody may send."""
    return TimestampSigner(salt=SALT).sign("open")


def refuse_strangers(request: HttpRequest) -> None:
    """A form that the browser itself says another site has sent (403).

    With `Referrer-Policy: no-referrer` a browser writes „null“ as the origin of our own forms, so
    the origin only counts when it is another site's name.
    """
    origin = request.headers.get("Origin", "null")
    own = f"{request.scheme}://{request.get_host()}"
    if request.headers.get("Sec-Fetch-Site", "") not in OWN_SITE or origin not in {"null", own}:
        raise PermissionDenied("Dieses Formular hat eine andere Seite geschickt.")


def asked_too_often(request: HttpRequest) -> bool:
    """Count one more form by device and network, for all processes together."""
    return posts_too_often(visitor_of(request), at=timezone.now())


def visitor_of(request: HttpRequest) -> Visitor:
    """Who sends it, as far as anything tells a second click from a first one.

    Many phones of one make share an address and name themselves alike; their languages differ.
    """
    said = (request.headers.get(name, "")[:300] for name in ("User-Agent", "Accept-Language"))
    return Visitor(get_client_ip(request) or "", " ".join(said).strip())


def link_maker(request: HttpRequest) -> Callable[[str], str]:
    """From a secret to the whole address, in the language of this page."""

    def link(secret: str) -> str:
        return request.build_absolute_uri(reverse("public:case", args=[secret]))

    return link


def unkept(response: HttpResponse) -> HttpResponse:
    """Neither browser nor edge keeps the page, and no link on it tells where one came from."""
    for name, value in NOT_KEPT.items():
        response[name] = value
    return response
