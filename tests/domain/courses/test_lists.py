"""A provider's own table read in: columns remembered, damaged rows told, the same twice is once."""

from dataclasses import replace
from datetime import date, time
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from django.core.exceptions import PermissionDenied

from drehscheibe.domain.courses.details import details_of
from drehscheibe.domain.courses.keeping import Seats, change_course
from drehscheibe.domain.courses.list_cells import days, spans
from drehscheibe.domain.courses.list_taking import (
    choose_columns,
    take_list,
    upload_list,
)
from drehscheibe.domain.courses.models import CourseMapping, CourseOffer
from drehscheibe.kernel.tables.lists import columns_of
from drehscheibe.kernel.tables.refusals import CellRefused, TableRefused
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


def test_a_title_with_the_day_beside_it_is_no_header() -> None:
    stage = Stage()
    found = taken(stage, "", HEAD, GOOD, head="Kursliste Herbst;Stand 01.05.2026")
    assert [title for _, title in found.new] == ["Deutsch am Abend"]


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


def test_what_the_list_has_no_column_for_stays_as_the_centre_wrote_it() -> None:
    """The same list again takes away neither days off nor the ages of children nor seats."""
    stage = Stage()
    taken(stage, GOOD)
    offer = CourseOffer.objects.get()
    holidays = (date(2026, 10, 19), date(2026, 10, 21))
    more = replace(
        details_of(offer), days_off=holidays, childcare_from=2, phone="0231 1", units=300
    )
    change_course(offer=offer, details=more, seats=Seats(20, 15), by=stage.keeper, at=AT)
    short = "D-17;Deutsch am Abend;A1-A2;01.06.2026;08.01.2027"
    found = taken(stage, short, head="Kurs-Nr.;Kurstitel;Niveau;Beginn;Kursende")
    assert (len(found.changed), found.mistakes) == (1, [])
    offer.refresh_from_db()
    assert details_of(offer) == replace(more, ends_on=date(2027, 1, 8))
    assert (offer.seats_max, offer.seats_booked) == (20, 15)
    again = taken(stage, short, head="Kurs-Nr.;Kurstitel;Niveau;Beginn;Kursende")
    assert (len(again.same), again.changed) == (1, [])


def test_a_list_without_numbers_knows_a_numbered_course_again_and_the_other_way_round() -> None:
    stage, bare = Stage(), GOOD.removeprefix("D-17")
    taken(stage, GOOD)
    assert len(taken(stage, bare).same) == 1
    assert CourseOffer.objects.get().number == "D-17"
    CourseOffer.objects.update(number="")
    assert len(taken(stage, GOOD).changed) == 1
    assert CourseOffer.objects.get().number == "D-17"


def test_a_row_that_could_be_either_of_two_courses_is_asked_for_its_number() -> None:
    stage = Stage()
    taken(stage, GOOD, GOOD.replace("D-17", "D-18"))
    found = taken(stage, GOOD.removeprefix("D-17"))
    assert [each.message for each in found.mistakes] == [
        "Zwei Ihrer Kurse heißen so und beginnen an diesem Tag. Bitte nennen Sie die Kursnummer."
    ]
    assert CourseOffer.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Mo Mi", (1, 3)), ("Di\nDo", (2, 4)), ("Mo. Mi. Fr.", (1, 3, 5)), ("Di–Do", (2, 3, 4)),
        ("Mo. bis Fr.", (1, 2, 3, 4, 5)), ("Fr-Mo", (1, 5, 6, 7)), ("Mo-Mi Sa", (1, 2, 3, 6)),
    ],
)  # fmt: skip
def test_days_are_a_range_only_where_somebody_wrote_one(text: str, read: tuple[int, ...]) -> None:
    assert days(text) == read


@pytest.mark.parametrize(
    "day", ["1.6.26", "Mo, 01.06.2026", "Montag 1.6.26", "2026-06-01 00:00:00"]
)
def test_a_day_is_read_as_lists_write_it(day: str) -> None:
    assert taken(Stage(), GOOD.replace("01.06.2026", day)).mistakes == []
    assert CourseOffer.objects.get().starts_on == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("day", "says"),
    [("Di, 01.06.2026", "ist kein Di. Was stimmt?"), ("06/01/2026", "Tag.Monat.Jahr"),
     ("31.6.26", "gibt es nicht"), ("46174", "Tag.Monat.Jahr"), ("1.6.", "Tag.Monat.Jahr")],
)  # fmt: skip
def test_a_day_that_could_be_another_is_refused_at_its_cell(day: str, says: str) -> None:
    (mistake,) = taken(Stage(), GOOD.replace("01.06.2026", day)).mistakes
    assert mistake.cell == "D2"
    assert says in mistake.message


