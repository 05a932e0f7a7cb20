"""What is written is found as people ask for it, in any language; what is withdrawn is not."""

from datetime import UTC, datetime, time

import pytest

from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.times import weekly
from drehscheibe.domain.finding.models import SearchDocument
from drehscheibe.domain.finding.refreshing import refresh
from drehscheibe.domain.finding.searching import Answer, Part, search
from drehscheibe.domain.guide.adopting import adopt
from drehscheibe.domain.guide.publishing import withdraw
from tests.domain.courses.stories import Stage
from tests.domain.guide.stories import AT, LATER, House, house, office, page, release, texts, write

pytestmark = pytest.mark.django_db
WITH_OFFICES = datetime(2026, 11, 22, 12, tzinfo=UTC)
"""The names people use for offices hold from this day."""


def titles(question: str, language: str = "de", **of: object) -> list[str]:
    """Titles found, best first."""
    answer = ask(question, language, **of)
    return [" ".join(piece.text for piece in hit.title) for hit in answer.hits]


def ask(question: str, language: str = "de", **of: object) -> Answer:
    at = of.pop("at", AT)
    return search(question, language=language, at=at, part=Part(**of))  # type: ignore[arg-type]


def told(*pages: tuple[str, str]) -> House:
    """A guide with these pages, found."""
    of = house()
    for title, text in pages:
        page(of, title, text)
    refresh(at=WITH_OFFICES)
    return of


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Wohnungen", "Wohnung suchen"),  # inflected
        ("wohn", "Wohnung suchen"),  # begun
        ("Sprachkurs", "Integrationssprachkurse"),  # within a longer word
        ("auslanderbehorde", "Ausländerbehörde"),  # without marks
        ("AUSLAENDERBEHOERDE", "Ausländerbehörde"),
        ("Arbeitsamt", "Jobcenter und Agentur"),  # as people call it
        ("iş kurumu", "Jobcenter und Agentur"),
        ("مكتب العمل", "Jobcenter und Agentur"),
        ("центр зайнятості", "Jobcenter und Agentur"),
        ("suchen nach einer Wohnung", "Wohnung suchen"),  # words that say nothing
    ],
)
def test_a_page_is_found_as_people_ask(question: str, title: str) -> None:
    told(("Wohnung suchen", "Die Miete."), ("Integrationssprachkurse", "Lernen."),
         ("Ausländerbehörde", "Aufenthalt."), ("Jobcenter und Agentur", "Geld."))  # fmt: skip
    found = ask(question, at=WITH_OFFICES)
    assert (titles(question, at=WITH_OFFICES), found.meant) == ([title], "")


@pytest.mark.parametrize(
    ("typed", "meant", "title"),
    [
        ("Wonung", "Wohnung", "Wohnung suchen"),
        ("Auslenderamt", "Ausländeramt", "Ausländerbehörde"),
        ("Kindergarden anmelden", "Kindergarten anmelden", "Kindergarten anmelden"),
    ],
)
def test_a_typing_error_finds_what_was_meant_and_says_so(
    typed: str, meant: str, title: str
) -> None:
    told(("Wohnung suchen", ""), ("Ausländerbehörde", ""), ("Kindergarten anmelden", ""))
    found = ask(typed, at=WITH_OFFICES)
    assert (titles(typed, at=WITH_OFFICES), found.meant) == ([title], meant)


def test_the_name_of_an_office_is_told_even_where_no_text_speaks_of_it() -> None:
    told(("Wohnung suchen", ""))
    assert ask("مكتب العمل", "ar", at=WITH_OFFICES).offices == ("Jobcenter", "Agentur für Arbeit")
    found = ask("Auslenderamt", at=WITH_OFFICES)
    assert (found.meant, found.offices, found.hits) == ("Ausländeramt", ("Ausländerbehörde",), [])


def test_who_names_an_office_is_not_told_another_name_for_it() -> None:
    """Who needs the Jobcenter is not sent to the Agentur für Arbeit; texts of both are found."""
    told(("Agentur für Arbeit", "Arbeit finden."))
    found = ask("jobcenter", at=WITH_OFFICES)
    assert (found.offices, len(found.hits)) == ((), 1)


STRANGE = ["Zahnarzt", "", "   ", "!!", "\x00", "\ud800", "𓀀", "漢字", "ሰላም", "'':*|", "#&c"]


@pytest.mark.parametrize("question", STRANGE)
def test_what_nobody_writes_is_not_found(question: str) -> None:
    told(("Wohnung suchen", "Die Miete."))
    assert ask(question) == Answer([], 0, {})


