"""A centre's own table of actors: mapped, remembered, tried, all or nothing (no. 6, area 11)."""

from datetime import date, time
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drehscheibe.domain.directory.keeping import TOWN_NEEDED
from drehscheibe.domain.directory.lists.giving import COLUMNS, give_list
from drehscheibe.domain.directory.lists.taking import take_list
from drehscheibe.domain.directory.lists.uploads import choose_columns, upload_list
from drehscheibe.domain.directory.models import Actor, ActorMapping, ActorPlace
from drehscheibe.domain.directory.saying import said_in
from drehscheibe.domain.directory.wording import Place, Wording
from drehscheibe.domain.directory.writing import write
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.audit.selectors import broken_links, history_of
from drehscheibe.kernel.tables.csv_out import write_csv
from drehscheibe.kernel.tables.lists import columns_of
from drehscheibe.kernel.tables.refusals import TableRefused
from drehscheibe.kernel.tables.rows import Taken
from drehscheibe.kernel.tables.xlsx_out import write_xlsx
from tests import factories
from tests.domain.directory.stories import AT, Stage, field

pytestmark = pytest.mark.django_db
HEAD = "Name;Art;Tel.;Sprachen;Straße;PLZ;Ort;Öffnungszeiten;Schutzvermerk"
GOOD = (
    "Haus der Hilfe;Verein;0231 5;Deutsch, Arabisch;Weg 3;44137;Dortmund;"
    "Mo–Mi 9–12, 14–16:30; Fr 10–12 mit Termin;nein"
).replace("16:30; Fr", "16:30, Fr")


@pytest.fixture
def stage() -> Stage:
    field("pt.mso", label="Verein")
    field("pt.kirche", label="Kirche / Religionsgemeinschaft")
    return Stage()


def upload(stage: Stage, *lines: str, head: str = HEAD, encoding: str = "utf-8") -> Any:
    content = "\n".join((head, *lines)).encode(encoding)
    return upload_list(
        centre=stage.centre, name="akteure.csv", content=content, by=stage.keeper, at=AT
    )


def taken(stage: Stage, *lines: str, dry: bool = False, **more: Any) -> Taken:
    return take_list(upload=upload(stage, *lines, **more), by=stage.keeper, at=AT, dry=dry)


def given(stage: Stage, form: str = "csv") -> bytes:
    rows = give_list(centre=stage.centre, form="csv", by=stage.keeper, at=AT)
    return write_csv(COLUMNS, rows) if form == "csv" else write_xlsx(COLUMNS, rows, title="A")


def shown(name: str = "Haus der Hilfe") -> Wording:
    return said_in(Actor.objects.get(revisions__shown=True, revisions__name=name).revisions.get(
        shown=True))  # fmt: skip


def test_a_table_becomes_actors_the_public_knows(stage: Stage) -> None:
    found = taken(stage, GOOD)
    assert (found.done, found.new, found.mistakes) == (True, [(2, "Haus der Hilfe")], [])
    actor, said = Actor.objects.get(), shown()
    assert (actor.kind_id, actor.municipality, actor.at_risk) == ("pt.mso", stage.town, False)
    assert (said.phone, said.languages) == ("0231 5", ("de", "ar"))
    hours = [(each.weekday, each.opens, each.by_appointment) for each in said.places[0].openings]
    assert hours == [
        (1, time(9), False), (1, time(14), False), (2, time(9), False), (2, time(14), False),
        (3, time(9), False), (3, time(14), False), (5, time(10), True),
    ]  # fmt: skip
    assert Entry.objects.filter(act="directory.list.take").count() == 1


def test_the_same_table_twice_changes_nothing_and_another_number_changes_that_actor(
    stage: Stage,
) -> None:
    taken(stage, GOOD)
    again = taken(stage, GOOD)
    assert (len(again.same), again.new, again.changed) == (1, [], [])
    later = taken(stage, GOOD.replace("0231 5", "0231 7"))
    assert ([title for _, title in later.changed], shown().phone) == (["Haus der Hilfe"], "0231 7")
    assert Actor.objects.count() == 1


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_table_given_out_is_read_in_again_without_a_change(stage: Stage, form: str) -> None:
    places = (
        Place("Dortmund", street="=Weg 3", postcode="44137", step_free=True,
              valid_from=date(2026, 1, 1), valid_to=date(2026, 12, 31)),
        Place("Lünen", kind="post", note="Hinterhaus"),
        Place("Dortmund", kind="events", street="Saal 1"),
    )  # fmt: skip
    stage.actor("Haus der Hilfe", said={"places": places, "phone": "+49 231 5"})
    stage.actor("Frauenhaus", at_risk=True)
    field("pt.schule", label="Schule")
    stage.actor("Schule am Wall", kind="pt.schule", school_number="123456")
    content = given(stage, form)
    kept = upload_list(centre=stage.centre, name="a", content=content, by=stage.keeper, at=AT)
    found = take_list(upload=kept, by=stage.keeper, at=AT, dry=False)
    assert (found.mistakes, len(found.same), found.changed, found.absent) == ([], 2, [], [])
    assert found.done
    assert "Schule am Wall" not in content.decode("utf-8", "replace")


