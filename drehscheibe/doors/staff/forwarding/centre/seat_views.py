"""A jury member's own pages: voting and declaring a bias, signed in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.centre import jury
from drehscheibe.domain.forwarding.centre.jury_bias import bias_of
from drehscheibe.domain.forwarding.centre.jury_reading import jury_cases, own_seats
from drehscheibe.domain.forwarding.models import ForwardingCase, JuryMember
from drehscheibe.doors.staff.forwarding.centre.case import REFUSALS, UNFIT, refuse, trail
from drehscheibe.doors.staff.forwarding.centre.jury_forms import BiasForm
from drehscheibe.doors.staff.forwarding.centre.voting import enter_votes, votes_form
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page


@staff_page(may.JURY_VOTE)
def seat_votes(request: StaffRequest, meeting: int) -> HttpResponse:
    """My points, case by case, while the meeting is open; afterwards the ranks."""
    seat = _seat(request, meeting)
    cases = jury_cases(seat.meeting)
    form = votes_form(request, seat, cases)
    if form.is_valid():
        try:
            enter_votes(request, seat, cases, form)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Ihre Stimmen sind gezählt. Ändern können Sie sie, bis die "
                             "Sitzung geschlossen wird.")  # fmt: skip
            return redirect("staff:forwarding:seat_votes", meeting)
    return _page(request, seat, cases, form)


@staff_page(may.JURY_VOTE)
def seat_bias(request: StaffRequest, meeting: int) -> HttpResponse:
    """I am biased in one case and do not vote on it."""
    seat = _seat(request, meeting)
    cases = jury_cases(seat.meeting)
    form = BiasForm(request.POST if request.method == "POST" else None, cases=cases)
    if form.is_valid():
        case = next(each for each in cases if each.pk == form.cleaned_data["case"])
        try:
            jury.declare_bias(
                member=seat, case=case, reason=form.cleaned_data["reason"], by=request.person,
                at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"Über {case} stimmen Sie nicht mit ab.")
            return redirect("staff:forwarding:seat_votes", meeting)
    votes = reverse("staff:forwarding:seat_votes", args=[meeting])
    context = {
        "form": form,
        "title": "Befangenheit erklären",
        "lead": "Sie sind mit der Organisation oder ihren Leuten verbunden? Dann stimmen Sie über "
        "diesen Antrag nicht mit ab. Der Grund steht in der Sitzung.",
        "button": "Befangenheit erklären",
        "back": votes,
        "trail": trail(("Meine Jurystimmen", votes), ("Befangenheit erklären", "")),
    }
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/forwarding/centre/act.html", context, status=status)


def _seat(request: StaffRequest, meeting: int) -> JuryMember:
    seat = own_seats(request.standing).filter(meeting=meeting).first()
    if seat is None:
        raise Http404
    return seat


def _page(
    request: StaffRequest, seat: JuryMember, cases: list[ForwardingCase], form: Any
) -> HttpResponse:
    given = {vote.case_id: vote for vote in seat.votes.all()}
    context = {
        "seat": seat,
        "meeting": seat.meeting,
        "form": form,
        "rows": [
            {"case": case, "vote": given.get(case.pk), "biased": bias_of(seat, case)}
            for case in cases
        ],
        "trail": trail(("Meine Jurystimmen", "")),
    }
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/forwarding/centre/seat.html", context, status=status)
