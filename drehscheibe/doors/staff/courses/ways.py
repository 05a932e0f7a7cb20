"""What several pages of courses share."""

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from drehscheibe.domain.courses import permissions as may
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.refusals import CourseRefused
from drehscheibe.domain.courses.selectors import courses_of, providers_of
from drehscheibe.domain.directory.models import Actor
from drehscheibe.doors.staff.pages import StaffRequest
from drehscheibe.kernel.territory.models import Municipality

UNFIT = 422
PER_PAGE = 25


def offer_or_404(request: StaffRequest, pk: int) -> CourseOffer:
    """One the person may read."""
    rows = courses_of(request.standing, view="alle", words="", at=request.now)
    return get_object_or_404(rows.select_related("actor__centre"), pk=pk)


def provider_or_404(request: StaffRequest, pk: int) -> Actor:
    """One whose courses the person keeps."""
    rows = providers_of(request.standing, may.KEEP_ALL_OF, at=request.now)
    found: Actor = get_object_or_404(rows.select_related("centre__organisation"), pk=pk)
    return found


def towns_of(actor: Actor) -> QuerySet[Municipality]:
    """Where its centre serves."""
    return Municipality.objects.filter(served_by__centre=actor.centre_id)


def refuse(form: forms.Form, refusal: CourseRefused) -> None:
    """At the field, or above the form."""
    field = "day_1" if refusal.field == "slots" else refusal.field
    form.add_error(field if field in form.fields else None, str(refusal))


def trail_of(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """From the list to here."""
    return [("Sprachkurse", reverse("staff:courses:course_list") if more else ""), *more]
