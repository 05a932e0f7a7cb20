"""Each kind of question reads what people type and refuses the rest."""

import pytest

from drehscheibe.domain.surveys.answering import input_of, shown
from drehscheibe.domain.surveys.models import Question
from drehscheibe.kernel.drafts.keeping import READING_ERRORS

CHOICES = ["gut", "schlecht"]


def question(kind: str) -> Question:
    return Question(kind=kind, choices=CHOICES, lines=["Raum", "Zeit"])


@pytest.mark.parametrize(
    ("kind", "typed", "value", "text"),
    [
        ("text", "kurz", "kurz", "kurz"),
        ("number", "1.234,5", "1234.5", "1234,5"),
        ("one", "gut", "gut", "gut"),
        ("several", "gut\nschlecht\ngut", ["gut", "schlecht"], "gut\nschlecht"),
        ("matrix", "Raum = gut\nZeit = schlecht", {"Raum": "gut", "Zeit": "schlecht"},
         "Raum = gut\nZeit = schlecht"),
        ("day", "28.03.2027", "2027-03-28", "28.03.2027"),
    ],
)  # fmt: skip
def test_what_is_typed_comes_back(kind: str, typed: str, value: object, text: str) -> None:
    read = input_of(question(kind)).read(typed)
    assert read == value
    assert shown(question(kind), read) == text


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("text", "x" * 501), ("number", "viele"), ("one", "mittel"), ("several", "gut\nmittel"),
        ("matrix", "Ort = gut"), ("matrix", "Raum = mittel"), ("day", "31.02.2027"), ("file", "x"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(kind: str, typed: str) -> None:
    with pytest.raises(READING_ERRORS):
        input_of(question(kind)).read(typed)
