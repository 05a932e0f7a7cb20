"""Every version of every programme is sound, says what it does not know, and wrong files speak."""

from decimal import Decimal
from pathlib import Path

import pytest

from drehscheibe.domain.forwarding.programme_files import (
    FOLDER,
    UnknownProgrammeYear,
    all_programmes,
    load_programme,
    load_programmes,
    programme_for,
    programmes_in,
    versions_of,
)
from drehscheibe.domain.funding.guideline import Confidence
from drehscheibe.domain.funding.guideline_reading import GuidelineFileError

SOUND = (FOLDER / "komm_an_2-2023.toml").read_text("utf-8")


def wrong(tmp_path: Path, old: str, new: str) -> str:
    assert old in SOUND
    file = tmp_path / "komm_an_2-2023.toml"
    file.write_text(SOUND.replace(old, new, 1), "utf-8")
    with pytest.raises(GuidelineFileError) as caught:
        load_programme(file)
    return str(caught.value)


def test_every_year_from_2015_has_its_programme() -> None:
    assert {year: [each.key for each in programmes_in(year)] for year in range(2015, 2027)} == {
        2015: ["ehrenamt-2015", "zusammenkommen-2015"],
        2016: ["zusammenkommen-2015", "komm_an_2-2016"],
        2017: ["komm_an_2-2016"],
        2018: ["komm_an_2-2018"],
        2019: ["komm_an_2-2018"],
        2020: ["komm_an_2-2020"],
        2021: ["komm_an_2-2020"],
        2022: ["komm_an_2-2022"],
        2023: ["komm_an_2-2023"],
        2024: ["komm_an_2-2023"],
        2025: ["praevention-2025"],
        2026: ["praevention-2025"],
    }


def test_k13_komm_an_has_no_version_for_2025() -> None:
    with pytest.raises(UnknownProgrammeYear) as caught:
        programme_for("komm_an_2", 2025)
    assert str(caught.value) == (
        "Das Programm KOMM-AN NRW Teil II gibt es für 2025 nicht; es läuft von 2016 bis 2024. "
        "Wählen Sie ein anderes Jahr oder ein anderes Programm."
    )


def test_the_amounts_of_2023_are_those_of_the_guideline() -> None:
    amounts = {item.code: item.amount.value for item in programme_for("komm_an_2", 2023).items}
    assert amounts == {
        "A1a": 1000, "A1b": 1000, "A2": 400, "A3": 1000, "B1": 35, "B2": 250,
        "C1": 500, "C2": 500, "C3": 50, "D1": 100, "D2": 50,
    }  # fmt: skip
    assert not programme_for("komm_an_2", 2023).unconfirmed


@pytest.mark.parametrize("year", [2016, 2017, 2018, 2019])
def test_amounts_before_2020_are_unknown_and_say_so(year: int) -> None:
    version = programme_for("komm_an_2", year)
    assert all(item.amount.value is None for item in version.items)
    assert all(item.amount.confidence is Confidence.ASSUMPTION for item in version.items)
    assert len(version.unconfirmed) == len(version.items)
    assert any("nicht belegt" in point for point in version.open_points)


def test_the_correction_of_2019_is_verified_for_rooms_only() -> None:
    version = programme_for("komm_an_2", 2020)
    sure = [item.code for item in version.items if item.amount.confirmed]
    assert sure == ["A1a", "A1b"]
    limit = version.item("A1a").limit("amounts_per_building")
    assert limit is not None
    assert (limit.value, limit.confidence) == (Decimal(2), Confidence.VERIFIED)


def test_caps_per_applicant_are_left_to_the_centres() -> None:
    assert all(each.applicant_cap.value is None for each in all_programmes())


def test_every_field_speaks_to_volunteers() -> None:
    for version in all_programmes():
        for item in version.items:
            assert item.label
            assert item.help
            assert len(item.help) < 400
            assert len({field.name for field in item.fields}) == len(item.fields)


def test_a_model_contract_is_on_file_for_every_day() -> None:
    for version in all_programmes():
        assert version.contract_on(version.valid_from.value)
        assert version.contract_on(version.valid_to.value)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('title = "KOMM', 'titel = "KOMM', "title: fehlt"),
        ("value = 1000,", "value = -1,", "amount.value: erwartet eine Zahl ab 0"),
        ('source = "R23"', 'source = "XX"', "„XX“ ist nicht unter [sources] erklärt"),
        ('kind = "choice"', 'kind = "select"', "„select“ ist keines von text"),
        ('module = "A"', 'module = "Z"', "„Z“ ist kein Baustein"),
        ('excludes = ["A1b"]', 'excludes = ["A9"]', "„A9“ ist kein Fördergegenstand"),
        ('quantity = ["months"]', 'quantity = ["weeks"]', "„weeks“ ist keines der Felder"),
        ("use_share_percent =", "use_share =", "limits.use_share: ist unbekannt"),
        ('code = "A1b"', 'code = "A1a"', "ein Kürzel kommt zweimal vor"),
        (
            "valid_to = { value = 2024",
            "valid_to = { value = 2022",
            "valid_to: liegt vor valid_from",
        ),
        (
            "valid_from = { value = 2023-01-01",
            "valid_from = { value = 2022-01-01",
            "Namen der Datei",
        ),
    ],
)
def test_a_wrong_file_says_where(tmp_path: Path, old: str, new: str, problem: str) -> None:
    message = wrong(tmp_path, old, new)
    assert message.startswith("komm_an_2-2023.toml: ")
    assert problem in message


def test_years_governed_twice_are_refused(tmp_path: Path) -> None:
    for version in versions_of("komm_an_2"):
        text = (FOLDER / f"{version.key}.toml").read_text("utf-8")
        text = text.replace("valid_to = { value = 2021-12-31", "valid_to = { value = 2022-12-31")
        (tmp_path / f"{version.key}.toml").write_text(text, "utf-8")
    with pytest.raises(GuidelineFileError, match="schließt nicht an komm_an_2-2020"):
        load_programmes(tmp_path)