@pytest.mark.parametrize(
    ("language", "title", "question"),
    [
        ("ar", "السكن في ألمانيا", "سكن"),
        ("ar", "اللُّغة الألمانيّة", "اللغه الالمانيه"),
        ("tr", "İşsizlik parası", "issizlik parasi"),
        ("ru", "Жильё", "жилье"),
        ("ku", "Xanî", "xani"),
        ("fa", "کلاس زبان", "كلاس زبان"),
    ],
)
def test_every_language_is_found_by_its_readers_and_by_others(
    language: str, title: str, question: str
) -> None:
    of = told()
    made = page(of, "Seite", "Wort.")
    write(of, made.sections.get(kind="title"), title, language)
    release(of, made, language)
    refresh(at=AT)
    assert titles(question, language) == titles(question, "de") == [title]
    assert ask(question).hits[0].language == language


def test_of_a_page_in_two_languages_the_reader_s_is_shown_once() -> None:
    of = told()
    made = page(of, "Jobcenter", "Geld.")
    write(of, made.sections.get(kind="title"), "Jobcenter (Centrum)", "ro")
    release(of, made, "ro")
    refresh(at=AT)
    assert titles("Jobcenter", "ro") == ["Jobcenter (Centrum)"]
    assert titles("Jobcenter", "tr") == ["Jobcenter"]


def test_a_shared_page_that_many_adopted_is_found_once() -> None:
    land = office()
    source = page(land, "Wohngeld", "Zuschuss zur Miete.")
    for name in ("Kreis Soest", "Kreis Unna"):
        of = house(name)
        adopt(source=source, guide=of.guide, by=of.writer, at=AT)
    refresh(at=AT)
    assert [hit.key.split("/")[0] for hit in ask("Wohngeld").hits] == ["land"]


def test_what_is_withdrawn_is_gone_at_once_without_a_refresh() -> None:
    of = told()
    made, below = page(of, "Wohngeld", "Text."), None
    below = page(of, "Antrag auf Wohngeld", "Text.", parent=made)
    stage = Stage()
    course = stage.course(title="Wohngeld verstehen")
    refresh(at=AT)
    assert len(titles("Wohngeld")) == 3
    CourseOffer.objects.filter(pk=course.pk).update(standing="cancelled")
    assert len(titles("Wohngeld")) == 2
    withdraw(edition=made.editions.get(), reason="Weg.", by=of.checker, at=LATER)
    assert titles("Wohngeld") == []
    assert below.editions.get().status == "published"  # hidden by the page above it alone


def test_a_translation_withdrawn_is_gone_and_the_german_page_stays() -> None:
    of = told()
    made = page(of, "Wohngeld", "Text.")
    write(of, made.sections.get(kind="title"), "Wohngeld (ödenek)", "tr")
    write(of, texts(made)[0], "Metin.", "tr")
    release(of, made, "tr")
    refresh(at=AT)
    withdraw(edition=made.editions.get(language="tr"), reason="Falsch.", by=of.checker, at=LATER)
    assert titles("ödenek", "tr") == []
    refresh(at=LATER)
    assert titles("Wohngeld", "tr") == ["Wohngeld"]


def test_hits_carry_the_number_to_call_and_fall_into_kinds() -> None:
    told(("Deutsch lernen", "Kurse."))
    stage = Stage()
    stage.course(title="Deutsch am Abend")
    refresh(at=AT)
    found = ask("Deutsch")
    phones = {"course": "0231 000", "guide": "", "actor": "0231 000"}  # the provider speaks it
    assert {hit.kind: hit.phone for hit in found.hits} == phones
    assert found.kinds == dict.fromkeys(phones, 1)
    only = ask("Deutsch", kind="course")
    assert ([hit.kind for hit in only.hits], only.total, only.kinds) == (
        ["course"], 1, found.kinds
    )  # fmt: skip


def test_pages_follow_each_other() -> None:
    told(*((f"Thema {each}", "Wohnen.") for each in range(7)))
    seen = [titles("Wohnen", page=number, size=3) for number in (1, 2, 3, 4)]
    assert [len(each) for each in seen] == [3, 3, 1, 0]
    assert len({each for part in seen for each in part}) == 7


def test_of_an_actor_at_risk_only_the_town_is_found() -> None:
    stage = Stage()
    type(stage.actor).objects.filter(pk=stage.actor.pk).update(at_risk=True)
    refresh(at=AT)
    assert titles("Volkshochschule") == ["Volkshochschule Beispiel"]
    assert ask("Beispielweg").meant == "Beispiel"
    document = SearchDocument.objects.get(kind="actor")
    assert "Beispielweg" not in document.text + document.vector


