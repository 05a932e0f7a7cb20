"""What became of an answer: survey → group → paper → training → use, told from any end."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q

from drehscheibe.domain.exchange.models import Paper
from drehscheibe.domain.groups import permissions as of_groups
from drehscheibe.domain.groups.models import Group, Tiered
from drehscheibe.domain.groups.visibility import OF_GROUPS, visible
from drehscheibe.domain.surveys import permissions as may
from drehscheibe.domain.surveys.models import ProvenanceLink, Survey, SurveyIs, Use
from drehscheibe.domain.surveys.refusals import SurveyRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import Standing, allows, standing_for

Key = tuple[str, int]
LABELS = {
    "survey": "Abfrage", "group": "Gruppe", "paper": "Papier", "training": "Fortbildung",
    "use": "Anwendung",
}  # fmt: skip
ORDER = tuple(LABELS)


@dataclass(frozen=True)
class Node:
    """One thing of the chain; `step` counts from where one stands, negative towards the source.

    What the reader may not know of has no title: the chain shows that there is something, not what.
    """

    kind: str
    pk: int
    title: str
    step: int

    @property
    def label(self) -> str:
        """What it is, in German."""
        return LABELS[self.kind]


@transaction.atomic
def link(*, source: models.Model, target: models.Model, by: Person, at: datetime) -> ProvenanceLink:
    """Note that the target came of the source; twice is once.

    Raises `SurveyRefused` for things out of order: nothing leads back, so no chain is a circle.
    """
    if not may_link(by, on=day_of(at)):
        raise SurveyRefused("Verknüpfen können, wer Abfragen stellt oder Gruppen führt.")
    first, last = key_of(source), key_of(target)
    if ORDER.index(first[0]) > ORDER.index(last[0]) or first == last:
        raise SurveyRefused("Die Folge steht vor der Quelle. Bitte tauschen Sie beide.")
    if first[0] == last[0] and first in {key for key, _ in _walk([last], forward=True)}:
        raise SurveyRefused("Das eine ist schon aus dem anderen entstanden.")
    return _linked(first, last, by, at)


@dataclass(frozen=True)
class Application:
    """How a house puts a paper or training to use, and since when."""

    organisation: Organisation
    text: str
    since: date


@transaction.atomic
def tell_use(*, of: models.Model, use: Application, by: Person, at: datetime) -> Use:
    """A house tells what it made of something; told for one's own house alone."""
    if use.organisation.pk not in standing_for(by, on=day_of(at)).organisations_with(may.EDIT):
        raise SurveyRefused("Anwendungen nennen Sie für Ihr eigenes Haus.", "organisation")
    if not use.text.strip():
        raise SurveyRefused("Bitte schreiben Sie, wie Sie es anwenden.", "text")
    if use.since > day_of(at):
        raise SurveyRefused("Bitte nennen Sie einen Tag, der schon war.", "since")
    made = Use.objects.create(
        organisation=use.organisation, text=use.text.strip(), since=use.since, told_by=by
    )
    _linked(key_of(of), key_of(made), by, at)
    return made


def candidates(kind: str, standing: Standing, *, words: str = "", most: int = 50) -> list[Key]:
    """What of this kind the person may know of and link, by title; newest first."""
    model, known = kinds()[kind]
    rows: Any = model._default_manager.filter(known(standing))
    named = {"survey": "title", "group": "name", "paper": "title", "use": "text"}.get(kind, "title")
    if words.strip():
        rows = rows.filter(**{f"{named}__icontains": words.strip()})
    return [(kind, row.pk) for row in rows.order_by("-pk")[:most]]


def thing_of(kind: str, pk: int, standing: Standing) -> models.Model | None:
    """One of them, or nothing when there is none the person may know of."""
    if kind not in kinds():
        return None
    model, known = kinds()[kind]
    found: models.Model | None = model._default_manager.filter(known(standing), pk=pk).first()
    return found


