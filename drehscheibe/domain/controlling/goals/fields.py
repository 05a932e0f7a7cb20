"""Fields of action of a goal: the network's dated taxonomy and a centre's own words for it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.goals.writing import mark_changed, writable
from drehscheibe.domain.controlling.models import Goal, GoalPeriod, GoalVersion, LocalField
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.drafts.keeping import count_up, last_change
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import Standing, check, locked_for

FACETS = ("handlungsfeld", "thema", "zielgruppe")
"""What a goal is filed under; ways of working and partners are no fields of action."""


@dataclass(frozen=True)
class Chosen:
    """Keys of the network's fields, and ids of the centre's own."""

    keys: frozenset[str] = frozenset()
    local: frozenset[int] = frozenset()


def chosen_of(version: GoalVersion) -> Chosen:
    """What stands at a version (reads its prefetched fields)."""
    return Chosen(
        frozenset(each.key for each in version.fields.all()),
        frozenset(each.pk for each in version.local_fields.all()),
    )


@transaction.atomic
def choose_fields(
    *, goal: Goal, chosen: Chosen, seen: int | None = None, by: Person, at: datetime
) -> bool:
    """File a goal under these fields; whether it was done.

    Not done when somebody else chose after `seen` (None: whatever they chose). Unknown ones fall
    away; what ended before the period, or begins after it, is refused for a new choice and stays
    where it was chosen already.
    """
    version = writable(goal, by=by, at=at)
    before = chosen_of(version)
    if seen is not None and last_change(version, "fields") > seen and chosen != before:
        return False
    network = list(FieldOfAction.objects.filter(key__in=chosen.keys, facet__in=FACETS))
    own = list(LocalField.objects.filter(pk__in=chosen.local, centre=goal.centre_id))
    _refuse_ended((each for each in network if each.key not in before.keys), goal.period)
    _refuse_ended((each for each in own if each.pk not in before.local), goal.period)
    version.fields.set(network)
    version.local_fields.set(own)
    count_up(version, ["fields"])
    mark_changed(version, set(), by=by, at=at)
    record("controlling.goal.choose_fields", about=goal, by=by, at=at)
    return True


def fields_to_choose() -> QuerySet[FieldOfAction]:
    """The network's fields in their order, ended ones included."""
    return FieldOfAction.objects.filter(facet__in=FACETS).select_related("parent")


def local_fields_for(standing: Standing) -> QuerySet[LocalField]:
    """The own fields of the centres one writes goals for."""
    places = standing.organisations_with(may.EDIT)
    rows = LocalField.objects.filter(centre__organisation__in=places)
    return rows.select_related("centre").prefetch_related("network_fields")


@dataclass(frozen=True)
class Wording:
    """A local field in the centre's words, valid from a day, and the network's keys it means."""

    label: str
    valid_from: date
    valid_to: date | None = None
    keys: Collection[str] = ()


@transaction.atomic
def add_local_field(*, centre: Centre, wording: Wording, by: Person, at: datetime) -> LocalField:
    """A field in the centre's own words; raises `ControllingRefused` when it is there already."""
    field = LocalField(centre=centre)
    _store(field, wording)
    check(by, may.EDIT, field, on=day_of(at))
    record("controlling.local_field.add", about=field, by=by, at=at)
    return field


@transaction.atomic
def change_local_field(
    *, field: LocalField, wording: Wording, by: Person, at: datetime
) -> LocalField:
    """Another wording, end, or meaning; goals filed under it keep it."""
    locked = locked_for(by, may.EDIT, field, on=day_of(at))
    _store(locked, wording)
    record("controlling.local_field.change", about=locked, by=by, at=at)
    return locked


def ended_for(field: FieldOfAction | LocalField, period: GoalPeriod) -> bool:
    """Whether a field is none of this period: ended before it, or beginning after it."""
    ended = field.valid_to is not None and field.valid_to < period.starts_on
    return ended or (field.valid_from is not None and field.valid_from > period.ends_on)


def _refuse_ended(fields: Iterable[FieldOfAction | LocalField], period: GoalPeriod) -> None:
    for each in fields:
        if ended_for(each, period):
            ended = each.valid_to is not None and each.valid_to < period.starts_on
            day = each.valid_to if ended else each.valid_from
            when = f"{'endete am' if ended else 'gilt erst ab'} {german_day(day)}" if day else ""
            raise ControllingRefused(
                f"„{each.label}“ {when} und lässt sich für diese Periode nicht wählen. "
                "Bitte nehmen Sie das Häkchen weg oder wählen Sie ein anderes Handlungsfeld.",
                "fields",
            )


def _store(field: LocalField, wording: Wording) -> None:
    label = " ".join(wording.label.split())
    if not label:
        raise ControllingRefused("Bitte geben Sie dem Feld eine Bezeichnung.", "label")
    if wording.valid_to is not None and wording.valid_to < wording.valid_from:
        raise ControllingRefused("Das Ende liegt vor dem Beginn. Bitte prüfen.", "valid_to")
    field.label, field.valid_from, field.valid_to = label, wording.valid_from, wording.valid_to
    try:
        with transaction.atomic():
            field.save()
    except IntegrityError:
        raise ControllingRefused(f"„{label}“ gibt es schon in Ihrer Liste.", "label") from None
    field.network_fields.set(FieldOfAction.objects.filter(key__in=wording.keys, facet__in=FACETS))
