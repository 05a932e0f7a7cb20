"""Texts of law: chosen by day, blanks filled or shown as gaps, faulty files refused."""

from datetime import date
from pathlib import Path

import pytest

from drehscheibe.kernel.documents.letters import Letter, Party, Signature, written
from drehscheibe.kernel.documents.wording import (
    Gap,
    NoWording,
    Wording,
    WordingFileError,
    wordings,
)

OLD, NEW = date(2021, 12, 31), date(2022, 1, 1)
FILE = """
[[piece]]
code = "remedy"
title = "Belehrung"
text = "Klage beim {court}."
blanks = { court = "Gericht" }
valid_from = 2012-01-01
valid_to = 2021-12-31
source = "§ 74 VwGO"
confidence = "V"

[[piece]]
code = "remedy"
title = "Belehrung"
text = "Klage beim {court}, auch elektronisch."
blanks = { court = "Gericht" }
valid_from = 2022-01-01
source = "§ 55d VwGO"
confidence = "A"
"""


def file(folder: Path, text: str = FILE) -> Path:
    path = folder / "wording.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_day_of_the_letter_chooses_the_text(tmp_path: Path) -> None:
    known = wordings(file(tmp_path))
    assert known.on("remedy", OLD).filled(court="VG Münster").runs == (
        "Klage beim ", "VG Münster", ".",
    )  # fmt: skip
    assert known.on("remedy", NEW).source == "§ 55d VwGO"


def test_no_text_before_the_first_day(tmp_path: Path) -> None:
    with pytest.raises(NoWording, match=r"31\.12\.2011.*Belehrung"):
        wordings(file(tmp_path)).on("remedy", date(2011, 12, 31))


def test_what_is_unknown_stays_a_gap(tmp_path: Path) -> None:
    filled = wordings(file(tmp_path)).on("remedy", OLD).filled(court="")
    assert filled.gaps == ("Gericht fehlt",)
    assert written(filled) == ["Klage beim ", {"gap": "Gericht fehlt"}, "."]
    assert Gap("Gericht fehlt") in filled.runs


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("{court} ", "{place} "),
        ('confidence = "A"', 'confidence = "X"'),
        ("valid_to = 2021-12-31", ""),
        ('source = "§ 55d VwGO"', 'source = ""'),
        ("title", "titel"),
    ],
)
def test_a_faulty_file_is_refused(tmp_path: Path, wrong: str, right: str) -> None:
    text = FILE.replace("{court},", "{court} ,").replace(wrong, right)
    with pytest.raises(WordingFileError, match=r"wording\.toml"):
        wordings(file(tmp_path, text))


def test_a_letter_says_what_to_know_before_it_is_signed(tmp_path: Path) -> None:
    """Unconfirmed wording and gaps go to the person who signs, not onto the paper."""
    known = wordings(file(tmp_path))
    letter = Letter(
        template=tmp_path / "any.typ",
        subject="Anhörung",
        number="KI-1",
        dated_on=NEW,
        sender=Party(name="Behörde", lines=("Platz 1", "59821 Arnsberg")),
        recipient=Party(name="Kreis Musterau"),
        content={"texts": {"remedy": known.on("remedy", NEW).filled(court="")}},
        signature=Signature(note=_assumed().filled()),
    )
    assert letter.hints == (
        "Anschrift fehlt: Kreis Musterau",
        "Gericht fehlt",
        "Wortlaut nicht bestätigt: Vermerk (angenommen)",
        "Wortlaut nicht bestätigt: Belehrung (§ 55d VwGO)",
    )


def _assumed() -> Wording:
    return Wording(
        code="note", title="Vermerk", text="Ohne Unterschrift.",
        valid_from=OLD, source="angenommen", confidence="A",
    )  # fmt: skip
