"""The form of a report: what is known of each goal beside what is asked about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from drehscheibe.domain.controlling.models import AnnualReport, Degree
from drehscheibe.domain.controlling.papers.wording import (
    comment_text,
    day_text,
    euro_text,
    number_text,
    value_text,
)
from drehscheibe.domain.controlling.reports.content import Content, plain
from drehscheibe.domain.controlling.reports.facts import Standing
from drehscheibe.domain.controlling.reports.inputs import slots_of
from drehscheibe.doors.staff.controlling.goal_inputs import Conflict, Input
from drehscheibe.doors.staff.controlling.row_links import LinkedRow, linked
from drehscheibe.kernel.drafts.keeping import refusal, shown_texts
from drehscheibe.kernel.permissions.reach import Standing as Reader

FIRST = (("summary", "Das Wichtigste auf einen Blick", "Was soll ein Ratsmitglied wissen?"),)
LAST = (
    ("conditions", "Rahmenbedingungen", "Was hat das Jahr geprägt, das nicht in Ihrer Hand lag?"),
    ("staffing", "Personal: was zu den Zahlen zu sagen ist", ""),
    ("outlook", "Ausblick", ""),
)
REASON = ("reason", "Grund der neuen Fassung", "Was hat sich gegenüber der gezeichneten geändert?")
JUDGED = (
    ("degree", "Ergebnis", "choice"),
    ("reason", "Begründung", "long"),
    ("helped", "Was hat geholfen?", "long"),
    ("hindered", "Was hat gehindert?", "long"),
    ("next_step", "Nächster Schritt", "long"),
)
DEGREES = (("", "bitte wählen"), *((each.value, str(each.label)) for each in Degree))
NAMES = {name: label for name, label, _ in (*FIRST, *LAST, REASON, *JUDGED)}


@dataclass(frozen=True)
class Counted:
    """An indicator as the form shows it, with the way to its rows or to its input."""

    name: str
    comment: str
    source: str
    baseline: str
    target: str
    actual: str
    url: str
    label: str


@dataclass(frozen=True)
class GoalRow:
    """A goal with its figures and its inputs."""

    goal: Content
    counted: list[Counted]
    inputs: list[Input]
    activities_url: str
    since: str

    @property
    def judged(self) -> list[Input]:
        """Result and reason."""
        return self.inputs[:2]

    @property
    def why(self) -> list[Input]:
        """What helped and what hindered, side by side."""
        return self.inputs[2:4]

    @property
    def next(self) -> list[Input]:
        """The next step."""
        return self.inputs[4:]


@dataclass(frozen=True)
class ReportPage:
    """Everything the form shows."""

    first: list[Input]
    goals: list[GoalRow]
    last: list[Input]
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def inputs(self) -> list[Input]:
        """All of them, for what an autosave answers."""
        return [*self.first, *(each for row in self.goals for each in row.inputs), *self.last]


@dataclass
class Given:
    """What the page is laid out from besides the stored report."""

    errors: Mapping[str, str] = field(default_factory=dict)
    conflicts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)


def report_page(report: AnnualReport, now: Standing, given: Given) -> ReportPage:
    """Lay out the form."""
    make = _Maker(now, given)
    last = [*LAST, REASON] if report.status != "draft" else [*LAST]
    return ReportPage(
        first=[make.input(name, label, "long", hint) for name, label, hint in FIRST],
        goals=[_goal(report, goal, make) for goal in now.content["goals"]],
        last=[make.input(name, label, "long", hint) for name, label, hint in last],
        conflicts=make.conflicts(),
    )


def means_of(reader: Reader, now: Standing) -> list[tuple[str, list[tuple[LinkedRow, str]], str]]:
    """Staff, grants, third parties: title, rows with their pages, total."""
    known, content = now.known, now.content
    groups = (
        ("Besetzte geförderte Stellen", known.posts, number_text, content["staff"]["total"]),
        ("Bewilligte Förderung", known.grants, euro_text, content["grants"]["total"]),
        (
            "Weitergeleitete Maßnahmen Dritter", known.measures, number_text,
            content["third_parties"]["total"],
        ),
    )  # fmt: skip
    return [
        (
            title,
            [(each, write(plain(each.row.amount))) for each in linked(reader, rows)],
            write(sum_),
        )
        for title, rows, write, sum_ in groups
    ]


def _goal(report: AnnualReport, goal: Content, make: "_Maker") -> GoalRow:
    prefix = f"goals-{goal['number']}"
    return GoalRow(
        goal,
        [_counted(report, each) for each in goal["indicators"]],
        [make.input(f"{prefix}-{name}", label, kind) for name, label, kind in JUDGED],
        f"{reverse('staff:controlling:activity_list')}?jahr={report.year}&ziel={goal['id']}",
        day_text(goal["since"]) if goal["since"] else "",
    )


def _counted(report: AnnualReport, each: Content) -> Counted:
    args = [report.period_id, report.year]
    if each["source_key"]:
        url = reverse("staff:controlling:figure_rows", args=[*args, each["id"]])
        label = "Zeilen zeigen"
    else:
        url = reverse("staff:controlling:value_sheet", args=args) + f"#values-{each['id']}-w"
        label = "eintragen" if not each["actual"]["amount"] else "ändern"
    return Counted(
        each["name"], comment_text(each), each["source"], value_text(each["baseline"]),
        value_text(each["target"]), value_text(each["actual"], each["unit"]), url, label,
    )  # fmt: skip


class _Maker:
    """Knows the texts, errors and clashes while the page is laid out."""

    def __init__(self, now: Standing, given: Given) -> None:
        slots = slots_of(now.draft, [version.goal for version in now.known.versions])
        self.given = given
        self.texts = shown_texts(now.draft, slots)
        self.texts |= {name: text for name, text in given.typed.items() if name in slots}
        self.errors = dict(given.errors)
        for name, text in now.draft.kept_input.items():
            if name in slots:
                self.errors.setdefault(name, refusal(slots[name].input, text))
        self.notes = {
            each.anchor: each.message.partition(": ")[2] or each.message
            for each in reversed(now.findings)
            if self.texts.get(each.anchor.rpartition("-")[0] + "-degree")
        }

    def input(self, name: str, label: str, kind: str, hint: str = "") -> Input:
        clash = self.given.conflicts.get(name)
        text = clash[1] if clash else self.texts.get(name, "")
        choices: Any = DEGREES if kind == "choice" else ()
        if choices and text not in dict(choices):
            choices = (*choices, (text, f"„{text}“ (nicht in der Liste)"))
        return Input(
            id=name, label=label, text=text, kind=kind, hint=hint, choices=choices,
            other_text=_in_words(name, clash[0]) if clash else None,
            error=self.errors.get(name, ""), note=self.notes.get(name, ""),
        )  # fmt: skip

    def conflicts(self) -> list[Conflict]:
        return [
            Conflict(name, _label(name), _in_words(name, stored), _in_words(name, typed))
            for name, (stored, typed) in self.given.conflicts.items()
        ]


def _label(name: str) -> str:
    """How people call an input.

    >>> _label("goals-2-degree"), _label("outlook")
    ('Ziel 2: Ergebnis', 'Ausblick')
    """
    _, number, column = name.split("-") if name.startswith("goals-") else ("", "", name)
    called = NAMES.get(column, column)
    if number:
        return f"Ziel {number}: {'Begründung' if column == 'reason' else called}"
    return REASON[1] if column == "reason" else called


def _in_words(name: str, text: str) -> str:
    return dict(DEGREES).get(text, text) if name.endswith("-degree") else text
