"""Papers and their versions; the trash."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from drehscheibe.domain.exchange.models import Paper
from drehscheibe.domain.exchange.refusals import ExchangeRefused
from drehscheibe.domain.groups.choosing import named_of_members
from drehscheibe.domain.groups.leading import leads, membership_of
from drehscheibe.domain.groups.models import Function, Group, Tier
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.audit.selectors import history_of
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.actions import store_upload
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.people.models import Person


@dataclass(frozen=True)
class Renamed:
    """A title a paper had until a moment, and who changed it."""

    title: str
    until: datetime
    by: Person | None


@transaction.atomic
def add_paper(
    *, group: Group, title: str, file: "UploadedFile[Any]", internal: bool = False, by: Person,
    at: datetime,
) -> Paper:  # fmt: skip
    """Bring a paper with its first version."""
    _only_full(group, by, at)
    if not title.strip():
        raise ExchangeRefused("Bitte geben Sie dem Papier einen Titel.", "title")
    paper = Paper.objects.create(
        group=group, owner=group.host, tier=Tier.GROUP, internal=internal, title=title.strip(),
        created_by=by, created_at=at,
    )  # fmt: skip
    add_version(paper=paper, file=file, by=by, at=at)
    return paper


@transaction.atomic
def describe(*, paper: Paper, title: str, summary: str, by: Person, at: datetime) -> Paper:
    """Another title, and what it is about in a few words; the title before stays in the history.

    Versions keep the title they were uploaded under. The same again changes nothing.
    """
    held = _held(paper, by, at)
    if held.removed_at is not None:
        raise ExchangeRefused("Das Papier liegt im Papierkorb.")
    if not title.strip():
        raise ExchangeRefused("Bitte geben Sie dem Papier einen Titel.", "title")
    old, new = (held.title, held.summary), (title.strip(), summary.strip())
    if old == new:
        return held
    held.title, held.summary = new
    held.save(update_fields=["title", "summary"])
    detail = {"title_before": old[0]} if old[0] != new[0] else {}
    record("exchange.paper.describe", about=held, by=by, at=at, detail=detail)
    return held


def earlier_titles(paper: Paper) -> list[Renamed]:
    """What the paper was called before, latest first; for those who may know of the paper."""
    rows = history_of(paper).filter(act="exchange.paper.describe", detail__has_key="title_before")
    return [Renamed(each.detail["title_before"], each.at, each.by) for each in rows.order_by("-id")]


@transaction.atomic
def add_version(*, paper: Paper, file: "UploadedFile[Any]", by: Person, at: datetime) -> Document:
    """The next version; all before stay."""
    held = _held(paper, by, at)
    if held.removed_at is not None:
        raise ExchangeRefused("Das Papier liegt im Papierkorb.")
    return store_upload(
        file=file, owner=held.owner, title=held.title, by=by, at=at, series=held.series
    )


@transaction.atomic
def release(
    *, paper: Paper, tier: str, named: Collection[int] = (), by: Person, at: datetime
) -> Paper:
    """Let others know of it, or fewer (named members, the house); never of an internal paper."""
    held = _held(paper, by, at)
    if held.group is None or not leads(by, held.group, on=day_of(at)):
        raise ExchangeRefused("Das können nur Leitung und Protokoll der Gruppe.")
    if held.internal:
        raise ExchangeRefused("Ein internes Papier bleibt bei den Mitgliedern.")
    held.named = named_of_members(tier, named, group=held.group, by=by, at=at)
    held.tier = Tier(tier)
    held.save(update_fields=["tier", "named"])
    record("exchange.paper.release", about=held, by=by, at=at, detail={"tier": held.tier})
    return held


@transaction.atomic
def remove(*, paper: Paper, by: Person, at: datetime) -> None:
    """Into the trash; those who could see it find it there."""
    held = _held(paper, by, at)
    if held.removed_at is None:
        Paper.objects.filter(pk=held.pk).update(removed_at=at)
        record("exchange.paper.remove", about=held, by=by, at=at)


@transaction.atomic
def restore(*, paper: Paper, by: Person, at: datetime) -> None:
    """Out of the trash again."""
    held = _held(paper, by, at)
    if held.removed_at is not None:
        Paper.objects.filter(pk=held.pk).update(removed_at=None)
        record("exchange.paper.restore", about=held, by=by, at=at)


def _held(paper: Paper, by: Person, at: datetime) -> Paper:
    held = Paper.objects.select_for_update(of=("self",), no_key=True).get(pk=paper.pk)
    _only_full(held.group, by, at)
    return held


def _only_full(group: Group | None, by: Person, at: datetime) -> None:
    member = membership_of(by, group, on=day_of(at)) if group else None
    if member is None or member.function == Function.GUEST:
        raise ExchangeRefused("Papiere führen die Mitglieder der Gruppe.")
