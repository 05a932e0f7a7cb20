"""Lines for the first screen of those who give and take roles."""

from datetime import datetime, timedelta

from django.urls import reverse

from drehscheibe.doors.staff.home.bands import Task
from drehscheibe.kernel.access.selectors import (
    members,
    organisations_managed,
    waiting_admissions,
)
from drehscheibe.kernel.people.models import Invitation
from drehscheibe.kernel.permissions.declarations import roles
from drehscheibe.kernel.permissions.reach import Standing

SOON = timedelta(days=30)
LATELY = timedelta(days=7)
AT_MOST = 20
"""Lines a band takes from here."""


def roles_that_end(standing: Standing, now: datetime) -> list[Task]:
    """Roles with an end in the next thirty days."""
    rows = members(organisations_managed(standing), on=standing.on)
    ending = rows.filter(valid_to__lte=standing.on + SOON).order_by("valid_to")[:AT_MOST]
    known = roles()
    return [
        Task(
            what=f"Rolle endet: {known[row.role].label}",
            who=f"{row.person}, {row.organisation}",
            url=reverse("staff:people:member_list"),
            button="Ansehen",
            due=row.valid_to,
        )
        for row in ending
        if row.role in known
    ]


def people_who_wait(standing: Standing, now: datetime) -> list[Task]:
    """People who signed in at their organisation and have no role yet."""
    waiting = waiting_admissions(organisations_managed(standing))[:AT_MOST]
    return [
        Task(
            what="Freischaltung",
            who=f"{row.account.person}, {row.provider.organisation}",
            url=reverse("staff:people:admission_decide", args=[row.pk]),
            button="Rolle geben",
            since=row.asked_at,
        )
        for row in waiting
    ]


def people_who_came(standing: Standing, now: datetime) -> list[Task]:
    """Invitations accepted within a week."""
    accepted = (
        Invitation.objects.filter(
            organisation__in=organisations_managed(standing), used_at__gte=now - LATELY
        )
        .exclude(person=standing.person)
        .select_related("person", "organisation")
        .order_by("-used_at")[:AT_MOST]
    )
    return [
        Task(
            what="Einladung angenommen",
            who=f"{row.person}, {row.organisation}",
            url=reverse("staff:people:member_list"),
            button="Ansehen",
            since=row.used_at,
        )
        for row in accepted
    ]
