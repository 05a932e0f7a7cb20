"""What people type is understood in every script; whatever they type, nothing breaks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drehscheibe.domain.finding.excerpts import Piece, excerpt
from drehscheibe.domain.finding.folding import LONGEST, MOST_WORDS, fold, words_of
from drehscheibe.domain.finding.offices import meant_by
from drehscheibe.domain.finding.questions import typed_words

TODAY = date(2026, 11, 22)
ANYTHING = st.text(alphabet=st.characters(), max_size=400) | st.sampled_from(
    [
        "\x00",
        "\ud800",
        "\u202egnunhoW",
        "a" * 10_000,
        "ﷺ" * 10_000,
        "²①",
        "<mark>",
        "' OR 1=1 --",
        "%_\\",
    ]
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ausländerbehörde", "AUSLAENDERBEHOERDE"),
        ("Straße", "strasse"),
        ("Ämter", "amter"),
        ("İŞÇİ ılık", "isci ilik"),
        ("اللُّغَة الأَلمانيّة", "اللغه الالمانيه"),
        ("مـــدرسة", "مدرسه"),
        ("کلاس فارسی", "كلاس فارسي"),
        ("می\u200cشود", "ميشود"),
        ("۱۲۳ ١٢٣", "123 123"),
        ("ещё", "еще"),
        ("școală", "scoala"),
    ],
)
def test_spellings_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_words_stay_apart() -> None:
    assert len({fold(word) for word in ("Arbeit", "Arbeiter", "عمل", "عامل", "труд", "город")}) == 6


@given(ANYTHING)
def test_whatever_is_typed_gives_few_plain_words(question: str) -> None:
    words = words_of(question)
    assert len(words) <= MOST_WORDS
    assert all(word.isalnum() and word.isprintable() for word in words)
    assert words == words_of(" ".join(words)[:LONGEST]) or len(" ".join(words)) > LONGEST
    assert len(typed_words(question)) <= MOST_WORDS
    meant_by(question, on=TODAY)
    excerpt(question, words)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Arbeitsamt Köln", "Jobcenter"),
        ("AUSLAENDERAMT", "Ausländerbehörde"),
        ("دائره الاجانب", "Ausländerbehörde"),
        ("Центр зайнятості", "Agentur für Arbeit"),
        ("yabancilar dairesi", "Ausländerbehörde"),
    ],
)
def test_offices_are_known_as_people_call_them(question: str, name: str) -> None:
    assert name in meant_by(question, on=TODAY)


def test_part_of_a_word_is_no_office() -> None:
    assert meant_by("Arbeitsamtsleiter", on=TODAY) == []
    assert meant_by("Jugendamt", on=TODAY) == []


def test_names_of_offices_hold_from_their_day_only() -> None:
    assert meant_by("Arbeitsamt", on=date(2026, 11, 21)) == []


def test_an_excerpt_shows_the_hit_and_keeps_markup_as_text() -> None:
    text = "Vorher " * 40 + "<b>Wohnung</b> " + "nachher " * 40
    pieces = excerpt(text, ["wohnung"])
    assert [each.text for each in pieces if each.hit] == ["<b>Wohnung</b>"]
    assert pieces[0] == pieces[-1] == Piece("…", hit=False)
    assert len(pieces) < 40
    assert not any(each.hit for each in excerpt("Anderes", ["wohnung"]))