def test_columns_that_are_not_there_leave_what_is_kept(stage: Stage) -> None:
    taken(stage, GOOD)
    before = shown()
    found = taken(stage, "Haus der Hilfe;0231 99", head="Name;Telefon")
    assert (len(found.changed), shown().phone) == (1, "0231 99")
    assert (shown().places, shown().languages) == (before.places, before.languages)


def test_sc_11_4_an_empty_cell_takes_no_guard_away(stage: Stage) -> None:
    stage.actor("Frauenhaus", at_risk=True)
    head = "Name;Telefon;Schutzvermerk"
    taken(stage, "Frauenhaus;0231 8;", head=head)
    assert Actor.objects.get().at_risk
    taken(stage, "Frauenhaus;0231 8;nein", head=head)
    assert not Actor.objects.get().at_risk


def test_sc_11_4_a_guard_needs_the_town_that_is_told(stage: Stage) -> None:
    """Without it the public would learn nothing; the row says so at its cell and takes nothing."""
    head = "Name;Art;Gemeinde;Schutzvermerk"
    found = taken(stage, "Frauenhaus;Verein;;ja", head=head)
    assert [(each.cell, each.message) for each in found.mistakes] == [("C2", TOWN_NEEDED)]
    assert (found.done, Actor.objects.count()) == (False, 0)
    assert taken(stage, "Frauenhaus;Verein;Dortmund;ja", head=head).done
    assert Actor.objects.get().municipality == stage.town


@pytest.mark.parametrize(
    ("row", "cell", "says"),
    [
        (GOOD.replace(";Verein;", ";Gespenst;"), "B2", "kennen wir nicht"),
        (GOOD.replace(";Verein;", ";;"), "B2", "die Art der Organisation"),
        (GOOD.replace("Arabisch", "Klingonisch"), "D2", "kennen wir nicht als Sprache"),
        (GOOD.replace("44137", "4413"), "F2", "fünf Ziffern"),
        (GOOD.replace("Dortmund", ""), "G2", "nennen Sie den Ort"),
        (GOOD.replace("Mo–Mi", "werktags"), "H2", "die Woche so"),
        (GOOD.replace(";nein", ";vielleicht"), "I2", "ja"),
        (GOOD.replace("Haus der", "Hаus der"), "A2", "mehreren Schriften"),  # Cyrillic a
        (GOOD.replace("Haus der Hilfe", ""), "A2", "Namen der Organisation"),
        (GOOD.replace("0231 5", "am Abend"), "C2", "Telefonnummer"),
    ],
)
def test_a_damaged_row_is_told_with_its_cell_and_nothing_is_taken(
    stage: Stage, row: str, cell: str, says: str
) -> None:
    found = taken(stage, GOOD.replace("Haus der Hilfe", "Zweites Haus"), row)
    assert [(each.cell.replace("3", "2"), says in each.message) for each in found.mistakes] == [
        (cell, True)
    ], found.mistakes
    assert (found.done, Actor.objects.count()) == (False, 0)


def test_a_day_with_three_stretches_is_told_at_the_week(stage: Stage) -> None:
    found = taken(stage, GOOD.replace("9–12, 14", "8–9, 10–12, 14"))
    assert {(each.column, each.message) for each in found.mistakes} == {
        ("Öffnungszeiten (Ort 1)", "Je Tag sind zwei Öffnungszeiten möglich.")
    }


def test_marks_of_direction_fall_out_of_a_name(stage: Stage) -> None:
    taken(stage, GOOD.replace("Haus der", "Haus\u202e der"))
    assert shown().name == "Haus der Hilfe"
    assert len(taken(stage, GOOD).same) == 1


