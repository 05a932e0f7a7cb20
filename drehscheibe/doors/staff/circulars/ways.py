"""What several pages of circulars share."""

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from drehscheibe.domain.circulars import permissions as may
from drehscheibe.domain.circulars import receiving
from drehscheibe.domain.circulars.models import Circular, CircularIs
from drehscheibe.domain.circulars.refusals import CircularRefused
from drehscheibe.doors.staff.pages import StaffRequest

PER_PAGE = 25
UNFIT = 422
LIST = ("Rundschreiben", "staff:circulars:circular_list")
FEEDBACK = ("Rückmeldungen", "staff:circulars:feedback_list")


def circular_or_404(request: StaffRequest, pk: int) -> Circular:
    """One the person may know of."""
    return get_object_or_404(receiving.circulars_for(request.standing), pk=pk)


def own_or_404(request: StaffRequest, pk: int) -> Circular:
    """One of the person's own house."""
    mine = request.standing.organisations_with(may.SEND)
    return get_object_or_404(Circular.objects.select_related("sender"), pk=pk, sender__in=mine)


def replaceable(request: StaffRequest, but: Circular | None = None) -> QuerySet[Circular]:
    """Own letters that hold and that no other draft replaces already."""
    mine = request.standing.organisations_with(may.SEND)
    rows = Circular.objects.filter(sender__in=mine, status=CircularIs.PUBLISHED)
    free = rows.filter(replaced_by__isnull=True)
    return free if but is None else free | rows.filter(replaced_by=but)


def refuse(form: forms.Form, refusal: CircularRefused) -> None:
    """At the field, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def trail_of(circular: Circular | None, *more: str) -> list[tuple[str, str]]:
    """From the list to here."""
    trail = [(LIST[0], reverse(LIST[1]))]
    if circular is not None:
        address = reverse("staff:circulars:circular_detail", args=[circular.pk])
        trail.append((str(circular), address if more else ""))
    return trail + [(each, "") for each in more]


def feedback_trail(*more: str) -> list[tuple[str, str]]:
    """From the feedback to here."""
    return [(FEEDBACK[0], reverse(FEEDBACK[1])), *((each, "") for each in more)]