def test_sc_11_4_from_the_moment_of_the_guard_no_copy_of_the_address_is_left() -> None:
    """Neither of the actor nor of its course; the next run of the job writes the town alone."""
    stage = Stage()
    stage.course(title="Stufe A2 am Vormittag")
    refresh(at=AT)
    assert set(titles("Beispielweg")) == {"Volkshochschule Beispiel", "Stufe A2 am Vormittag"}
    type(stage.actor).objects.filter(pk=stage.actor.pk).update(at_risk=True)
    assert titles("Beispielweg") == []
    assert not SearchDocument.objects.filter(kind__in=("actor", "course")).exists()
    refresh(at=AT)
    assert set(titles("Volkshochschule")) == {"Volkshochschule Beispiel", "Stufe A2 am Vormittag"}
    assert not SearchDocument.objects.filter(text__contains="Beispielweg").exists()


@pytest.mark.parametrize(
    ("question", "language"),
    [("Sprachkurs", "de"), ("German course", "en"), ("دورات اللغة الألمانية", "ar"),
     ("курс німецької", "uk"), ("Almanca kursu", "tr")],
)  # fmt: skip
def test_a_course_is_found_by_what_people_call_it(question: str, language: str) -> None:
    """Its title names a level, its provider writes German; the words are never shown."""
    Stage().course(title="Stufe A2 am Vormittag")
    refresh(at=AT)
    answer = ask(question, language)
    assert titles(question, language) == ["Stufe A2 am Vormittag"]
    assert "kursu" not in " ".join(piece.text for piece in answer.hits[0].text)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("A1 Kurs", "de"), ("Deutschkurs abends", "de"), ("Deutsch mit Kinderbetreuung", "de"),
        ("German course evening", "en"), ("A1 Almanca akşam", "tr"), ("دورة لغة مساء", "ar"),
        ("курс німецької увечері", "uk"), ("cours d'allemand soir A2", "fr"),
    ],
)  # fmt: skip
def test_a_course_is_found_by_its_level_and_the_time_somebody_has(
    question: str, language: str
) -> None:
    """In any language of the interface, as the filters of the course search would find it."""
    stage = Stage()
    evening, morning = (
        stage.course(title=title, level_from=0, level_to=2, childcare="onsite")
        for title in ("Am Abend", "Am Morgen")
    )
    for offer, begins in ((evening, time(18)), (morning, time(9))):
        bits = weekly([(2, begins, time(20))])
        CourseOffer.objects.filter(pk=offer.pk).update(weekly=bits)
    CourseOffer.objects.filter(pk=morning.pk).update(childcare="none", level_from=3, level_to=4)
    refresh(at=AT)
    assert titles(question, language) == ["Am Abend"]
    assert not ask(question, language).partly


def test_where_no_text_holds_all_words_those_with_most_of_them_stand_first() -> None:
    told(("Wohnung suchen", "Die Miete, der Vermieter."), ("Miete", "Geld vom Amt."),
         ("Arbeit", "Geld verdienen."))  # fmt: skip
    found = ask("Wohnung Miete Wellensittich")
    assert found.partly
    assert titles("Wohnung Miete Wellensittich") == ["Wohnung suchen"]
    assert titles("Miete Wellensittich")[0] == "Miete"
    assert set(titles("Wohnung Miete Geld Amt")) == {"Wohnung suchen", "Miete"}
    assert titles("Wohnung Miete Geld Amt")[0] == "Miete"  # three of them
    assert titles("Wellensittich Kanarienvogel") == []
    assert not ask("Wellensittich Kanarienvogel").partly
    assert not ask("Wohnung Miete").partly
    assert not ask("Wellensittich").partly


def test_a_typing_error_is_mended_before_words_are_left_out() -> None:
    told(("Wohnung mieten", ""), ("Wohnung", ""))
    found = ask("Wonung mieten")
    assert (found.meant, found.partly, len(found.hits)) == ("Wohnung mieten", False, 1)
    found = ask("Wonung Wellensittich")
    assert (found.meant, found.partly) == ("Wohnung wellensittich", True)
    assert len(found.hits) == 2


@pytest.mark.parametrize("typed", ["сім'ї", "сім\u2019ї", "сім\u02bcї"])
@pytest.mark.parametrize("written", ["сім'ї", "сім\u2019ї", "сім\u02bcї"])
def test_every_apostrophe_of_ukrainian_is_the_same(typed: str, written: str) -> None:
    """Keyboards write three of them; Unicode calls the right one a letter."""
    told((f"Допомога {written}", "Консультація."), ("Інше", "Консультація."))
    found = ask(typed)
    assert len(found.hits) == 1
    assert found.meant == ""
