"""A centre's own fields of action, mapped to those of the network."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.goals import fields
from drehscheibe.domain.controlling.goals.selectors import centres_to_plan
from drehscheibe.doors.staff.controlling import goal_forms as forms
from drehscheibe.doors.staff.controlling.goal_case import REFUSALS, UNFIT, refuse, trail
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page

LIST = ("Örtliche Handlungsfelder", "staff:controlling:local_field_list")


@staff_page(may.EDIT)
def local_field_list(request: StaffRequest) -> HttpResponse:
    """All own fields with what they mean in the network, and a form for another."""
    form = forms.LocalFieldForm(
        request.POST or None, centres=centres_to_plan(request.standing),
        initial={"valid_from": request.today},
    )  # fmt: skip
    if form.is_valid():
        try:
            fields.add_local_field(
                centre=form.cleaned_data["centre"], wording=form.wording(),
                by=request.person, at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Das Feld steht jetzt zur Wahl.")
            return redirect(LIST[1])
    context = {
        "form": form,
        "fields": fields.local_fields_for(request.standing),
        "today": request.today,
        "trail": trail((LIST[0], "")),
    }
    status = UNFIT if form.errors else 200
    template = "staff/controlling/goals/local_field_list.html"
    return render_page(request, template, context, status=status)


@staff_page(may.EDIT)
def local_field_edit(request: StaffRequest, field: int) -> HttpResponse:
    """Another wording, an end, another meaning."""
    found = fields.local_fields_for(request.standing).filter(pk=field).first()
    if found is None:
        raise Http404
    form = forms.LocalFieldForm(
        request.POST or None, centres=centres_to_plan(request.standing).filter(pk=found.centre_id),
        initial=forms.typed_field(found),
    )  # fmt: skip
    if form.is_valid():
        try:
            fields.change_local_field(
                field=found, wording=form.wording(), by=request.person, at=request.now
            )
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Das Feld ist geändert.")
            return redirect(LIST[1])
    above = (LIST[0], reverse(LIST[1]))
    context = {"form": form, "title": found.label, "trail": trail(above, (found.label, ""))}
    status = UNFIT if form.errors else 200
    template = "staff/controlling/goals/local_field_edit.html"
    return render_page(request, template, context, status=status)
