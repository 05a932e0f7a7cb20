"""Reading funding cases, always through the reader's standing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from drehscheibe.domain.funding import permissions as may
from drehscheibe.domain.funding.models import Application, Is
from drehscheibe.domain.funding.workflow import APPLICATION
from drehscheibe.kernel.permissions.reach import Standing, within_reach
from drehscheibe.kernel.workflow.models import Step

OUTLINES = ("centre__outline", "centre__path")
"""30 KB of map that no page of a case shows; reading them took a third of a saving."""

TO_SAVE = ("declarations", "concept", "centre__organisation", "centre__carrier")
"""What saving asks before it locks the case: whose it is, what was chosen."""


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
    if not whole:
        rows = within_reach(Application.objects.all(), *may.READING, standing=standing)
        return rows.select_related("centre").only(*TO_SAVE).get(number=number)
    related = applications_for(standing).select_related(
        "concept", "lay_interpreter_concept", "decision__notice"
    )
    rows = related.prefetch_related("posts", "material", "queries__asked_by", "advice__by")
    return rows.get(number=number)


def waiting_for_applicant(standing: Standing) -> QuerySet[Application]:
    """Cases the applicant's side has to move: drafts, signed-off ones, open queries."""
    rows = within_reach(Application.objects.all(), may.VIEW, standing=standing)
    open_rows = rows.filter(status__in=[Is.DRAFT, Is.SIGNED_OFF, Is.QUERY])
    return with_last_step(open_rows)


def waiting_for_authority(standing: Standing) -> QuerySet[Application]:
    """Cases the authority has to move: submitted to process, prepared to sign."""
    rows = within_reach(Application.objects.all(), may.PROCESS, may.DECIDE, standing=standing)
    return with_last_step(rows.filter(status__in=[Is.SUBMITTED, Is.PREPARED]))


def recently_moved(standing: Standing, *, since: datetime, most: int) -> list[Application]:
    """Cases within reach that left the applicant's desk and moved since then, newest first."""
    gone = [Is.SUBMITTED, Is.GRANTED, Is.REJECTED, Is.QUERY, Is.FINAL]
    rows: Any = with_last_step(applications_for(standing).filter(status__in=gone))
    return list(rows.filter(moved_at__gte=since).order_by("-moved_at")[:most])


def with_last_step(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Cases with `moved_at`: when the last step was entered, or the case was begun."""
    steps = Step.objects.filter(workflow=APPLICATION.name, object_id=OuterRef("pk"))
    last = Subquery(steps.order_by("-id").values("entered_at")[:1])
    moved = rows.annotate(moved_at=Coalesce(last, "created_at"))
    return moved.select_related("centre__carrier").defer(*OUTLINES)
