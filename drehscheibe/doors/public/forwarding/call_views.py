"""Open calls for everybody, and the form that sends the link."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from drehscheibe.domain.forwarding.models import ForwardingCall
from drehscheibe.domain.forwarding.programme_files import programme_by_key
from drehscheibe.domain.forwarding.refusals import ForwardingRefused
from drehscheibe.domain.forwarding.third_party.beginning import (
    begin_application,
    is_open,
    send_links_again,
)
from drehscheibe.domain.forwarding.third_party.calls import known_call, open_calls
from drehscheibe.domain.forwarding.third_party.choosing import offers
from drehscheibe.domain.forwarding.third_party.mails import LINK_KEY
from drehscheibe.doors.public.demonstration import newest_mail
from drehscheibe.doors.public.entries import centre_url
from drehscheibe.doors.public.forwarding.guarding import (
    link_maker,
    open_token,
    unkept,
    writing_page,
)
from drehscheibe.doors.public.trails import Trail, trail_to
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.design.rendering import render_page


def call_list(request: HttpRequest) -> HttpResponse:
    """Every open call of every centre."""
    today = day_of(timezone.now())
    context = {
        "calls": open_calls(on=today),
        "today": today,
        "trail": trail_to(gettext("Geld für Ehrenamt")),
    }
    return render_page(request, "public/forwarding/call_list.html", context)


def call_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One call: what it pays, under which limits, how long it is open."""
    call, now = _call(slug), timezone.now()
    programme = programme_by_key(call.version)
    context = {
        "call": call,
        "centre_url": centre_url(call.centre),
        "programme": programme,
        "modules": offers(programme),
        "is_open": is_open(call, at=now),
        "today": day_of(now),
        "trail": _trail(call.title),
    }
    return render_page(request, "public/forwarding/call_detail.html", context)


@writing_page
def call_begin(request: Any, slug: str) -> HttpResponse:
    """An address is enough; the answer is the same whether or not it is known."""
    call = _call(slug)
    email, wrong = request.POST.get("email", ""), _outdated(request)
    if request.method == "POST" and not wrong:
        try:
            begin_application(
                call=call, email=email, link=link_maker(request), at=request.now,
                language=translation.get_language() or "de",
            )  # fmt: skip
        except ForwardingRefused as refusal:
            wrong = str(refusal)
        else:
            return redirect("public:link_sent")
    context = {
        "call": call,
        "email": email,
        "wrong": wrong,
        "is_open": is_open(call, at=request.now),
        "token": open_token(),
        "trail": _trail(gettext("Antrag beginnen")),
    }
    status = 422 if wrong else 200
    return render_page(request, "public/forwarding/call_begin.html", context, status=status)


@writing_page
def link_again(request: Any) -> HttpResponse:
    """Somebody lost the mail: send the links again, silently when there are none."""
    email, wrong = request.POST.get("email", ""), _outdated(request)
    if request.method == "POST" and not wrong:
        try:
            language = translation.get_language() or "de"
            send_links_again(
                email=email, link=link_maker(request), at=request.now, language=language
            )
        except ForwardingRefused as refusal:
            wrong = str(refusal)
        else:
            return redirect("public:link_sent")
    context = {
        "email": email,
        "wrong": wrong,
        "token": open_token(),
        "trail": _trail(gettext("Link noch einmal schicken")),
    }
    status = 422 if wrong else 200
    return render_page(request, "public/forwarding/link_again.html", context, status=status)


def link_sent(request: HttpRequest) -> HttpResponse:
    """What happens now: look into the mailbox."""
    mail = newest_mail(LINK_KEY)
    context = {"trail": _trail(gettext("Schauen Sie in Ihr Postfach")), "mail": mail}
    response = render_page(request, "public/forwarding/link_sent.html", context)
    return unkept(response) if mail else response


def _call(slug: str) -> ForwardingCall:
    try:
        return known_call(slug)
    except ForwardingCall.DoesNotExist as error:
        raise Http404 from error


def _trail(here: str) -> Trail:
    return trail_to(here, (gettext("Geld für Ehrenamt"), reverse("public:calls")))


def _outdated(request: Any) -> str:
    if getattr(request, "outdated", False):
        return gettext("Die Seite war zu lange offen. Bitte schicken Sie das Formular noch einmal.")
    return ""