def test_a_name_that_looks_alike_is_a_question_that_the_table_can_answer(stage: Stage) -> None:
    stage.actor("Caritas Nord")
    row = GOOD.replace("Haus der Hilfe", "Caritas-Nord")
    asked = taken(stage, row)
    assert [each.cell or each.message[:40] for each in asked.mistakes] == [
        "So heißt schon ein anderer Akteur: Carit"
    ]
    found = taken(stage, f"{row};ja", head=f"{HEAD};andere Organisation")
    assert (found.done, Actor.objects.count()) == (True, 2)


def test_the_same_actor_twice_in_a_table_is_a_mistake(stage: Stage) -> None:
    found = taken(stage, GOOD, GOOD.replace("Haus der", "HAUS DER"))
    assert "Dieser Akteur steht schon in Zeile 2." in {each.message for each in found.mistakes}
    assert not found.done


def test_two_of_one_name_need_the_kennung_and_a_foreign_one_is_refused(stage: Stage) -> None:
    one, _ = stage.actor("Caritas"), stage.actor("Caritas")
    foreign = factories.centre("Kreis Soest")
    stranger = Actor.objects.create(centre=foreign, kind=field("pt.mso"), created_at=AT)
    head = "Kennung;Name;Telefon"
    unclear = taken(stage, ";Caritas;0231 4", head=head)
    assert [each.cell for each in unclear.mistakes] == ["B2"]
    assert taken(stage, f"{one.public_id};Caritas;0231 4", head=head).done
    refused = taken(stage, f"{stranger.public_id};Caritas;0231 4", head=head)
    assert [(each.cell, "keinem Akteur Ihres Zentrums" in each.message)
            for each in refused.mistakes] == [("A2", True)]  # fmt: skip


def test_sc_11_2_what_its_people_proposed_is_not_swept_away(stage: Stage) -> None:
    actor = stage.actor("Haus der Hilfe")
    write(actor, Wording("Haus der Hilfe", phone="0231 777"), by=None, at=AT)
    found = taken(stage, "Haus der Hilfe;0231 1", head="Name;Telefon")
    assert [("entscheiden Sie zuerst" in each.message) for each in found.mistakes] == [True]
    assert actor.revisions.get(standing="open").phone == "0231 777"


def test_what_the_table_no_longer_names_is_told_and_stays(stage: Stage) -> None:
    stage.actor("Altes Haus")
    found = taken(stage, GOOD)
    assert found.absent == ["Altes Haus"]
    assert Actor.objects.filter(ended_on=None, revisions__shown=True).count() == 2


def test_a_try_keeps_nothing_and_strange_headers_are_remembered(stage: Stage) -> None:
    row, head = "Haus;Kirche;0231 4", "X1;X2;X3"
    first = upload(stage, row, head=head)
    assert columns_of(first) == {}
    chosen = {0: "name", 1: "kind", 2: "phone"}
    choose_columns(upload=first, columns=chosen | {3: "secret"}, by=stage.keeper, at=AT)
    assert not take_list(upload=first, by=stage.keeper, at=AT, dry=True).done
    assert Actor.objects.count() == 0
    assert take_list(upload=first, by=stage.keeper, at=AT, dry=False).done
    first.refresh_from_db()
    assert (first.standing, ActorMapping.objects.count()) == ("done", 1)
    assert columns_of(upload(stage, row, head=head)) == chosen
    assert Actor.objects.get().kind_id == "pt.kirche"


