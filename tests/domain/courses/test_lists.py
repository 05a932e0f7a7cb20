"""A provider's own table read in: columns remembered, damaged rows told, the same twice is once."""

from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from drehscheibe.domain.courses.list_taking import (
    choose_columns,
    take_list,
    upload_list,
)
from drehscheibe.domain.courses.models import CourseMapping, CourseOffer
from drehscheibe.kernel.tables.lists import columns_of
from drehscheibe.kernel.tables.refusals import TableRefused
from drehscheibe.kernel.tables.rows import Taken
from tests import factories
from tests.domain.courses import stories
from tests.domain.courses.stories import AT, Stage

pytestmark = pytest.mark.django_db
HEAD = "Kurs-Nr.;Kurstitel;Niveau;Beginn;Kursende;Wochentage;Uhrzeit;Belegt;Kapazität;Betreuung"
GOOD = "D-17;Deutsch am Abend;A1-A2;01.06.2026;18.12.2026;Mo, Mi;18:00–20:15;12;20;ja"


def upload(stage: Stage, *lines: str, head: str = HEAD, encoding: str = "utf-8") -> Any:
    content = "\n".join((head, *lines)).encode(encoding)
    return upload_list(actor=stage.actor, name="kurse.csv", content=content, by=stage.keeper, at=AT)


def taken(stage: Stage, *lines: str, dry: bool = False, **more: Any) -> Taken:
    return take_list(upload=upload(stage, *lines, **more), by=stage.keeper, at=AT, dry=dry)


def test_a_list_becomes_published_courses() -> None:
    found = taken(Stage(), GOOD)
    assert (found.done, [title for _, title in found.new]) == (True, ["Deutsch am Abend"])
    offer = CourseOffer.objects.get()
    assert (offer.level_from, offer.level_to, offer.free) == (1, 2, 8)
    assert (offer.starts_on, offer.childcare) == (date(2026, 6, 1), "onsite")
    assert [(each.weekday, each.begins) for each in offer.slots.all()] == [
        (1, time(18)), (3, time(18)),
    ]  # fmt: skip
    assert offer.standing == "published"


def test_the_same_list_twice_changes_nothing_and_a_new_number_changes_that_course() -> None:
    stage = Stage()
    taken(stage, GOOD)
    again = taken(stage, GOOD)
    assert (len(again.same), again.new, again.changed) == (1, [], [])
    later = taken(stage, GOOD.replace(";12;20;", ";20;20;"))
    assert (len(later.changed), CourseOffer.objects.get().is_full) == (1, True)


def test_without_numbers_the_same_list_twice_is_once() -> None:
    stage, bare = Stage(), GOOD.removeprefix("D-17")
    taken(stage, bare)
    assert len(taken(stage, bare).same) == CourseOffer.objects.count() == 1


def test_what_the_list_no_longer_names_is_told_and_stays() -> None:
    stage = Stage()
    taken(stage, GOOD)
    found = taken(stage, GOOD.replace("D-17", "D-18").replace("am Abend", "am Morgen"))
    assert found.absent == ["Deutsch am Abend"]
    assert CourseOffer.objects.filter(standing="published").count() == 2


@pytest.mark.parametrize(
    ("row", "cell", "says"),
    [
        (GOOD.replace("A1-A2", "gut"), "C2", "Niveau von A1 bis C2"),
        (GOOD.replace("01.06.2026", "31.06.2026"), "D2", "31.06.2026"),
        (GOOD.replace("Mo, Mi", "werktags"), "F2", "Bitte Tage wie"),
        (GOOD.replace("18:00–20:15", "abends"), "G2", "Bitte eine Uhrzeit"),
        (GOOD.replace("18:00–20:15", "25:00–26:00"), "G2", "keine Uhrzeit"),
        (GOOD.replace(";12;20;", ";21;20;"), "H2", "mehr Plätze belegt"),
        (GOOD.replace(";12;", ";zwölf;"), "H2", "keine ganze Zahl"),
        (GOOD.replace("18.12.2026", "18.12.2025"), "E2", "vor dem ersten"),
        (GOOD.replace("Deutsch am Abend", ""), "B2", "fehlt eine Angabe"),
    ],
)
def test_a_damaged_row_is_told_with_its_cell_and_nothing_is_taken(
    row: str, cell: str, says: str
) -> None:
    found = taken(Stage(), GOOD.replace("D-17", "D-1"), row)
    assert [(each.cell.replace("3", "2"), says in each.message) for each in found.mistakes] == [
        (cell, True)
    ]
    assert (found.done, CourseOffer.objects.count()) == (False, 0)


def test_the_same_course_twice_in_a_list_is_a_mistake() -> None:
    found = taken(Stage(), GOOD, GOOD)
    assert [each.message for each in found.mistakes] == ["Dieser Kurs steht schon in Zeile 2."]


def test_without_a_town_a_course_is_where_its_provider_is() -> None:
    stage = Stage()
    stories.town(stage.centre, "Lünen")
    taken(stage, GOOD)
    assert CourseOffer.objects.get().municipality == stage.town
    stage.actor.revisions.get().places.update(town="Anderswo")
    found = taken(stage, GOOD.replace("D-17", "D-18"))
    assert [(each.column, each.message) for each in found.mistakes] == [
        ("Ort", "Bitte nennen Sie den Ort.")
    ]


def test_a_try_keeps_nothing() -> None:
    found = taken(Stage(), GOOD, dry=True)
    assert (found.done, len(found.new), CourseOffer.objects.count()) == (False, 1, 0)


def test_strange_headers_are_matched_once_and_remembered() -> None:
    stage, head = Stage(), "X1;X2;X3;X4"
    row = "Deutsch für alle;B1;01.06.2026;18.12.2026"
    first = upload(stage, row, head=head)
    assert columns_of(first) == {}
    chosen = {0: "title", 1: "level_to", 2: "starts_on", 3: "ends_on"}
    choose_columns(upload=first, columns=chosen, by=stage.keeper, at=AT)
    assert take_list(upload=first, by=stage.keeper, at=AT, dry=False).done
    assert columns_of(upload(stage, row, head=head)) == chosen
    assert CourseMapping.objects.count() == 1


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_other_encodings_are_read(encoding: str) -> None:
    found = taken(Stage(), GOOD.replace("Abend", "Frühstück"), encoding=encoding)
    assert found.new[0][1] == "Deutsch am Frühstück"


@pytest.mark.parametrize("content", [b"", b"\x00" * 50, b"%PDF-1.7", b"PK\x03\x04kaputt"])
def test_a_useless_file_is_refused(content: bytes) -> None:
    stage = Stage()
    with pytest.raises(TableRefused):
        upload_list(actor=stage.actor, name="x", content=content, by=stage.keeper, at=AT)


def test_a_million_rows_are_refused_before_they_are_read() -> None:
    stage = Stage()
    with pytest.raises(TableRefused):
        upload(stage, *["a;b"] * 1_000_000)


def test_another_centre_takes_no_list() -> None:
    stage = Stage()
    stranger = factories.person("specialist", of=factories.centre("Kreis Soest").organisation)
    with pytest.raises(PermissionDenied):
        upload_list(actor=stage.actor, name="x", content=b"a;b\n1;2", by=stranger, at=AT)
