"""Personen: who works here in which role; inviting, admitting, withdrawing."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.doors.staff.people.forms import InvitationForm, PlaceForm
from drehscheibe.kernel.access import actions, selectors
from drehscheibe.kernel.access import permissions as may
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.mail.bounces import came_back
from drehscheibe.kernel.people.models import Membership
from drehscheibe.kernel.permissions.declarations import roles
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.response import table_response

COLUMNS = (
    Column("family_name", "Nachname"),
    Column("given_name", "Vorname"),
    Column("organisation", "Organisation"),
    Column("role", "Rolle"),
    Column("valid_from", "von", "day"),
    Column("valid_to", "bis", "day"),
)
managing = staff_page(may.MANAGE, may.MANAGE_ALL)


@managing
def member_list(request: StaffRequest) -> HttpResponse:
    """Everyone with a role in the organisations one cares for, who is invited and who waits."""
    organisations = selectors.organisations_managed(request.standing)
    rows = selectors.members(organisations, on=request.today)
    page = Paginator(rows, 25).get_page(request.GET.get("seite"))
    context = {
        "page": page,
        "rows": [(row, _label(row.role)) for row in page],
        "unreached": came_back(row.person.email for row in page if row.person.email),
        "invitations": [
            (each, _label(each.role))
            for each in selectors.open_invitations(organisations, at=request.now)
        ],
        "waiting": selectors.waiting_admissions(organisations),
        "trail": [("Übersicht", reverse("staff:home")), ("Personen", "")],
    }
    return render_page(request, "staff/people/member_list.html", context)


@managing
def member_export(request: StaffRequest, form: str) -> HttpResponse:
    """The same list as a table."""
    organisations = selectors.organisations_managed(request.standing)
    rows = (_as_row(row) for row in selectors.members(organisations, on=request.today))
    return table_response("personen", COLUMNS, rows, form)


@managing
def member_invite(request: StaffRequest) -> HttpResponse:
    """Einladen: a link goes to the address; the answer never tells whether it has an account."""
    form = InvitationForm(
        request.POST or None,
        organisations=selectors.organisations_managed(request.standing),
        today=request.today,
    )
    if form.is_valid():
        links: list[str] = []
        try:
            actions.invite(
                form.newcomer(), form.chosen(), by=request.person, at=request.now,
                link=lambda token: _link(request, token, links),
            )  # fmt: skip
        except actions.AccessRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Die Einladung ist unterwegs. Der Link gilt sieben Tage.")
            if settings.DEMONSTRATION:
                messages.info(request, f"Demonstration, es geht keine Mail hinaus: {links[0]}")
            return redirect("staff:people:member_list")
    context = {"form": form, **_trail("Einladen")}
    return render_page(request, "staff/people/member_invite.html", context)


@managing
def role_withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Rolle entziehen: asks once, then ends the role and all sessions of the person."""
    organisations = selectors.organisations_managed(request.standing)
    rows = selectors.members(organisations, on=request.today)
    membership = get_object_or_404(rows, pk=pk)
    refusal = ""
    if request.method == "POST":
        try:
            actions.withdraw_membership(membership, by=request.person, at=request.now)
        except actions.AccessRefused as refused:
            refusal = str(refused)
        else:
            messages.success(request, "Die Rolle ist entzogen; alle Sitzungen sind beendet.")
            return redirect("staff:people:member_list")
    context = {"membership": membership, "role": _label(membership.role), "refusal": refusal}
    return render_page(
        request, "staff/people/role_withdraw.html", context | _trail("Rolle entziehen")
    )


@managing
def invitation_take_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Einladung zurücknehmen."""
    organisations = selectors.organisations_managed(request.standing)
    invitations = selectors.open_invitations(organisations, at=request.now)
    invitation = get_object_or_404(invitations, pk=pk)
    if request.method == "POST":
        try:
            actions.take_back_invitation(invitation, by=request.person, at=request.now)
        except actions.AccessRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "Die Einladung ist zurückgenommen.")
        return redirect("staff:people:member_list")
    context = {"invitation": invitation, "role": _label(invitation.role)}
    return render_page(
        request, "staff/people/invitation_take_back.html", context | _trail("Zurücknehmen")
    )


@managing
def admission_decide(request: StaffRequest, pk: int) -> HttpResponse:
    """Freischalten: give a role to somebody who came through the organisation's sign-in."""
    organisations = selectors.organisations_managed(request.standing)
    admission = get_object_or_404(selectors.waiting_admissions(organisations), pk=pk)
    form = PlaceForm(request.POST or None, organisations=organisations, today=request.today)
    if form.is_valid():
        try:
            actions.admit(admission, form.chosen(), by=request.person, at=request.now)
        except actions.AccessRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Freigeschaltet. Die Person kann sich jetzt anmelden.")
            return redirect("staff:people:member_list")
    context = {"admission": admission, "form": form, **_trail("Freischalten")}
    return render_page(request, "staff/people/admission_decide.html", context)


def _link(request: StaffRequest, token: str, links: list[str]) -> str:
    links.append(request.build_absolute_uri(reverse("invitation_accept", args=[token])))
    return links[-1]


def _label(code: str) -> str:
    role = roles().get(code)
    return role.label if role else code


def _as_row(row: Membership) -> dict[str, object]:
    return {
        "family_name": row.person.family_name,
        "given_name": row.person.given_name,
        "organisation": str(row.organisation),
        "role": _label(row.role),
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
    }


def _trail(here: str) -> dict[str, Any]:
    return {
        "trail": [
            ("Übersicht", reverse("staff:home")),
            ("Personen", reverse("staff:people:member_list")),
            (here, ""),
        ]
    }
