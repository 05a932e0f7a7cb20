"""Behind the personal link: one's seat, the online room, the certificate; accept, withdraw."""

from io import BytesIO
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from drehscheibe.domain.qualification import own_seat, selectors
from drehscheibe.domain.qualification.attendance import code_of
from drehscheibe.domain.qualification.models import (
    UPCOMING,
    Certificate,
    EventIs,
    EventPool,
    OnlineAccess,
    Participation,
)
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.domain.qualification.telling import sessions_of
from drehscheibe.domain.registration.models import LIVE, RegistrationIs
from drehscheibe.domain.registration.refusals import RegistrationRefused
from drehscheibe.doors.public.events.guarding import own_page, token_of
from drehscheibe.doors.public.events.views import trail_of
from drehscheibe.doors.public.refusals import spoken
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.downloads import download_response


@own_page
def participation(request: Any, mine: Participation) -> HttpResponse:
    """How it stands, and what one can do about it."""
    wrong = ""
    if request.method == "POST":
        try:
            _act(request, mine)
        except (QualificationRefused, RegistrationRefused) as refusal:
            wrong = spoken(str(refusal))
        else:
            return redirect("public:participation", request.secret)
    one = mine.registration
    seats = selectors.seats_of([mine.event])[mine.event_id]
    others = [
        each for each in seats
        if each.part.part != EventPool.Part.WORKSHOP and each.part.pool_id != one.pool_id
    ]  # fmt: skip
    confirmed = one.status == RegistrationIs.CONFIRMED
    context = {
        "mine": mine,
        "event": mine.event,
        "one": one,
        "live": one.status in LIVE,
        "open": mine.event.is_open,
        "entrance": confirmed and mine.event.status in (*UPCOMING, EventIs.RUNNING),
        "offered": one.status == RegistrationIs.OFFERED,
        "confirmed": confirmed,
        "sessions": [each for each in sessions_of(mine) if each.called_off_at is None],
        "access": _access(mine) if confirmed else {},
        "others": others if confirmed else [],
        "certificate": mine.certificates.order_by("-issued_at", "-pk").first(),
        "token": token_of(request.secret),
        "secret": request.secret,
        "wrong": wrong,
        "trail": trail_of(_("Meine Anmeldung")),
    }
    status = 409 if wrong else 200
    return render_page(request, "public/events/participation.html", context, status=status)


@own_page
def certificate_file(request: Any, mine: Participation) -> HttpResponse:
    """The paper as it was issued; one that was revoked is not handed out."""
    rows = mine.certificates.select_related("document")
    found = rows.filter(state=Certificate.State.ISSUED).first()
    if found is None:
        raise Http404
    return download_response(found.document)


@own_page
def check_in_code(request: Any, mine: Participation) -> HttpResponse:
    """The QR code for the door, as a picture."""
    if mine.registration.status != RegistrationIs.CONFIRMED:
        raise Http404
    # Here, because it brings a whole picture library that few requests need.
    import qrcode.image.svg  # type: ignore[import-untyped]

    picture = qrcode.make(code_of(mine), image_factory=qrcode.image.svg.SvgPathImage, box_size=12)
    out = BytesIO()
    picture.save(out)
    return HttpResponse(out.getvalue(), content_type="image/svg+xml")


def _act(request: Any, mine: Participation) -> None:
    act = request.POST.get("act", "")
    if act == "accept":
        own_seat.accept(participation=mine, by=None, at=request.now)
    elif act == "withdraw":
        own_seat.withdraw(participation=mine, by=None, at=request.now)
    elif act.startswith("switch:") and act[7:].isdecimal():
        to = mine.event.pools.select_related("pool").filter(pk=int(act[7:])).first()
        if to is None:
            raise QualificationRefused("Diesen Teil gibt es nicht.")
        own_seat.switch(participation=mine, to=to, by=None, at=request.now)
    else:
        raise QualificationRefused("Bitte wählen Sie, was Sie tun möchten.")


def _access(mine: Participation) -> dict[int, Any]:
    """The online rooms the wall lets this link see (Sc 1.7)."""
    rows = OnlineAccess.objects.filter(session__event=mine.event_id)
    return {each.session_id: each for each in rows}
