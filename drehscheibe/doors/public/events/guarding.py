"""Pages behind the personal link of a participant: nothing kept, a token in every form."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.csrf import csrf_exempt

from drehscheibe.domain.qualification.links import opened_by_link
from drehscheibe.domain.qualification.models import Participation
from drehscheibe.doors.public.forwarding.guarding import (
    FIELD,
    refuse_long,
    refuse_strangers,
    unkept,
)

SALT = "drehscheibe.public.participation"
View = Callable[..., HttpResponse]


def own_page(view: View) -> View:
    """Open the participation of the link, in a transaction that reaches nothing else.

    A wrong link is 404; a POST needs the token of this very link (403 without).
    """

    @csrf_exempt  # no cookie, nothing to ride on: the secret in the address is the permission
    @wraps(view)
    def page(request: Any, secret: str, **more: Any) -> HttpResponse:
        request.now, request.secret = timezone.now(), secret
        if request.method == "POST":
            refuse_foreign(request, secret)
        try:
            with opened_by_link(secret) as participation:
                response = view(request, participation, **more)
        except Participation.DoesNotExist as error:
            raise Http404 from error
        return unkept(response)

    return page


def refuse_foreign(request: HttpRequest, secret: str) -> None:
    """A form that is not of this link's own page (403), or too long for it (413)."""
    refuse_strangers(request)
    refuse_long(request)
    if not constant_time_compare(request.POST.get(FIELD, ""), token_of(secret)):
        raise PermissionDenied("Dieses Formular gehört nicht zu dieser Anmeldung.")


def token_of(secret: str) -> str:
    """The token of every form behind one link."""
    return salted_hmac(SALT, secret, algorithm="sha256").hexdigest()[:40]
