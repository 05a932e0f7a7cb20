"""„Stimmt noch“: one click for a page in all its languages."""

from datetime import date, datetime, timedelta

from django.db import transaction

from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.marks import refuse_unread
from drehscheibe.domain.guide.models import Page
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.design.published import publish_change
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for


@transaction.atomic
def confirm(*, page: Page, seen: str | None = None, by: Person, at: datetime) -> None:
    """All that the page says still holds, in every language.

    Raises `GuideRefused` where it says something else than what was `seen` (`marks.marks_of`).
    """
    held = locked_for(by, may.KEEP, page, on=day_of(at))
    refuse_unread(held, seen)
    Page.objects.filter(pk=held.pk).update(verified_at=at, verified_by=by)
    publish_change()
    record("guide.page.confirm", about=held, by=by, at=at)


def due_on(page: Page) -> date | None:
    """From this day on nobody can be sure any more; None before it was ever checked."""
    if page.verified_at is None:
        return None
    return day_of(page.verified_at) + timedelta(days=page.stale_after)