APART = HEAD.replace("Uhrzeit", "Uhrzeit von;Uhrzeit bis")


def apart(begins: str, ends: str) -> str:
    return GOOD.replace("18:00–20:15", f"{begins};{ends}")


@pytest.mark.parametrize(
    ("begins", "ends"),
    [("18:00", "20:15"), ("18", "20.15 Uhr"), ("18:00:00", "20:15:00"), ("18 h", "20:15h")],
)
def test_begin_and_end_may_stand_in_columns_of_their_own(begins: str, ends: str) -> None:
    stage = Stage()
    assert taken(stage, apart(begins, ends), head=APART).mistakes == []
    slots = CourseOffer.objects.get().slots.values_list("weekday", "begins", "ends")
    assert list(slots) == [(1, time(18), time(20, 15)), (3, time(18), time(20, 15))]
    assert len(taken(stage, GOOD).same) == 1  # told in one cell, it is the same


@pytest.mark.parametrize(
    ("begins", "ends", "cell", "says"),
    [
        ("18:00", "", "H2", "Anfang und Ende"),
        ("", "20:15", "G2", "Anfang und Ende"),
        ("18:60", "20:15", "G2", "eine Uhrzeit wie"),
        ("0,75", "20:15", "G2", "eine Uhrzeit wie"),
        ("18:00 oder 19:00", "20:15", "G2", "eine Uhrzeit wie"),
        ("20:15", "18:00", "", ""),
    ],
)
def test_begin_and_end_that_are_no_times_are_refused_at_their_cell(
    begins: str, ends: str, cell: str, says: str
) -> None:
    (mistake,) = taken(Stage(), apart(begins, ends), head=APART).mistakes
    assert mistake.cell == cell or not cell
    assert says in mistake.message
    assert not CourseOffer.objects.exists()


def test_times_a_spreadsheet_keeps_as_times_are_times() -> None:
    """A cell that shows 18:00 holds three quarters of a day."""
    stage, file = Stage(), BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet, clock = book.add_worksheet(), book.add_format({"num_format": "hh:mm"})
        sheet.write_row(0, 0, APART.split(";"))
        for place, word in enumerate(apart("18:00", "20:15").split(";")):
            if ":" in word:
                sheet.write_datetime(1, place, time.fromisoformat(word), clock)
            else:
                sheet.write(1, place, word)
    kept = upload_list(
        actor=stage.actor, name="k.xlsx", content=file.getvalue(), by=stage.keeper, at=AT
    )
    assert take_list(upload=kept, by=stage.keeper, at=AT, dry=False).mistakes == []
    slots = CourseOffer.objects.get().slots.values_list("weekday", "begins", "ends")
    assert list(slots) == [(1, time(18), time(20, 15)), (3, time(18), time(20, 15))]


def test_times_told_twice_must_be_the_same() -> None:
    stage, head = Stage(), f"{APART};Zeiten"
    row = f"{apart('18:00', '20:15')};18:00–20:15"
    assert taken(stage, row.replace("–20:15", "–21:15"), head=head).mistakes[0].cell == "L2"
    assert taken(stage, row, head=head).done


@pytest.mark.parametrize(
    "text",
    ["900-1215", "Mo 9-12, Mi 18-20", "9-12, ab 14 Uhr", "9:00-12:15:00", "9-12 (Gruppe 2: 13-16)"],
)
def test_hours_that_are_understood_in_part_are_refused_whole(text: str) -> None:
    with pytest.raises(CellRefused, match="Bitte eine Uhrzeit"):
        spans(text)


def test_hours_are_read_with_the_words_around_them() -> None:
    assert spans("von 9 bis 12.15 Uhr und 13:00 – 15:30 Uhr") == (
        (time(9), time(12, 15)), (time(13), time(15, 30)),
    )  # fmt: skip


def test_signs_nobody_sees_make_no_other_course_and_turn_no_title_round() -> None:
    """A byte order mark inside, a joiner of width zero, letters in two parts, an override."""
    stage, strange = Stage(), "Fru\u0308hku\u0308rs\u202e am\u00a0Abend"
    taken(stage, GOOD.replace("D-17", "").replace("Deutsch am Abend", strange))
    assert CourseOffer.objects.get().title == "Frühkürs am Abend"
    plain = GOOD.replace("Deutsch am Abend", "Frühkürs am Abend")
    taken(stage, plain)
    found = taken(stage, plain.replace("D-17", "\ufeffD-\u200b17"))
    assert (len(found.same), found.new) == (1, [])
    offer = CourseOffer.objects.get()
    change_course(
        offer=offer, details=replace(details_of(offer), title="Abend\u202esruk"),
        seats=Seats(20, 12), by=stage.keeper, at=AT,
    )  # fmt: skip
    assert CourseOffer.objects.get().title == "Abend sruk"
