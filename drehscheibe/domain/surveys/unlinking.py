"""A link of the chain undone: with its reason, kept in the history of what it led from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from drehscheibe.domain.groups import permissions as of_groups
from drehscheibe.domain.surveys import permissions as may
from drehscheibe.domain.surveys.models import ProvenanceLink
from drehscheibe.domain.surveys.provenance import Key, kinds, thing_of, titles_of
from drehscheibe.domain.surveys.refusals import SurveyRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.audit.selectors import Narrowing, entries
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import Standing, standing_for

ACT = "surveys.provenance.unlink"
KEEPING = (may.KEEP, of_groups.KEEP)
LONGEST = 500
"""Characters of a reason."""


@dataclass(frozen=True)
class Undone:
    """A link there was: from what to what, until when, by whom, why."""

    source: str
    target: str
    at: datetime
    by: Person | None
    reason: str


@transaction.atomic
def unlink(*, link: ProvenanceLink, reason: str, by: Person, at: datetime) -> None:
    """Take a link out of the chain; both things stay, and the history says why.

    Raises `SurveyRefused` for whoever may not undo it, without a reason, for what the person may
    not know of, and the second time.
    """
    text = reason.strip()
    if not text or len(text) > LONGEST:
        raise SurveyRefused(f"Bitte nennen Sie den Grund in höchstens {LONGEST} Zeichen.", "reason")
    row = ProvenanceLink.objects.select_for_update(of=("self",)).filter(pk=link.pk).first()
    if row is None:
        raise SurveyRefused("Diese Verknüpfung ist schon gelöst.")
    first, last = ends_of(row)
    standing = standing_for(by, on=day_of(at))
    source = thing_of(*first, standing)
    if source is None or thing_of(*last, standing) is None:
        raise SurveyRefused("Diese Verknüpfung führt zu etwas, das Sie nicht sehen.")
    if not may_unlink(row, standing):
        raise SurveyRefused(
            "Lösen kann, wer verknüpft hat, und das Haus, aus dem die Quelle kommt."
        )
    detail = {"from": list(first), "to": list(last), "reason": text}
    record(ACT, about=source, by=by, at=at, detail=detail)
    row.delete()


def may_unlink(link: ProvenanceLink, standing: Standing) -> bool:
    """Whoever linked it, and the house the source comes from."""
    if link.linked_by_id == standing.person.pk:
        return True
    source = thing_of(link.source_kind, link.source_id, standing)
    return source is not None and _house_of(source) in _kept(standing)


def _house_of(thing: Model) -> int | None:
    """The organisation a survey, paper or training belongs to, or that set a group up."""
    found: int | None = getattr(thing, "owner_id", None) or getattr(thing, "host_id", None)
    return found


def _kept(standing: Standing) -> set[int]:
    return {place for each in KEEPING for place in standing.organisations_with(each)}


def ends_of(link: ProvenanceLink) -> tuple[Key, Key]:
    """From what to what."""
    return (link.source_kind, link.source_id), (link.target_kind, link.target_id)


def links_among(keys: Iterable[Key]) -> QuerySet[ProvenanceLink]:
    """The links between the things of a chain, oldest first."""
    wanted = Q(pk__in=[])
    for kind, pk in keys:
        wanted |= Q(source_kind=kind, source_id=pk)
    return ProvenanceLink.objects.filter(wanted).order_by("pk")


def undone_among(keys: Iterable[Key], standing: Standing) -> list[Undone]:
    """Links that led from things of a chain and were undone, latest first; only those the person
    may know both ends of."""
    models = kinds()
    wanted = Q(pk__in=[])
    for kind, pk in keys:
        wanted |= Q(about_model=models[kind][0]._meta.label_lower, about_id=str(pk))
    rows = list(entries(Narrowing(act=ACT)).filter(wanted).select_related("by"))
    ends = [tuple((str(kind), int(pk)) for kind, pk in _both(row.detail)) for row in rows]
    titles = titles_of({key for pair in ends for key in pair}, standing)
    return [
        Undone(titles[first], titles[last], row.at, row.by, row.detail["reason"])
        for row, (first, last) in zip(rows, ends, strict=True)
        if first in titles and last in titles
    ]


def _both(detail: dict[str, list[str | int]]) -> tuple[list[str | int], list[str | int]]:
    return detail["from"], detail["to"]
