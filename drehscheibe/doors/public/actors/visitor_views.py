"""„Das stimmt nicht“: what visitors say of an actor. Nobody is named or kept."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from drehscheibe.domain.directory import hints
from drehscheibe.domain.directory.models import ActorHint
from drehscheibe.domain.directory.refusals import DirectoryRefused
from drehscheibe.domain.directory.searching import actor_shown
from drehscheibe.doors.public.actors.views import trail_of
from drehscheibe.doors.public.courses.visitor_views import OUTDATED, UNFIT
from drehscheibe.doors.public.forwarding.guarding import open_token, visitor_of, writing_page
from drehscheibe.doors.public.refusals import spoken
from drehscheibe.kernel.design.rendering import render_page


@writing_page
def hint(request: Any, public_id: UUID) -> HttpResponse:
    """One choice, some words if one likes."""
    found = actor_shown(public_id, at=request.now)
    if found is None:
        raise Http404
    row, shown = found
    wrong = OUTDATED if getattr(request, "outdated", False) else ""
    chosen, text = request.POST.get("was", ""), request.POST.get("text", "")[:2000]
    if request.method == "POST" and not wrong:
        visitor = visitor_of(request)
        try:
            hints.tell(actor=row, what=chosen, text=text, visitor=visitor, at=request.now)
        except DirectoryRefused as refusal:
            wrong = str(refusal)
        else:
            return redirect(f"{request.path}?danke=1")
    context = {
        "actor": shown, "wrong": spoken(wrong) if wrong else "", "chosen": chosen, "text": text,
        "whats": ActorHint.What.choices, "token": open_token(),
        "thanked": "danke" in request.GET and not wrong,
        "trail": trail_of(_("Diese Angabe stimmt nicht")),
    }  # fmt: skip
    status = UNFIT if wrong else 200
    return render_page(request, "public/actors/hint.html", context, status=status)
