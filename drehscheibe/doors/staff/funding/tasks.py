"""What funding puts on the first screen: deadlines, cases to move, news."""

from datetime import date, datetime, timedelta

from django.urls import reverse

from drehscheibe.domain.funding import permissions as may
from drehscheibe.domain.funding.guideline_files import guideline_for, known_fiscal_years
from drehscheibe.domain.funding.models import Application, Is
from drehscheibe.domain.funding.selectors import (
    recently_moved,
    waiting_for_applicant,
    waiting_for_authority,
)
from drehscheibe.doors.staff.home.bands import Task
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.permissions.reach import Standing

NEWS_LAST = timedelta(days=30)
MOST = 20
MINE: dict[str, Permission] = {
    Is.DRAFT: may.SIGN_OFF,
    Is.SIGNED_OFF: may.SUBMIT,
    Is.QUERY: may.EDIT,
    Is.SUBMITTED: may.PROCESS,
    Is.PREPARED: may.DECIDE,
}
"""Whose turn it is in each state."""


def deadlines(standing: Standing, now: datetime) -> list[Task]:
    """Drafts whose year's application day nears or has passed."""
    return [
        _task(each, "Entwurf einreichen", due=day)
        for each in waiting_for_applicant(standing)[:MOST]
        if each.status in {Is.DRAFT, Is.SIGNED_OFF} and (day := _deadline(each.fiscal_year))
    ]


def cases_to_move(standing: Standing, now: datetime) -> list[Task]:
    """Cases that wait for a step this person may take."""
    rows = [*waiting_for_applicant(standing)[:MOST], *waiting_for_authority(standing)[:MOST]]
    return [
        _task(each, each.get_status_display(), since=_moved_at(each))
        for each in rows
        if standing.organisations_with(MINE[each.status])
    ]


def news(standing: Standing, now: datetime) -> list[Task]:
    """Cases within reach that were handed in lately."""
    return [
        _task(each, each.get_status_display(), since=_moved_at(each))
        for each in recently_moved(standing, since=now - NEWS_LAST, most=MOST)
    ]


def _moved_at(application: Application) -> datetime:
    """When it came to its present state (annotated by `with_last_step`)."""
    moved_at: datetime = application.moved_at  # type: ignore[attr-defined]
    return moved_at


def _deadline(fiscal_year: int) -> date | None:
    if fiscal_year not in known_fiscal_years():
        return None
    value = guideline_for(fiscal_year).deadlines.get(fiscal_year)
    return value.value if value is not None else None


def _task(
    application: Application, what: str, *, since: datetime | None = None, due: date | None = None
) -> Task:
    return Task(
        what=f"{application.number}: {what}",
        who=application.centre.carrier.name,
        url=reverse("staff:funding:application_detail", args=[application.number]),
        button="Öffnen",
        since=since,
        due=due,
    )
