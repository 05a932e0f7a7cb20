"""„Das brauche ich“: a visitor says where she would come to such an event, and stays nobody."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from drehscheibe.domain.qualification.demand import ask_publicly
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.doors.public.events.guest_views import OUTDATED
from drehscheibe.doors.public.events.views import public_event, trail_of
from drehscheibe.doors.public.forwarding.guarding import open_token, visitor_of, writing_page
from drehscheibe.doors.public.refusals import spoken
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.territory.models import District


@writing_page
def need(request: Any, number: str) -> HttpResponse:
    """One click and one place; a second click of the same device is thanked and counts nothing."""
    event = public_event(number)
    chosen = request.POST.get("district", "")
    wrong = spoken(OUTDATED) if getattr(request, "outdated", False) else ""
    if request.method == "POST" and not wrong:
        district = places().filter(pk=chosen).first() if chosen.isdecimal() else None
        try:
            ask_publicly(
                event=event, district=district, visitor=visitor_of(request), at=request.now
            )
        except QualificationRefused as refusal:
            wrong = spoken(str(refusal))
        else:
            return redirect(f"{reverse('public:event_need', args=[number])}?danke")
    context = {
        "event": event, "wrong": wrong, "chosen": chosen, "districts": places(),
        "token": open_token(), "counted": "danke" in request.GET and not wrong,
        "trail": trail_of(_("Bedarf melden")),
    }  # fmt: skip
    status = 422 if wrong else 200
    return render_page(request, "public/events/need.html", context, status=status)


def places() -> QuerySet[District]:
    """Where a visitor may be at home."""
    return District.objects.order_by("name", "ags")