def test_numbers_of_a_workbook_keep_their_meaning(stage: Stage) -> None:
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", "Art", "PLZ", "Ort", "Telefon"])
        sheet.write_row(1, 0, ["Haus", "Verein", 44137, "Dortmund", 2315])
        sheet.write_row(2, 0, ["Heim", "Verein", 1067, "Dresden", ""])
    kept = upload_list(
        centre=stage.centre, name="a.xlsx", content=file.getvalue(), by=stage.keeper, at=AT
    )
    found = take_list(upload=kept, by=stage.keeper, at=AT, dry=False)
    assert [(each.cell, each.message[:38]) for each in found.mistakes] == [
        ("E2", "Die Nummer ist als Zahl gespeichert, d"),
        ("C3", "Eine Postleitzahl hat fünf Ziffern."),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_other_encodings_are_read(stage: Stage, encoding: str) -> None:
    found = taken(stage, GOOD.replace("Haus", "Häuser").replace("–", "-"), encoding=encoding)
    assert found.new == [(2, "Häuser der Hilfe")]


@pytest.mark.parametrize("content", [b"", b"\x00" * 50, b"%PDF-1.7", b"PK\x03\x04kaputt"])
def test_a_useless_file_is_refused(stage: Stage, content: bytes) -> None:
    with pytest.raises(TableRefused):
        upload_list(centre=stage.centre, name="x", content=content, by=stage.keeper, at=AT)


def test_a_million_rows_are_refused_before_they_are_read(stage: Stage) -> None:
    with pytest.raises(TableRefused):
        upload(stage, *["a;b"] * 1_000_000)


def test_another_centre_reads_nothing_in_and_gets_no_table(stage: Stage) -> None:
    stranger = factories.person("specialist", of=factories.centre("Kreis Soest").organisation)
    with pytest.raises(PermissionDenied):
        upload_list(centre=stage.centre, name="x", content=b"a;b\n1;2", by=stranger, at=AT)
    with pytest.raises(PermissionDenied):
        give_list(centre=stage.centre, form="csv", by=stranger, at=AT)


def test_three_places_with_kind_and_validity_come_from_one_row(stage: Stage) -> None:
    head = (
        "Name;Art;Ort;Straße und Hausnummer;Ort 1: Art;Ort 2: Ort;Ort 2: Art;Ort 2: Gültig bis;"
        "Ort 2: Montag"
    )
    row = "Haus;Verein;Dortmund;Weg 3;Beratungsort;Lünen;Postanschrift;31.12.2026;9-12 und 14-16"
    found = taken(stage, row, head=head)
    assert found.done, found.mistakes
    places = list(ActorPlace.objects.order_by("pk").values_list("kind", "town", "valid_to"))
    assert places == [("counsel", "Dortmund", None), ("post", "Lünen", date(2026, 12, 31))]
    assert ActorPlace.objects.get(town="Lünen").openings.count() == 2


def test_a_long_table_asks_as_often_as_a_short_one(stage: Stage) -> None:
    """Tried, taken over new, taken over changed: as many statements for 2 rows as for 50."""
    taken(stage, GOOD)
    asked = []
    for many in (2, 50):
        lines = [GOOD.replace("Haus", f"Haus {many} {each}") for each in range(many)]
        changed = [each.replace("0231 5", "0231 6").replace(";nein", ";ja") for each in lines]
        steps = ((lines, True), (lines, False), (changed, False))
        asked.append([_questions(stage, *said, dry=dry) for said, dry in steps])
    assert asked[0] == asked[1]


def _questions(stage: Stage, *lines: str, dry: bool) -> int:
    kept, before = upload(stage, *lines), Actor.objects.count()
    with CaptureQueriesContext(connection) as questions:
        found = take_list(upload=kept, by=stage.keeper, at=AT, dry=dry)
    assert (found.mistakes, found.done) == ([], not dry)
    assert len(found.new) + len(found.changed) == len(lines)
    assert not dry or Actor.objects.count() == before
    return len(questions)


def test_each_row_stands_in_the_record_as_if_it_was_typed(stage: Stage) -> None:
    """Written in one statement, each entry has its own actor and the chain its order."""
    taken(stage, GOOD, GOOD.replace("Haus", "Hof"))
    taken(stage, GOOD.replace(";nein", ";ja"))
    typed = stage.actor("Getippt")
    told = ["write", "clear"]
    for actor, more in zip(Actor.objects.order_by("pk"), (["change", *told], [], []), strict=True):
        acts = [each.act.rpartition(".")[2] for each in history_of(actor)]
        assert acts == ([] if actor == typed else ["create"]) + told + more
        numbers = [each.detail["number"] for each in history_of(actor) if "number" in each.detail]
        assert numbers == sorted(numbers)
    assert broken_links() == []


def test_a_try_finds_the_mistakes_that_taking_finds(stage: Stage) -> None:
    """What is refused for its hours or letters is told before anything is written."""
    bad = (
        GOOD.replace("Mo–Mi 9–12, 14–16:30", "Mo 9–12, 11–14"),
        GOOD.replace("Haus der Hilfe", "H\u0430us der Hilfe"),
    )
    tried, done = (taken(stage, *bad, dry=dry) for dry in (True, False))
    assert tried.mistakes
    assert tried.mistakes == done.mistakes
    assert not Actor.objects.exists()
