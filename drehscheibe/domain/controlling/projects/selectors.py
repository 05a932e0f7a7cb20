"""Reading projects: all of them for ministries, those one was asked about for a centre."""

from collections.abc import Sequence

from django.db.models import Count, Prefetch, Q, QuerySet

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.models import Participation, StatewideProject
from drehscheibe.domain.controlling.projects import permissions as may
from drehscheibe.domain.controlling.projects.workflow import OPEN
from drehscheibe.kernel.permissions.reach import Standing, within_reach

TAKING_PART = (may.ANSWER, may.REPORT)


def projects_for(
    standing: Standing, *, status: str = "", words: str = ""
) -> QuerySet[StatewideProject]:
    """Projects in reach, latest first, with how many were asked, consented and refused."""
    reached = within_reach(StatewideProject.objects.all(), *may.READING, standing=standing)
    rows = StatewideProject.objects.filter(pk__in=reached.values("pk"))
    if status:
        rows = rows.filter(status=status)
    for word in words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(aim__icontains=word))
    return (
        rows.order_by("-starts_on", "title")
        .prefetch_related("ministries")
        .annotate(
            asked=Count("participations"),
            consented=Count("participations", filter=Q(participations__consent_on__isnull=False)),
            refused=Count("participations", filter=Q(participations__refused_on__isnull=False)),
        )
    )


def project_for(standing: Standing, pk: int) -> StatewideProject:
    """One project in reach, with the centres this person may see; `DoesNotExist` otherwise."""
    seen = participations_for(standing).select_related("centre", "entered_by")
    whole = Prefetch("participations", seen.defer("centre__outline", "centre__path"))
    return projects_for(standing).prefetch_related("fields", whole).get(pk=pk)


def participations_for(standing: Standing) -> QuerySet[Participation]:
    """All of them for who sees all projects, else one's own centres'."""
    rows = Participation.objects.all()
    if standing.organisations_with(may.VIEW_ALL):
        return rows
    places = standing.organisations_with(may.VIEW)
    return rows.filter(Q(centre__organisation__in=places) | Q(centre__carrier__in=places))


def participation_for(standing: Standing, pk: int) -> Participation:
    """One's own centre in a project; `DoesNotExist` out of reach."""
    rows = within_reach(Participation.objects.all(), *TAKING_PART, standing=standing)
    return (
        rows.select_related("project", "centre").defer("centre__outline", "centre__path").get(pk=pk)
    )


def still_to_ask(project: StatewideProject) -> list[Centre]:
    """Centres that were not asked."""
    rows = Centre.objects.exclude(participations__project=project)
    return list(rows.only("key", "area_name", "government_district"))


def waiting_for(standing: Standing) -> Sequence[Participation]:
    """Own participations nobody has answered, oldest first."""
    rows = within_reach(Participation.objects.all(), may.ANSWER, standing=standing)
    found = rows.filter(
        consent_on__isnull=True, refused_on__isnull=True, project__status__in=OPEN
    ).select_related("project", "centre")
    return list(found.defer("centre__outline", "centre__path").order_by("asked_on"))