def titles_of(keys: Iterable[Key], standing: Standing) -> dict[Key, str]:
    """How each is called."""
    return _titles(dict.fromkeys(keys, 0), standing)


def may_link(person: Person, *, on: date) -> bool:
    """Whether the person may say what came of what."""
    return any(allows(person, each, on=on) for each in (may.KEEP, of_groups.KEEP))


def _linked(first: Key, last: Key, by: Person, at: datetime) -> ProvenanceLink:
    made, is_new = ProvenanceLink.objects.get_or_create(
        source_kind=first[0], source_id=first[1], target_kind=last[0], target_id=last[1],
        defaults={"linked_by": by, "linked_at": at},
    )  # fmt: skip
    if is_new:
        detail = {"from": list(first), "to": list(last)}
        record("surveys.provenance.link", about=made, by=by, at=at, detail=detail)
    return made


def chain_of(thing: models.Model, standing: Standing) -> list[Node]:
    """Everything that led to it and came of it, from the source to the use."""
    own = key_of(thing)
    found = {own: 0}
    for key, step in _walk([own], forward=False):
        found.setdefault(key, -step)
    for key, step in _walk([own], forward=True):
        found.setdefault(key, step)
    titles = _titles(found, standing)
    nodes = [Node(kind, pk, titles.get((kind, pk), ""), step) for (kind, pk), step in found.items()]
    return sorted(nodes, key=lambda node: (ORDER.index(node.kind), node.step, node.pk))


def key_of(thing: models.Model) -> Key:
    """Kind and id of something that can be part of a chain."""
    for kind, (model, _) in kinds().items():
        if isinstance(thing, model):
            return kind, thing.pk
    raise SurveyRefused("Das kann nicht Teil einer solchen Kette sein.")


def kinds() -> dict[str, tuple[type[models.Model], Callable[[Standing], Q]]]:
    """The model of each kind, and what a person may know of it; trainings where there are any."""
    known: dict[str, tuple[type[models.Model], Callable[[Standing], Q]]] = {
        "survey": (Survey, _surveys),
        "group": (Group, lambda standing: visible(standing, OF_GROUPS)),
        "paper": (Paper, lambda standing: visible(standing) & Q(removed_at=None)),
        "use": (Use, lambda standing: Q()),
    }
    if apps.is_installed("drehscheibe.domain.qualification"):
        known["training"] = (apps.get_model("qualification", "Event"), _trainings)
    return known


def _surveys(standing: Standing) -> Q:
    """Past drafts, whatever the wall shows: own ones and those one is asked."""
    return ~Q(status=SurveyIs.DRAFT) | Q(owner__in=standing.organisations)


def _trainings(standing: Standing) -> Q:
    model: Any = apps.get_model("qualification", "Event")
    return visible(standing) if issubclass(model, Tiered) else Q()


def _walk(start: list[Key], *, forward: bool) -> list[tuple[Key, int]]:
    """Breadth first, one query a step; at most as many steps as there are kinds, twice."""
    seen, found, level = set(start), list[tuple[Key, int]](), start
    here, there = ("source", "target") if forward else ("target", "source")
    for step in range(1, 2 * len(ORDER)):
        wanted = Q(pk__in=[])
        for kind, pk in level:
            wanted |= Q(**{f"{here}_kind": kind, f"{here}_id": pk})
        rows = ProvenanceLink.objects.filter(wanted)
        reached = set(rows.values_list(f"{there}_kind", f"{there}_id"))
        level = sorted(reached - seen)
        if not level:
            break
        seen.update(level)
        found += [(key, step) for key in level]
    return found


def _titles(found: dict[Key, int], standing: Standing) -> dict[Key, str]:
    titles: dict[Key, str] = {}
    for kind, (model, known) in kinds().items():
        keys = [pk for of, pk in found if of == kind]
        if keys:
            rows: Any = model._default_manager.filter(known(standing), pk__in=keys)
            titles |= {(kind, row.pk): str(row) for row in rows}
    return titles
