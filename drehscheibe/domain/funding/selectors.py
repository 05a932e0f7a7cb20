"""Reading funding cases, always through the reader's standing."""

from dataclasses import dataclass

from django.db.models import QuerySet

from drehscheibe.domain.funding import permissions as may
from drehscheibe.domain.funding.models import Application, Is
from drehscheibe.kernel.permissions.reach import Standing, within_reach

OUTLINES = ("centre__outline", "centre__path")
"""30 KB of map that no page of a case shows; reading them took a third of a saving."""


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; empty means all."""

    fiscal_year: int | None = None
    status: str = ""
    words: str = ""


def applications_for(standing: Standing, filters: Filters = Filters()) -> QuerySet[Application]:
    """The cases this person may see, newest year first, with centre and carrier."""
    rows = within_reach(Application.objects.all(), *may.READING, standing=standing)
    if filters.fiscal_year:
        rows = rows.filter(fiscal_year=filters.fiscal_year)
    if filters.status:
        rows = rows.filter(status=filters.status)
    for word in filters.words.split():
        rows = rows.filter(centre__carrier__name__icontains=word) | rows.filter(
            number__icontains=word
        )
    related = rows.select_related("centre__carrier", "centre__organisation", "authority")
    return related.defer(*OUTLINES)


def application_for(standing: Standing, number: str, *, whole: bool = True) -> Application:
    """One case with everything its page shows; `Application.DoesNotExist` out of reach.

    Not `whole`: without what only a page shows, for saving.
    """
    rows = applications_for(standing)
    if whole:
        rows = rows.select_related(
            "concept", "lay_interpreter_concept", "decision__notice"
        ).prefetch_related("posts", "material", "queries__asked_by", "advice__by")
    return rows.get(number=number)


def waiting_for_applicant(standing: Standing) -> QuerySet[Application]:
    """Cases the applicant's side has to move: drafts, signed-off ones, open queries."""
    rows = within_reach(Application.objects.all(), may.VIEW, standing=standing)
    open_rows = rows.filter(status__in=[Is.DRAFT, Is.SIGNED_OFF, Is.QUERY])
    return open_rows.select_related("centre__carrier").defer(*OUTLINES)


def waiting_for_authority(standing: Standing) -> QuerySet[Application]:
    """Cases the authority has to move: submitted to process, prepared to sign."""
    rows = within_reach(Application.objects.all(), may.PROCESS, may.DECIDE, standing=standing)
    open_rows = rows.filter(status__in=[Is.SUBMITTED, Is.PREPARED])
    return open_rows.select_related("centre__carrier").defer(*OUTLINES)
