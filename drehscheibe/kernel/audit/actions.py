"""Writing the record, and looking it over."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models, transaction

from drehscheibe.kernel.audit.models import ChainCheck, Entry
from drehscheibe.kernel.audit.selectors import broken_links, last_check
from drehscheibe.kernel.people.models import Person

LOG = logging.getLogger(__name__)
SHOWN = 100
"""So many broken entries are kept with a check; the first ones tell where to look."""


@dataclass(frozen=True)
class Deed:
    """An act (`room.model.verb`) about a row; `detail` as `record` takes it."""

    act: str
    about: models.Model | None
    detail: dict[str, Any] = field(default_factory=dict)


def record(
    act: str,
    *,
    about: models.Model | None,
    by: Person | None,
    at: datetime,
    detail: dict[str, Any] | None = None,
) -> Entry:
    """Note an act in the transaction of the change itself (`room.model.verb`).

    `by=None` is the platform itself (a job, an import). `detail` holds codes and numbers, never
    free text about persons.
    """
    entry = _entry(Deed(act, about, detail or {}), by, at)
    entry.save(force_insert=True)
    return entry


def record_all(deeds: Iterable[Deed], *, by: Person | None, at: datetime) -> None:
    """Note many acts as `record` does, each with an entry of its own, in the order given.

    The record has one writer at a time: until the transaction ends, everybody else's acts wait. So
    whoever changes many rows writes them first and records last.
    """
    Entry.objects.bulk_create(_entry(each, by, at) for each in deeds)


def _entry(deed: Deed, by: Person | None, at: datetime) -> Entry:
    about = deed.about
    return Entry(
        act=deed.act,
        about_model=about._meta.label_lower if about is not None else "",
        about_id=str(about.pk) if about is not None else "",
        by=by,
        at=at,
        detail=deed.detail,
    )


@transaction.atomic
def check_chain(*, at: datetime) -> ChainCheck:
    """Look over all links, and whether the end of the last check still stands; keep the finding.

    A broken chain is an error in the log at each check, and red on the page „Protokoll“.
    """
    broken = [*_cut_off(), *broken_links()]
    end = Entry.objects.order_by("-id").first()
    check = ChainCheck.objects.create(
        at=at,
        entries=Entry.objects.count(),
        last_entry=end.pk if end else None,
        last_hash=end.entry_hash if end else "",
        broken=sorted(set(broken))[:SHOWN],
    )
    if not check.is_whole:
        LOG.error("the audit chain is broken, see docs/how-to/operate.md")
    return check


def _cut_off() -> list[int]:
    """The entry that ended the record at the last check, when it is gone or another one now."""
    before = last_check()
    if before is None or before.last_entry is None:
        return []
    same = Entry.objects.filter(pk=before.last_entry, entry_hash=before.last_hash)
    return [] if same.exists() else [before.last_entry]
