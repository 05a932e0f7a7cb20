"""What the guide puts on the first screen."""

from datetime import datetime, timedelta

from django.db.models import F
from django.urls import reverse

from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.freshness import due_on
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.working import (
    newly_without_source,
    numbers_below,
    pages_for,
    titles_of,
    waiting_for,
)
from drehscheibe.doors.staff.guide.reach import german_name
from drehscheibe.doors.staff.home.bands import Task
from drehscheibe.kernel.permissions.reach import Standing, holds

AHEAD = timedelta(days=14)
MOST = 12


def pages_to_confirm(standing: Standing, now: datetime) -> list[Task]:
    """Pages this person keeps up to date and that are soon, or long, to be checked again."""
    if not holds(standing, [may.KEEP]):
        return []
    own = pages_for(standing, may.KEEP).filter(owner=standing.person, verified_at__isnull=False)
    rows = [(page, due) for page in own if (due := due_on(page)) and due <= standing.on + AHEAD]
    titles = titles_of([page for page, _ in rows[:MOST]]) if rows else {}
    return [
        Task(
            what=f"Stimmt die Seite noch? {titles[page.pk]}", who="Wegweiser", button="Ansehen",
            url=reverse("staff:guide:page_detail", args=[page.pk]), due=due,
        )
        for page, due in rows[:MOST]
    ]  # fmt: skip


def texts_to_check(standing: Standing, now: datetime) -> list[Task]:
    """Texts that somebody has written and a second person reads."""
    if not holds(standing, [may.PUBLISH]):
        return []
    rows = list(waiting_for(standing)[:MOST])
    titles = titles_of([each.page for each in rows]) if rows else {}
    return [
        Task(
            what=f"Text prüfen: {titles[each.page_id]}", who=german_name(each.language),
            url=reverse("staff:guide:edition", args=[each.page_id, each.language]), button="Prüfen",
        )
        for each in rows
    ]  # fmt: skip


def shared_pages_changed(standing: Standing, now: datetime) -> list[Task]:
    """Adopted pages whose shared page changed or was withdrawn since the house last looked."""
    if not holds(standing, [may.KEEP]):
        return []
    own = pages_for(standing, may.KEEP)
    newer = own.filter(
        source__sections__wordings__language=GERMAN,
        source__sections__wordings__published_at__gt=F("source_seen_at"),
    )
    gone = list(newly_without_source(own).order_by("pk")[:MOST])
    rows = [each for each in newer.distinct().order_by("pk")[:MOST] if each not in gone]
    titles = titles_of([*gone, *rows]) if gone or rows else {}
    below = numbers_below(gone) if gone else {}
    told = [(each, "zurückgezogen", "Ansehen", _and_below(below[each.pk])) for each in gone]
    told += [(each, "geändert", "Vergleichen", "") for each in rows]
    return [
        Task(
            what=f"Gemeinsame Seite {what}: {titles[each.pk]}{more}", who="Wegweiser",
            url=reverse("staff:guide:page_source", args=[each.pk]), button=button,
        )
        for each, what, button, more in told
    ]  # fmt: skip


def _and_below(number: int) -> str:
    """What left the public with a chapter.

    >>> _and_below(0), _and_below(1), _and_below(4)
    ('', ' (mit 1 Seite darunter)', ' (mit 4 Seiten darunter)')
    """
    return f" (mit {number} Seite{'n' * (number > 1)} darunter)" if number else ""
