"""A centre's own planning read in: matched columns, refusals by cell, all or nothing."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from django.core.exceptions import PermissionDenied

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.controlling.goals import beginning
from drehscheibe.domain.controlling.models import (
    GoalPeriod,
    GoalVersion,
    IndicatorTerms,
    Kind,
    PlanningMapping,
    PlanningUpload,
)
from drehscheibe.domain.controlling.planning import uploads
from drehscheibe.domain.controlling.planning.columns import meanings, proposed
from drehscheibe.domain.controlling.planning.sheet import read_planning
from drehscheibe.domain.controlling.planning.taking import Planned
from drehscheibe.domain.controlling.planning.template import planning_template
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.tables.lists import columns_of
from drehscheibe.kernel.tables.refusals import TableRefused
from tests.domain.controlling.stories import Story, story

pytestmark = pytest.mark.django_db
HEAD = (
    "Säule", "Handlungsfelder", "Ziel", "Zielgruppe", "Maßnahmen", "Kooperationspartner",
    "Kennzahl", "Einheit", "Ausgangswert", "Soll 2023", "Soll 2024",
)  # fmt: skip
ROWS = (
    ("IQ", "Sport", "Zehn Vereine öffnen ihre Angebote.", "Sportvereine", "Dialog Sport",
     "Kreissportbund", "Teilnehmende Vereine", "Vereine", 4, 8, 10),
    ("", "", "", "", "Interkultureller Veranstaltungskalender", "Kommunen",
     "Eingetragene Veranstaltungen", "Veranstaltungen", 20, 60, 80),
    ("Integration durch Bildung", "Sport", "Junge Menschen erkunden Berufe.", "Klassen 8 bis 10",
     "Sprach- und Berufserkundungsmodule", "Berufskollegs", "Teilnehmende", "Personen", 30, 40,
     "1.200"),
)  # fmt: skip


@pytest.fixture
def people() -> Story:
    """A centre and a field of action with another word for it."""
    FieldOfAction.objects.update_or_create(
        key="querschnitt.sport",
        defaults={"facet": "thema", "label": "Sport", "position": 1, "aliases": ["Bewegung"]},
    )
    return story()


@pytest.fixture
def period(people: Story, noon: datetime) -> GoalPeriod:
    """An empty draft of 2023/2024."""
    return beginning.start_period(
        centre=people.centre, frame=beginning.two_years_from(2023), by=people.specialist, at=noon
    )


def book(rows: Iterable[Sequence[Any]] = (HEAD, *ROWS), *, spoil: str = "") -> bytes:
    """A workbook; `spoil` makes it what centres send."""
    out = BytesIO()
    made = xlsxwriter.Workbook(out)
    sheet = made.add_worksheet("Planung")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    if spoil == "merged":
        sheet.merge_range("A2:A3", "IQ")
    if spoil == "formula":
        sheet.write_formula("J2", "=4+4", value="")
    if spoil == "hidden":
        made.add_worksheet("Alt").hide()
    made.close()
    return out.getvalue()


def changed(place: str, value: Any) -> bytes:
    """The workbook with one other cell."""
    rows = [list(row) for row in (HEAD, *ROWS)]
    rows[int(place[1:]) - 1][ord(place[0]) - ord("A")] = value
    return book(rows)


def take(
    people: Story, period: GoalPeriod, content: bytes, *, at: datetime, dry: bool = False
) -> Planned:
    """Upload and take it with the proposed columns."""
    upload = uploads.upload_planning(
        period=period, name="planung.xlsx", content=content, by=people.specialist, at=at
    )
    return uploads.take_upload(upload=upload, by=people.specialist, at=at, dry=dry)


def test_headers_in_own_words_are_matched(period: GoalPeriod) -> None:
    chosen = proposed(HEAD, meanings(period.each_year), {})
    assert list(dict(sorted(chosen.items())).values()) == [
        "strand", "fields", "text", "target_group", "measure-title", "measure-partners",
        "indicator-name", "indicator-unit", "indicator-baseline", "indicator-target_2023",
        "indicator-target_2024",
    ]  # fmt: skip


def test_a_planning_becomes_goals(people: Story, period: GoalPeriod, noon: datetime) -> None:
    """Two strands, three measures and indicators; the rows below a goal belong to it."""
    trial = take(people, period, book(), at=noon, dry=True)
    assert (len(trial.goals), trial.measures, trial.indicators) == (2, 3, 3)
    assert not trial.mistakes
    assert not GoalVersion.objects.exists()
    assert not Entry.objects.filter(act="controlling.goal.start").exists()
    upload = uploads.waiting_upload(period, people.specialist)
    assert upload is not None
    planned = uploads.take_upload(upload=upload, by=people.specialist, at=noon, dry=False)
    assert planned.done
    first, second = GoalVersion.objects.order_by("goal__number")
    assert (first.strand, first.text) == ("iq", "Zehn Vereine öffnen ihre Angebote.")
    assert [each.title for each in first.measures.all()] == [
        "Dialog Sport", "Interkultureller Veranstaltungskalender"
    ]  # fmt: skip
    assert [field.key for field in second.fields.all()] == ["querschnitt.sport"]
    terms = second.indicators.get()
    targets = {each.year: int(each.amount) for each in terms.targets.all()}
    assert (int(terms.baseline or 0), targets) == (30, {2023: 40, 2024: 1200})
    assert not PlanningUpload.objects.exists()


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ("A2", "Wirtschaft", "Diesen Strang gibt es nicht"),
        ("A2", "", "Der Strang des Ziels"),
        ("B2", "Raumfahrt", "Dieses Handlungsfeld ist nicht bekannt"),
        ("J2", "acht", "ist keine Zahl"),
        ("J2", "30 %", "aus zwei Zahlen gerechnet"),
        ("J2", -3, "darf nicht negativ sein"),
        ("I3", 2.345, "mehr als zwei Nachkommastellen"),
        ("J2", "#BEZUG!", "Rechenfehler"),
        ("E3", "", "In dieser Zeile fehlt die Maßnahme"),
        ("D3", "Verbände", "In D2 steht dafür „Sportvereine“. Was gilt?"),
        ("E2", "x" * 201, "Bitte höchstens 200 Zeichen"),
    ],
)
def test_a_mistake_is_named_by_its_cell_and_nothing_stays(
    place: str, value: Any, said: str, people: Story, period: GoalPeriod, noon: datetime
) -> None:
    """Text in a number, unknown strand or field of action, percentage without parts."""
    planned = take(people, period, changed(place, value), at=noon)
    assert not planned.done
    assert [each.cell for each in planned.mistakes if said in each.message] in (
        [place], ["C2"], ["F3"]
    )  # fmt: skip
    assert not GoalVersion.objects.exists()
    assert PlanningUpload.objects.exists()


@pytest.mark.parametrize(
    ("spoil", "cell", "said"),
    [("merged", "A3", "mit anderen verbunden"), ("formula", "J2", "ohne gespeichertes Ergebnis")],
)
def test_what_is_not_in_the_file_is_refused_where_it_stands(
    spoil: str, cell: str, said: str, people: Story, period: GoalPeriod, noon: datetime
) -> None:
    found = take(people, period, book(spoil=spoil), at=noon).mistakes
    assert [each.cell for each in found if said in each.message] == [cell]


def test_hidden_sheets_are_named(people: Story, period: GoalPeriod, noon: datetime) -> None:
    planned = take(people, period, book(spoil="hidden"), at=noon, dry=True)
    assert planned.notes == ["Ausgeblendete Blätter wurden nicht gelesen: 1."]


def test_the_rules_run_in_the_trial(people: Story, period: GoalPeriod, noon: datetime) -> None:
    """Target below the baseline warns, a part above its whole hinders; both by the same engine."""
    planned = take(people, period, changed("J2", 3), at=noon, dry=True)
    assert not planned.mistakes
    assert [each.rule for each in planned.warnings] == ["target_at_least_baseline"]
    head, rows = (*HEAD, "Soll 2023 von"), [(*ROWS[0], 5)]
    planned = take(people, period, book([head, *rows]), at=noon)
    said = {(each.cell, each.message) for each in planned.mistakes}
    assert (
        "J2",
        "Teilnehmende Vereine, 2023: Der Zielwert (8) ist größer als sein Ganzes (5).",
    ) in said


def test_a_share_is_read_from_two_columns(
    people: Story, period: GoalPeriod, noon: datetime
) -> None:
    head = (*HEAD[:8], "Soll 2023", "Soll 2023 von", "Soll 2024", "Soll 2024 von")
    planned = take(people, period, book([head, (*ROWS[0][:8], 8, 40, 10, 40)]), at=noon)
    assert planned.done, planned.mistakes
    terms = IndicatorTerms.objects.select_related("indicator").get()
    assert terms.indicator.kind == Kind.SHARE
    assert [int(each.of or 0) for each in terms.targets.all()] == [40, 40]


def test_csv_with_a_title_above_the_header(
    people: Story, period: GoalPeriod, noon: datetime
) -> None:
    lines = ["Arbeitsplanung;;;;;;;;;;", ";".join(HEAD)]
    lines += [";".join(map(str, row)) for row in ROWS]
    planned = take(people, period, "\n".join(lines).encode("cp1252"), at=noon)
    assert planned.done, planned.mistakes
    assert len(planned.goals) == 2
    assert "Windows-1252" in planned.notes[0]


def test_columns_are_remembered(people: Story, period: GoalPeriod, noon: datetime) -> None:
    """What somebody chose for „Wofür“ is proposed the next time these headers come."""
    rows = [("Wofür", "Strang", "Was"), ("Zehn Vereine öffnen sich.", "IQ", "Dialog Sport")]
    upload = uploads.upload_planning(
        period=period, name="a.xlsx", content=book(rows), by=people.specialist, at=noon
    )
    assert columns_of(upload) == {1: "strand"}
    columns = {0: "text", 1: "strand", 2: "measure-title", 9: "unknown"}
    uploads.choose_columns(upload=upload, columns=columns, by=people.specialist, at=noon)
    assert uploads.take_upload(upload=upload, by=people.specialist, at=noon, dry=False).done
    assert PlanningMapping.objects.get().columns == {
        "wofür": "text", "strang": "strand", "was": "measure-title"
    }  # fmt: skip
    again = uploads.upload_planning(
        period=period, name="b.xlsx", content=book(rows), by=people.head, at=noon
    )
    assert columns_of(again) == {0: "text", 1: "strand", 2: "measure-title"}
    assert uploads.is_remembered(period, uploads.sheet_of(again))
    planned = uploads.take_upload(upload=again, by=people.head, at=noon, dry=False)
    assert [each.message for each in planned.mistakes] == [
        "Ein Ziel mit diesem Titel steht schon in dieser Periode."
    ]


def test_the_template_is_read_without_matching(
    people: Story, period: GoalPeriod, noon: datetime
) -> None:
    content = planning_template(period)
    with pytest.raises(TableRefused, match="keine Zeilen unter der Kopfzeile"):
        read_planning(content)
    known = meanings(period.each_year)
    labels = [each.label for each in known.values()]
    assert list(proposed(labels, known, {}).values()) == list(known)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "leer"),
        (b"nur ein Wort", "keine Kopfzeile"),
        (b"%PDF-1.7", "keine Tabelle"),
        (b"x" * (2 * 1024 * 1024 + 1), "größer als 2 MB"),
    ],
)
def test_files_that_are_no_tables(
    content: bytes, said: str, people: Story, period: GoalPeriod, noon: datetime
) -> None:
    with pytest.raises(TableRefused, match=said):
        take(people, period, content, at=noon)
    assert not PlanningUpload.objects.exists()


def test_only_into_a_draft_and_by_the_centre(people: Story, noon: datetime) -> None:
    submitted = people.submitted(at=noon, goals=1)
    with pytest.raises(ControllingRefused, match="Eingelesen wird in einen Entwurf"):
        take(people, submitted, book(), at=noon)
    with pytest.raises(PermissionDenied):
        uploads.upload_planning(
            period=submitted, name="x", content=book(), by=people.adviser, at=noon
        )


def test_what_nobody_took_over_is_forgotten(
    people: Story, period: GoalPeriod, noon: datetime
) -> None:
    take(people, period, book(), at=noon, dry=True)
    assert uploads.forget_uploads(at=noon + timedelta(days=29)) == 0
    assert uploads.forget_uploads(at=noon + timedelta(days=31)) == 1
