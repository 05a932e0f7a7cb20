"""A visitor without account: the form, the mail, the confirmation."""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from drehscheibe.domain.qualification import selectors
from drehscheibe.domain.qualification.guests import (
    LINK_KEY,
    ask_as_guest,
    confirm_as_guest,
    opened_request,
)
from drehscheibe.domain.qualification.links import secret_of
from drehscheibe.domain.qualification.models import Event, EventPool, GuestRequest
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.domain.qualification.registering import Wish
from drehscheibe.domain.registration.refusals import RegistrationRefused
from drehscheibe.doors.public.demonstration import newest_mail
from drehscheibe.doors.public.events.guarding import refuse_foreign, token_of
from drehscheibe.doors.public.events.views import public_event, trail_of
from drehscheibe.doors.public.forwarding.guarding import open_token, unkept, writing_page
from drehscheibe.doors.public.refusals import spoken
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.mail.actions import MailRefused

WORKSHOP = EventPool.Part.WORKSHOP
OUTDATED = "Die Seite war zu lange offen. Bitte schicken Sie das Formular noch einmal."


@writing_page
def register(request: Any, number: str) -> HttpResponse:
    """Name, address, part, questions; the answer is the same whoever is registered already."""
    event = public_event(number)
    wrong: dict[str, str] = {"": spoken(OUTDATED)} if getattr(request, "outdated", False) else {}
    if request.method == "POST" and not wrong:
        try:
            ask_as_guest(
                wish=_wish(request, event), name=request.POST.get("name", "")[:200],
                email=request.POST.get("email", ""), at=request.now,
                language=translation.get_language() or "de",
            )  # fmt: skip
        except QualificationRefused as refusal:
            wrong = {refusal.field: spoken(str(refusal))}
        except MailRefused as refusal:
            wrong = {"email": spoken(str(refusal))}
        else:
            return redirect("public:guest_sent")
    return _form(request, event, wrong)


def guest_sent(request: HttpRequest) -> HttpResponse:
    """What happens now: look into the mailbox."""
    mail = newest_mail(LINK_KEY)
    context = {"trail": trail_of(_("Schauen Sie in Ihr Postfach")), "mail": mail}
    response = render_page(request, "public/events/guest_sent.html", context)
    return unkept(response) if mail else response


@csrf_exempt  # no cookie, nothing to ride on: the secret in the address is the permission
def confirm(request: HttpRequest, secret: str) -> HttpResponse:
    """The link of the mail shows a button: programs that look at links confirm nothing."""
    wrong = ""
    if request.method == "POST":
        refuse_foreign(request, secret)
        try:
            made = confirm_as_guest(secret=secret, at=timezone.now())
        except GuestRequest.DoesNotExist as error:
            raise Http404 from error
        except (QualificationRefused, RegistrationRefused) as refusal:
            wrong = spoken(str(refusal))
        else:
            return unkept(redirect("public:participation", secret_of(made)))
    with opened_request(secret) as asked:
        if asked is None:
            raise Http404
        context = {
            "asked": asked, "token": token_of(secret), "wrong": wrong,
            "trail": trail_of(_("Anmeldung bestätigen")),
        }  # fmt: skip
        status = 409 if wrong else 200
        response = render_page(request, "public/events/confirm.html", context, status=status)
    return unkept(response)


def _form(request: Any, event: Event, wrong: dict[str, str]) -> HttpResponse:
    seats = selectors.seats_of([event]).get(event.pk, [])
    questions = [
        (each, request.POST.get(f"question_{each.pk}", ""), wrong.get(f"question_{each.pk}", ""))
        for each in event.questions.all()
    ]
    context = {
        "event": event,
        "parts": [each for each in seats if each.part.part != WORKSHOP],
        "workshops": [each for each in seats if each.part.part == WORKSHOP],
        "questions": questions,
        "typed": request.POST,
        "chosen": request.POST.getlist("workshops"),
        "wrong": wrong,
        "key": _key(request) or uuid4(),
        "token": open_token(),
        "trail": trail_of(_("Anmelden")),
    }
    status = 422 if wrong else 200
    return render_page(request, "public/events/register.html", context, status=status)


def _wish(request: Any, event: Event) -> Wish:
    parts = {str(each.pk): each for each in event.pools.select_related("pool", "event__owner")}
    ways = [each for each in parts.values() if each.part != WORKSHOP]
    part = parts.get(request.POST.get("part", "")) or (ways[0] if len(ways) == 1 else None)
    if part is None:
        raise QualificationRefused("Bitte wählen Sie, wie Sie teilnehmen.", "part")
    workshops = [parts[each] for each in request.POST.getlist("workshops") if each in parts]
    answers = {
        each: request.POST.get(f"question_{each}", "")
        for each in event.questions.values_list("pk", flat=True)
    }
    return Wish(
        part=part, key=_key(request) or uuid4(), workshops=tuple(workshops), answers=answers
    )


def _key(request: Any) -> UUID | None:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return None
