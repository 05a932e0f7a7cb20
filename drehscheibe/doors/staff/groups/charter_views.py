"""Founding a group and keeping its charter."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drehscheibe.domain.groups import permissions as may
from drehscheibe.domain.groups.actions import found_group
from drehscheibe.domain.groups.keeping import change_charter, charter_of
from drehscheibe.domain.groups.models import Group
from drehscheibe.doors.staff.groups.forms import CharterForm, addresses_of
from drehscheibe.doors.staff.groups.reach import (
    LIST,
    REFUSALS,
    Act,
    act_page,
    group_or_404,
    group_url,
    led_or_404,
    refuse,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.organisations.models import Organisation


@staff_page(may.FOUND)
def group_found(request: StaffRequest) -> HttpResponse:
    """A new group of one's own house; whoever founds it chairs it."""
    places = request.standing.organisations_with(may.FOUND)
    hosts = Organisation.objects.filter(pk__in=places)
    initial = {"starts_on": request.today, "host": hosts.first()}
    form = CharterForm(request.POST or None, hosts=hosts, initial=initial)
    if form.is_valid():
        try:
            group = found_group(
                charter=form.charter(), host=form.cleaned_data["host"], by=request.person,
                at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Die Gruppe ist eingerichtet. Sie leiten sie.")
            return redirect("staff:groups:member_list", group.pk)
    act = Act(
        "Gruppe einrichten", "Einrichten", "Facharbeitskreis, Leitungskreis oder Projektgruppe: "
        "ein Ort für Sitzungen, Beschlüsse, Papiere und Gespräche.", reverse(LIST[1]),
        "Sie leiten die Gruppe zuerst selbst. Mitglieder nehmen Sie danach auf.",
    )  # fmt: skip
    return act_page(request, form, act)


def _known(group: Group) -> dict[str, object]:
    known = vars(charter_of(group))
    return known | {"named": addresses_of(known["named"])}


@staff_page(may.TAKE_PART)
def group_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Name, mandate, end, joining, tier."""
    group = led_or_404(request, group_or_404(request, pk))
    form = CharterForm(request.POST or None, initial=_known(group))
    if form.is_valid():
        try:
            change_charter(
                group=group, charter=form.charter(group), by=request.person, at=request.now
            )
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Die Angaben zur Gruppe sind geändert.")
            return redirect(group_url(group))
    act = Act(
        "Angaben ändern", "Speichern", f"{group.get_kind_display()} {group.name}, eingerichtet "
        f"von {group.host.name}.", group_url(group),
        "Mit dem Ende der Gruppe bleibt alles lesbar; neue Sitzungen gibt es dann nicht mehr.",
    )  # fmt: skip
    return act_page(request, form, act, group=group)
