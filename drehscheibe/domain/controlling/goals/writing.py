"""Writing a goal: typed text, rows of measures and indicators."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from drehscheibe.domain.controlling import permissions as may
from drehscheibe.domain.controlling.goals.facts import WITH_PARTS
from drehscheibe.domain.controlling.goals.inputs import slots_of
from drehscheibe.domain.controlling.models import (
    CatalogueEntry,
    Goal,
    GoalVersion,
    Indicator,
    IndicatorTerms,
    Kind,
    Measure,
    OverPlaces,
    OverTime,
    Target,
)
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.drafts.keeping import (
    Kept,
    Slot,
    count_up,
    forget_row,
    keep,
    last_change,
    refusal,
)
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for

MOST_ROWS = 40
DRAFT_COLUMNS = {"edits", "field_versions", "kept_input", "changed_by", "changed_at"}


@dataclass(frozen=True)
class Counting:
    """How a new indicator counts; it stays so for good."""

    kind: str = Kind.COUNT
    over_time: str = OverTime.SUM
    over_places: str = OverPlaces.SUM


def counting_of(kind: str, over_time: str, over_places: str) -> Counting:
    """A way of counting as it was chosen on a page.

    Raises `ControllingRefused` for what is on no list.
    """
    known = (kind in Kind.values, over_time in OverTime.values, over_places in OverPlaces.values)
    if not all(known):
        raise ControllingRefused(
            "Bitte wählen Sie, wie der neue Indikator zählt: Art, über die Zeit, über die Zentren."
        )
    return Counting(kind, over_time, over_places)


@transaction.atomic
def save_goal(
    *,
    goal: Goal,
    typed: Mapping[str, str],
    seen: int,
    by: Person,
    at: datetime,
    overwrite: bool = False,
) -> Kept:
    """Keep what was typed into the open version; see `kernel.drafts.keeping.keep`."""
    version = writable(goal, by=by, at=at)
    slots = slots_of(version)
    kept = keep(version, slots, typed, seen=seen, overwrite=overwrite)
    if kept.changed:
        _keep_lonely_wholes(version, slots, kept)
        for row, columns in kept.other_rows(version):
            _store(row, columns)
        mark_changed(version, kept.columns_of(version), by=by, at=at)
        detail = {"version": version.number, "n": len(kept.changed)}
        record("controlling.goal.edit", about=goal, by=by, at=at, detail=detail)
    return kept


@transaction.atomic
def add_measure(*, goal: Goal, by: Person, at: datetime) -> int:
    """Another measure; its number is never given twice within the goal."""
    version = writable(goal, by=by, at=at)
    rows = Measure.objects.filter(version__goal=goal)
    number = _next(version, "measures", rows.aggregate(last=Max("number"))["last"])
    Measure.objects.create(version=version, number=number)
    mark_changed(version, set(), by=by, at=at)
    record("controlling.goal.add_measure", about=goal, by=by, at=at, detail={"row": number})
    return number


@transaction.atomic
def add_indicator(*, goal: Goal, counting: Counting = Counting(), by: Person, at: datetime) -> int:
    """Another indicator with its way of counting."""
    version = writable(goal, by=by, at=at)
    last = goal.indicators.aggregate(last=Max("number"))["last"]
    number = _next(version, "indicators", last)
    indicator = Indicator.objects.create(
        goal=goal, centre_id=goal.centre_id, number=number, kind=Kind(counting.kind),
        over_time=OverTime(counting.over_time), over_places=OverPlaces(counting.over_places),
    )  # fmt: skip
    IndicatorTerms.objects.create(version=version, indicator=indicator)
    mark_changed(version, set(), by=by, at=at)
    record("controlling.goal.add_indicator", about=goal, by=by, at=at, detail={"row": number})
    return number


@transaction.atomic
def link_indicator(
    *, indicator: Indicator, entry: CatalogueEntry | None, seen: int | None = None, by: Person,
    at: datetime,
) -> bool:  # fmt: skip
    """Link an indicator to the network's catalogue, or unlink it; whether it was done.

    Not done when somebody else linked it after `seen` (None: whatever they chose). Raises
    `ControllingRefused` unless both count the same way.
    """
    version = writable(indicator.goal, by=by, at=at)
    indicator.refresh_from_db(fields=["entry"])
    name = f"indicators-{indicator.number}-entry"
    if seen is not None and last_change(version, name) > seen and indicator.entry != entry:
        return False
    if entry is not None and entry.kind != indicator.kind:
        raise ControllingRefused(
            f"Der Indikator ist „{indicator.get_kind_display()}“, der des Katalogs "
            f"„{entry.get_kind_display()}“. Beide müssen gleich gezählt werden.",
            "entry",
        )
    indicator.entry = entry
    indicator.save(update_fields=["entry"])
    count_up(version, [name])
    mark_changed(version, set(), by=by, at=at)
    detail = {"indicator": indicator.number, "entry": entry.code if entry else ""}
    record("controlling.goal.link_indicator", about=version.goal, by=by, at=at, detail=detail)
    return True


@transaction.atomic
def remove_row(*, goal: Goal, table: str, number: int, by: Person, at: datetime) -> None:
    """Remove a measure or an indicator from the open version; earlier versions keep it."""
    version = writable(goal, by=by, at=at)
    if table == "measures":
        version.measures.filter(number=number).delete()
    else:
        version.indicators.filter(indicator__number=number).delete()
    forget_row(version, f"{table}-{number}")
    mark_changed(version, set(), by=by, at=at)
    record(f"controlling.goal.remove_{table}", about=goal, by=by, at=at, detail={"row": number})


def writable(goal: Goal, *, by: Person, at: datetime) -> GoalVersion:
    """The open version with its rows, locked, or a refusal that says why it cannot be written."""
    locked = locked_for(by, may.EDIT, goal, on=day_of(at))
    versions = GoalVersion.objects.filter(goal=locked, submitted_at__isnull=True)
    version = versions.select_for_update(of=("self",), no_key=True).first()
    if version is None:
        raise ControllingRefused(
            f"Dieses Ziel ist „{locked.get_status_display()}“ und lässt sich so nicht ändern. "
            "Ihre Eingaben stehen noch auf dieser Seite; beginnen Sie eine Änderung."
        )
    found: Any = GoalVersion.objects.filter(pk=version.pk).prefetch_related(*WITH_PARTS).get()
    found.goal = locked
    return found  # type: ignore[no-any-return]


def _keep_lonely_wholes(version: GoalVersion, slots: Mapping[str, Slot], kept: Kept) -> None:
    """A target ends with its amount; the whole that stood beside it is kept as typed."""
    for name, slot in slots.items():
        of = slot.input.column == "of" and isinstance(slot.row, Target)
        if of and slot.row.amount is None and slot.row.of is not None:
            version.kept_input[name] = slot.text
            kept.errors[name] = refusal(slot.input, slot.text)


def _store(row: Any, columns: set[str]) -> None:
    """A row that exists with these columns; a target begins, and ends, with its amount."""
    if isinstance(row, Target):
        _store_target(row)
    else:
        row.save(update_fields=columns)


def _store_target(target: Any) -> None:
    if target.amount is None and target.pk:
        target.delete()
    elif target.amount is not None:
        target.save()


def _next(version: GoalVersion, table: str, last: int | None) -> int:
    if (last or 0) >= MOST_ROWS:
        raise ControllingRefused(f"Mehr als {MOST_ROWS} Zeilen sind nicht möglich.")
    number = (last or 0) + 1
    count_up(version, [f"{table}-{number}"])
    return number


def mark_changed(version: GoalVersion, columns: set[str], *, by: Person, at: datetime) -> None:
    """Store the draft's own columns beside who wrote last."""
    version.changed_by, version.changed_at = by, at
    version.save(update_fields=DRAFT_COLUMNS | columns)
