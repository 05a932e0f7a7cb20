"""One submission of a goal's form: typed inputs, fields of action, links to the catalogue."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.controlling.goals.fields import Chosen, choose_fields, chosen_of
from drehscheibe.domain.controlling.goals.inputs import slots_of
from drehscheibe.domain.controlling.goals.writing import link_indicator, save_goal
from drehscheibe.domain.controlling.models import (
    CatalogueEntry,
    Goal,
    GoalVersion,
    Indicator,
    LocalField,
)
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.doors.staff.controlling.goal_tree import entry_words
from drehscheibe.doors.staff.pages import StaffRequest

OF_A_ROW = re.compile(r"(measures|indicators)-[0-9]+-")
ROW_GONE = "nichts mehr, denn die Zeile wurde entfernt"
UNKNOWN = -1
"""No entry's key: what was sent is none."""
NO_LINK = "keiner"


@dataclass
class Saved:
    """What became of a submission; `refused` says why nothing of it could be kept."""

    edits: int = 0
    errors: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, tuple[str, str]] = field(default_factory=dict)
    refused: str = ""
    chosen: Chosen | None = None
    """Fields as they were ticked, when they could not be stored."""
    links: dict[str, str] = field(default_factory=dict)
    """Links as they were chosen, where somebody else chose another."""

    @property
    def is_clean(self) -> bool:
        """Whether everything is stored and readable."""
        return not (self.errors or self.conflicts or self.refused)


def save(request: StaffRequest, goal: Goal, version: GoalVersion) -> Saved:
    """Keep everything; what somebody else changed meanwhile is left and shown with both texts."""
    loaded = request.POST.get("version", "")
    seen = int(loaded) if loaded.isdecimal() and len(loaded) < 9 else 0
    overwrite = "overwrite" in request.POST
    typed = {name: str(text) for name, text in request.POST.items()}
    saved = Saved(edits=seen)
    try:
        kept = save_goal(
            goal=goal, typed=typed, seen=seen, overwrite=overwrite,
            by=request.person, at=request.now,
        )  # fmt: skip
    except ControllingRefused as refusal:
        saved.refused = str(refusal)
        saved.chosen = _ticked(request)
        return saved
    saved.errors |= kept.errors
    saved.conflicts |= kept.conflicts | _of_removed_rows(version, typed)
    based_on = None if overwrite else seen
    _save_fields(request, goal, version, saved, seen=based_on)
    _save_links(request, goal, typed, saved, seen=based_on)
    if not saved.conflicts:
        saved.edits = GoalVersion.objects.values_list("edits", flat=True).get(pk=version.pk)
    return saved


def _of_removed_rows(version: GoalVersion, typed: Mapping[str, str]) -> dict[str, Any]:
    """What was typed into a row that somebody else removed meanwhile: shown, never swallowed."""
    numbers = [f"indicators-{each.indicator.number}" for each in version.indicators.all()]
    known = slots_of(version).keys() | {f"{number}-entry" for number in numbers}
    gone = {name: text for name, text in typed.items() if OF_A_ROW.match(name) and text.strip()}
    return {name: (ROW_GONE, text) for name, text in gone.items() if name not in known}


def _save_fields(
    request: StaffRequest, goal: Goal, version: GoalVersion, saved: Saved, *, seen: int | None
) -> None:
    """The ticked fields of action, when they differ from the stored ones."""
    ticked, stored = _ticked(request), chosen_of(version)
    if ticked is None or ticked == stored:
        return
    try:
        done = choose_fields(goal=goal, chosen=ticked, seen=seen, by=request.person, at=request.now)
    except ControllingRefused as refusal:
        saved.errors["fields"], saved.chosen = str(refusal), ticked
        return
    if not done:
        saved.conflicts["fields"] = (_labels(version, stored), _labels(version, ticked))
        saved.chosen = ticked


def _save_links(
    request: StaffRequest, goal: Goal, typed: Mapping[str, str], saved: Saved, *, seen: int | None
) -> None:
    """Links to the catalogue that differ from the stored ones; of two who link both see both."""
    for indicator in Indicator.objects.filter(goal=goal):
        name = f"indicators-{indicator.number}-entry"
        chosen = typed.get(name)
        if chosen is None or chosen == str(indicator.entry_id or ""):
            continue
        key = int(chosen) if chosen.isdecimal() and len(chosen) < 10 else UNKNOWN
        entry = CatalogueEntry.objects.filter(pk=key).first()
        if chosen and entry is None:
            saved.errors[name] = "Diesen Eintrag gibt es nicht. Bitte einen der Liste wählen."
            continue
        try:
            done = link_indicator(
                indicator=indicator, entry=entry, seen=seen, by=request.person, at=request.now
            )
        except ControllingRefused as refusal:
            saved.errors[name] = str(refusal)
            continue
        if not done:
            words = [
                entry_words(each, request.today) or NO_LINK for each in (indicator.entry, entry)
            ]
            saved.conflicts[name] = (words[0], words[1])
            saved.links[name] = chosen


def _ticked(request: StaffRequest) -> Chosen | None:
    """What is ticked; None when the form did not show the fields."""
    if "has_fields" not in request.POST:
        return None
    local = [each for each in request.POST.getlist("local_fields") if _is_key(each)]
    return Chosen(frozenset(request.POST.getlist("fields")), frozenset(map(int, local)))


def _is_key(text: str) -> bool:
    return text.isdecimal() and len(text) < 10


def _labels(version: GoalVersion, chosen: Chosen) -> str:
    """The labels of chosen fields, for people."""
    rows: list[Any] = [*FieldOfAction.objects.filter(key__in=chosen.keys)]
    rows += LocalField.objects.filter(pk__in=chosen.local, centre=version.goal.centre_id)
    return ", ".join(each.label for each in rows)
