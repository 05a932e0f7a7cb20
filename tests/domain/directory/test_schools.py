"""5,407 real schools, and the same file as spreadsheet programs damage it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db.models import Count

from drehscheibe.domain import directory
from drehscheibe.domain.directory.clearing import edit
from drehscheibe.domain.directory.models import Actor, ActorRevision, SchoolYear
from drehscheibe.domain.directory.schools.mending import Beyond, Mends
from drehscheibe.domain.directory.schools.reading import SchoolFile, read_schools
from drehscheibe.domain.directory.schools.taking import take_schools
from drehscheibe.domain.directory.wording import Place, Wording
from tests import factories

FILE = Path(directory.__file__).parent / "data" / "schools_2024_25.csv"
AT = datetime(2026, 5, 4, 9, 12, tzinfo=UTC)
HEAD, *LINES = FILE.read_text("utf-8").splitlines()
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_register")]


def a_file(*lines: str, head: str = HEAD, encoding: str = "utf-8") -> SchoolFile:
    """A file of the head and these lines."""
    return read_schools("\r\n".join((head, *lines)).encode(encoding))


def changed(line: str, **columns: str) -> str:
    """The line with other values in the columns named by their place (`c2="5111000"`)."""
    cells = line.split(",")
    for place, value in columns.items():
        cells[int(place[1:])] = value
    return ",".join(cells)


PLAIN = next(
    each for each in LINES if each.startswith("2024/25,Grundschule,05111000") and '"' not in each
)
AACHEN = next(each for each in LINES if ",05334002," in each and '"' not in each)


def test_every_school_belongs_to_the_centre_of_its_municipality() -> None:
    found = read_schools(FILE.read_bytes())
    assert (len(found.schools), found.mended, found.refused) == (5407, (), ())
    taken = take_schools(found.schools, by=None, at=AT)
    assert (len(taken.new), taken.changed, taken.waiting, taken.missing) == (5407, (), (), ())
    assert SchoolYear.objects.filter(social_index__isnull=True).count() == 1265
    of = dict(Actor.objects.values_list("centre__key").annotate(Count("pk")))
    aachen = {each.number for each in found.schools if each.ags == "05334002"}
    around = {each.number for each in found.schools if each.ags.startswith("05334")} - aachen
    assert (of["05334002"], of["05334"]) == (len(aachen), len(around))
    assert len(of) == 54
    again = take_schools(found.schools, by=None, at=AT)
    assert (again.new, again.changed, again.waiting, again.missing) == ((), (), (), ())
    assert ActorRevision.objects.count() == 5407


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"c2": "5111000"}, "„5111000“ wurde „05111000“"),
        ({"c2": "5111000.0"}, "„5111000.0“ wurde „05111000“"),
        ({"c4": "100020.0"}, "„100020.0“ wurde „100020“"),
        ({"c12": "211"}, "„211“ wurde „0211“"),
        ({"c12": "241.0"}, "„241.0“ wurde „0241“"),
        ({"c17": "220.0"}, "„220.0“ wurde „220“"),
        ({"c10": "DÃ¼sseldorf"}, "„DÃ¼sseldorf“ wurde „Düsseldorf“"),
        ({"c10": "\ufeffDüssel\u200bdorf"}, "wurde „Düsseldorf“"),
    ],
)
def test_what_a_spreadsheet_program_broke_is_mended_and_told(
    columns: dict[str, str], told: str
) -> None:
    found = a_file(changed(PLAIN, **columns))
    assert found.refused == ()
    assert [(each.number, told in each.message) for each in found.mended] == [(2, True)]
    whole = a_file(PLAIN)
    assert columns.keys() & {"c4", "c12", "c17"} or found.schools == whole.schools


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"c2": "5,11E+06".replace(",", ".")}, "Ziffern sind verloren"),
        ({"c4": "1E+05"}, "Ziffern sind verloren"),
        ({"c2": "511100"}, "nicht 8 Stellen"),
        ({"c2": "09162000"}, "keine Gemeinde in Nordrhein-Westfalen"),
        ({"c4": ""}, "Hier fehlt eine Angabe"),
        ({"c9": "4046"}, None),
        ({"c12": "2,11"}, "nicht nur aus Ziffern"),
        ({"c0": "01.07.2024"}, "kein Schuljahr"),
        ({"c8": "03. Mai"}, "ein Datum"),
        ({"c10": "D\ufffdsseldorf"}, "verloren gegangen"),
        ({"c18": "12"}, "kann nicht sein"),
        ({"c4": "10009"}, "hat nicht 6 Stellen"),
        ({"c11": "oeffentlich"}, "weder „Öffentlich“ noch „Privat“"),
        ({"c16": "225", "c17": "9", "c18": ""}, "ist keine"),
        ({"c8": "100092@schule.nrw.de"}, "verschoben"),
        ({"c0": "2023/24"}, "Darüber steht 2024/25"),
        ({"c2": "05315000"}, "ist Köln, nicht „Krfr. Stadt Düsseldorf“"),
        ({"c2": "05334004"}, "nicht „Krfr. Stadt Düsseldorf“"),
    ],
)
def test_what_is_lost_is_refused_with_its_line(columns: dict[str, str], reason: str | None) -> None:
    quoted = {place: f'"{value}"' if "," in value else value for place, value in columns.items()}
    found = a_file(AACHEN, changed(PLAIN, **quoted))
    if reason is None:  # a postcode may have lost its zero; there is none in the land, but it fits
        assert [each.number for each in found.mended] == [3]
        return
    assert found.schools == ()
    assert [(each.number, reason in each.message) for each in found.refused] == [(3, True)]


def test_a_school_number_twice_refuses_the_file() -> None:
    found = a_file(PLAIN, AACHEN, PLAIN)
    assert found.schools == ()
    assert [each.number for each in found.refused] == [4]


def test_windows_letters_are_read_and_told() -> None:
    found = a_file(PLAIN, encoding="cp1252")
    assert found.schools[0].town == "Düsseldorf"
    assert "Windows-1252" in found.notes[0]


def test_a_centre_s_own_words_stay_until_it_clears_the_directory_s() -> None:
    """Nothing that people wrote is overwritten by a file."""
    first = a_file(PLAIN).schools
    take_schools(first, by=None, at=AT)
    actor = Actor.objects.get()
    specialist = factories.person("specialist", of=actor.centre.organisation)
    edit(actor=actor, wording=Wording("Kartause-Hain-Schule", places=(Place("Düsseldorf"),)),
         by=specialist, at=AT)  # fmt: skip
    taken = take_schools(a_file(changed(PLAIN, c13="999")).schools, by=None, at=AT)
    assert (taken.waiting, taken.changed) == ((first[0].number,), ())
    assert actor.revisions.get(shown=True).name == "Kartause-Hain-Schule"
    assert actor.revisions.get(standing="open").phone.endswith(" 999")


def test_a_school_that_moved_is_shown_where_it_is_and_one_that_is_gone_is_told() -> None:
    take_schools(a_file(PLAIN, AACHEN).schools, by=None, at=AT)
    taken = take_schools(a_file(changed(PLAIN, c8="Neue Straße 1")).schools, by=None, at=AT)
    number = a_file(PLAIN).schools[0].number
    assert (taken.changed, taken.missing) == ((number,), (a_file(AACHEN).schools[0].number,))
    shown = ActorRevision.objects.get(actor__school_number=number, shown=True)
    assert (shown.number, shown.places.get().street) == (2, "Neue Straße 1")


def test_a_dialling_code_may_be_missing_but_not_nonsense() -> None:
    mends = Mends()
    assert mends.area_code("Vorwahl", "") == ""
    assert mends.area_code("Vorwahl", "0211") == "0211"
    assert mends.notes == []
    for nonsense in ("0", "1234567", "02-11"):
        with pytest.raises(Beyond):
            mends.area_code("Vorwahl", nonsense)
