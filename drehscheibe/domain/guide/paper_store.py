"""The sheets of guides that lie ready: laid down by the worker, gone with what they tell of.

Whoever withdraws a text and the worker that lays a sheet down wait for each other, so that no sheet
tells of what was withdrawn while it was being set.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Q

from drehscheibe.domain.guide.models import GuidePrint, Page, Wording
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.reading import Node, OpenGuide
from drehscheibe.kernel.design.published import publish_change
from drehscheibe.kernel.permissions.second_wall import acting_as_system

FOLDER = "guide"
SWEPT_AFTER = timedelta(days=1)
"""The row of a younger file may still be on its way."""


@dataclass(frozen=True)
class Ready:
    """The files of a chapter and of the whole guide, where there are any."""

    chapter: GuidePrint | None
    whole: GuidePrint | None


def ready(guide: OpenGuide, chapter: Node | None, language: str) -> Ready:
    """What is printed in a language: one query."""
    pk = chapter.pk if chapter else None
    rows = GuidePrint.objects.filter(**guide.guide.columns, language=language)
    found = {each.chapter_id: each for each in rows.filter(Q(chapter=pk) | Q(chapter=None))}
    return Ready(found.get(pk) if chapter else None, found.get(None))


def standing_texts(guide: OpenGuide, language: str) -> frozenset[int]:
    """The wordings the public reads of a guide in a language, German ones and shared ones too."""
    pages = Page.objects.filter(**guide.guide.columns)
    shown = Wording.objects.filter(
        Q(section__page__in=pages) | Q(section__page__in=pages.values("source")),
        shown=True, language__in={GERMAN, language},
    )  # fmt: skip
    return frozenset(shown.values_list("pk", flat=True))


def lay_down(
    row: dict[str, Any], content: bytes, *, digest: str, guide: OpenGuide, told: frozenset[int],
    at: datetime,
) -> bool:  # fmt: skip
    """A sheet in the place of the one before; False, and nothing is changed, where one of the texts
    it was made of (`told`) stands no longer.

    A file is stored before the row that names it: whatever dies between leaves the old one, and a
    file for `sweep`.
    """
    stored = default_storage.save(f"{FOLDER}/{uuid4().hex}.pdf", ContentFile(content))
    with acting_as_system(), transaction.atomic():
        _hold()
        fresh = told <= standing_texts(guide, row["language"])
        gone = [stored]
        if fresh:
            gone = list(GuidePrint.objects.filter(**row).values_list("storage_key", flat=True))
            GuidePrint.objects.update_or_create(
                **row,
                defaults={
                    "digest": digest, "storage_key": stored, "size": len(content), "made_at": at,
                },
            )  # fmt: skip
            publish_change()
        transaction.on_commit(lambda: _delete(gone))
    return fresh


def take_away(row: GuidePrint) -> None:
    """A sheet nobody tells any more."""
    with acting_as_system(), transaction.atomic():
        key = row.storage_key
        row.delete()
        publish_change()
        transaction.on_commit(lambda: _delete([key]))


def forget(page: Page, language: str) -> None:
    """What tells of a page that is withdrawn is no longer ready: the worker sets it without.

    German words stand in where a language lacks them, so with them every language goes.
    """
    with acting_as_system():
        _hold()
        theirs = Page.objects.filter(Q(pk=page.pk) | Q(source=page.pk))
        rows = GuidePrint.objects.filter(
            Q(centre__in=theirs.values("centre")) | Q(keeper__in=theirs.values("keeper"))
        )
        if language != GERMAN:
            rows = rows.filter(language=language)
        keys = list(rows.values_list("storage_key", flat=True))
        rows.delete()
    transaction.on_commit(lambda: _delete(keys))


def sweep(*, at: datetime) -> int:
    """Files that no row names, left by a worker that died; how many."""
    try:
        names = default_storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        return 0
    known = set(GuidePrint.objects.values_list("storage_key", flat=True))
    keys = [f"{FOLDER}/{name}" for name in names]
    gone = [
        each for each in keys
        if each not in known and default_storage.get_modified_time(each) < at - SWEPT_AFTER
    ]  # fmt: skip
    _delete(gone)
    return len(gone)


def _delete(keys: list[str]) -> None:
    for key in keys:
        default_storage.delete(key)


def _hold() -> None:
    """Until the transaction ends: one lays down or withdraws at a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('guide.papers'))")
