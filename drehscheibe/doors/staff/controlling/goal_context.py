"""The page of a goal's form: fields of action to choose from, open points, save state."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.controlling.goals.facts import goal_points
from drehscheibe.domain.controlling.goals.fields import (
    FACETS,
    Chosen,
    chosen_of,
    ended_for,
    fields_to_choose,
)
from drehscheibe.domain.controlling.goals.selectors import entries_like
from drehscheibe.domain.controlling.models import (
    Goal,
    GoalIs,
    GoalPeriod,
    GoalVersion,
    Kind,
    LocalField,
    OverPlaces,
    OverTime,
)
from drehscheibe.doors.staff.controlling.goal_case import (
    GOAL_KINDS,
    UNFIT,
    goal_url,
    period_trail,
    points,
)
from drehscheibe.doors.staff.controlling.goal_page import Given, goal_page
from drehscheibe.doors.staff.controlling.goal_saving import Saved
from drehscheibe.doors.staff.controlling.goal_tree import ended_note, entry_words
from drehscheibe.doors.staff.pages import StaffRequest
from drehscheibe.kernel.design.rendering import render_page

CONFLICT = 409
GROUPS = {"handlungsfeld": "Handlungsfelder", "thema": "Themen", "zielgruppe": "Zielgruppen"}
NEW_COUNTING = (
    ("new-kind", "Was wird gezählt?", (
        (Kind.COUNT, "Eine Zahl", "zum Beispiel Teilnehmende oder Vereine"),
        (Kind.SHARE, "Ein Anteil", "zum Beispiel 12 von 40 Schulen; Prozente werden gerechnet"),
    )),
    ("new-over_time", "Wie werden mehrere Zeiträume eine Zahl?", (
        (OverTime.SUM, "Summe", "erstes und zweites Halbjahr werden zusammengezählt"),
        (OverTime.LATEST, "Letzter Wert", "es gilt der jüngste Stand, zum Beispiel am Jahresende"),
        (OverTime.HIGHEST, "Höchster Wert", "es gilt der größte Stand im Zeitraum"),
    )),
    ("new-over_places", "Wie werden mehrere Zentren eine Zahl?", (
        (OverPlaces.SUM, "Summe", "die Zahlen der Zentren werden zusammengezählt"),
        (OverPlaces.HIGHEST, "Höchster Wert", "es gilt der größte"),
        (OverPlaces.NOT, "Gar nicht", "die Zahl ist nur bei Ihnen sinnvoll"),
    )),
)  # fmt: skip


@dataclass(frozen=True)
class FieldChoice:
    """A field of action to tick; `refused` when it is none of this period."""

    name: str
    value: str
    label: str
    other_words: str
    note: str
    ticked: bool
    refused: bool


def form_page(
    request: StaffRequest,
    goal: Goal,
    version: GoalVersion,
    saved: Saved | None = None,
    *,
    autosaving: bool = False,
) -> HttpResponse:
    """The form with what was typed, also when nothing of it could be saved."""
    context = _context(request, goal, version, saved)
    status = 200
    if (
        saved and not autosaving
    ):  # htmx swaps nothing on errors; the answer itself says what is wrong
        status = CONFLICT if saved.conflicts else UNFIT if saved.refused or saved.errors else 200
    template = "staff/controlling/goals/goal_edit.html"
    return render_page(request, template, context, part="answer", status=status)


def _context(
    request: StaffRequest, goal: Goal, version: GoalVersion, saved: Saved | None
) -> dict[str, Any]:
    period = goal.period
    found = goal_points(version, period)
    entries = {
        number: tuple((str(each.pk), entry_words(each, request.today)) for each in known)
        for number, known in entries_like(goal, on=request.today).items()
    }
    own_texts = saved is not None and bool(saved.refused)
    typed = {name: str(text) for name, text in request.POST.items()} if own_texts else {}
    typed |= saved.links if saved else {}
    given = Given(
        findings=found, errors=saved.errors if saved else {}, typed=typed, entries=entries,
        conflicts=saved.conflicts if saved else {},
    )  # fmt: skip
    ticked = saved.chosen if saved and saved.chosen else chosen_of(version)
    return {
        "period": period,
        "goal": goal,
        "version": version,
        "form": goal_page(version, given),
        "groups": _groups(request, goal, ticked),
        "find": request.GET.get("feld", "")[:60],
        "fields_error": (saved.errors if saved else {}).get("fields", ""),
        "counting": NEW_COUNTING,
        "new": [request.POST.get(name, options[0][0]) for name, _, options in NEW_COUNTING],
        "saved": saved,
        "edits": saved.edits if saved and saved.edits else version.edits,
        "saved_at": request.now,
        "status_kind": GOAL_KINDS[GoalIs(goal.status)],
        "points": points(period, found),
        "edit_url": goal_url("goal_edit", period, goal.number),
        "row_url": goal_url("goal_row", period, goal.number),
        "advice_url": goal_url("advice_answer", period, goal.number),
        "trail": period_trail(period, (f"Ziel {goal.number}", "")),
    }


def _groups(
    request: StaffRequest, goal: Goal, ticked: Chosen
) -> list[tuple[str, list[FieldChoice], str]]:
    """The fields by kind: heading, choices, what is ticked among them."""
    words = request.GET.get("feld", "").casefold().split()
    network = list(fields_to_choose())
    own = LocalField.objects.filter(centre=goal.centre_id).prefetch_related("network_fields")
    groups = [("Ihre örtlichen Felder", [_local(each, goal.period, ticked) for each in own])]
    groups += [
        (GROUPS[facet], [_network(f, goal.period, ticked) for f in network if f.facet == facet])
        for facet in FACETS
    ]
    found = []
    for heading, choices in groups:
        shown = [each for each in choices if each.ticked or _fits(each, words)]
        ticked_labels = ", ".join(each.label for each in choices if each.ticked)
        if shown:
            found.append((heading, shown, ticked_labels))
    return found


def _fits(choice: FieldChoice, words: list[str]) -> bool:
    """Whether every word is in the label or one of the other words for it."""
    text = f"{choice.label} {choice.other_words}".casefold()
    return all(word in text for word in words)


def _network(field: FieldOfAction, period: GoalPeriod, ticked: Chosen) -> FieldChoice:
    return FieldChoice(
        "fields", field.key, field.label, "; ".join(field.aliases), ended_note(field, period),
        field.key in ticked.keys, ended_for(field, period),
    )  # fmt: skip


def _local(field: LocalField, period: GoalPeriod, ticked: Chosen) -> FieldChoice:
    meant = "; ".join(each.label for each in field.network_fields.all())
    return FieldChoice(
        "local_fields", str(field.pk), field.label, meant, ended_note(field, period),
        field.pk in ticked.local, ended_for(field, period),
    )  # fmt: skip
