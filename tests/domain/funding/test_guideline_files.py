"""The guideline files: which version governs which year, what is confirmed, what is refused."""

import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from drehscheibe.domain.funding.guideline import ApplicantKind, Confidence, Guideline, PostCategory
from drehscheibe.domain.funding.guideline_files import (
    FOLDER,
    UnknownFiscalYear,
    all_guidelines,
    guideline_by_key,
    guideline_for,
    known_fiscal_years,
    load_guidelines,
)
from drehscheibe.domain.funding.guideline_reading import GuidelineFileError

GOVERNS = {
    **dict.fromkeys(range(2012, 2017), "2012-06-25"),
    2017: "2017-04-24",
    **dict.fromkeys((2018, 2019), "2018-03-27"),
    **dict.fromkeys((2020, 2021, 2022), "2020-10-30"),
    **dict.fromkeys((2023, 2024), "2023-03-10"),
    **dict.fromkeys((2025, 2026, 2027), "2025-04-03"),
}


@pytest.mark.parametrize(("year", "key"), GOVERNS.items())
def test_f12_each_fiscal_year_has_its_version(year: int, key: str) -> None:
    guideline = guideline_for(year)
    assert guideline.key == key
    assert guideline_by_key(key) is guideline


def test_the_known_years_are_exactly_these() -> None:
    assert list(known_fiscal_years()) == list(GOVERNS)


@pytest.mark.parametrize("year", [0, 1999, 2011, 2028, 99999])
def test_an_unknown_fiscal_year_is_refused_with_the_known_ones(year: int) -> None:
    with pytest.raises(UnknownFiscalYear, match=f"{year} ist keine Richtlinie.*2012 bis 2027"):
        guideline_for(year)


def test_every_amount_of_2025_is_unconfirmed() -> None:
    guideline = guideline_for(2025)
    assert {value.confidence for _, value in guideline.amounts} == {Confidence.ASSUMPTION}
    assert len(guideline.unconfirmed) == len(guideline.amounts)
    assert guideline.open_points


def test_every_amount_of_2023_is_confirmed_and_cites_its_number() -> None:
    guideline = guideline_for(2023)
    assert guideline.confirmed
    assert guideline.rates[PostCategory.FACHKRAFT].amount.basis == "Nr. 5.4.1, R23, V"
    assert guideline.payout_days(2023) == (date(2023, 5, 1), date(2023, 10, 1))
    assert [each.code for each in guideline.declarations] == list("abcdef")


def test_derived_rates_of_2012_are_not_passed_off_as_confirmed() -> None:
    guideline = guideline_for(2012)
    assert guideline.rates[PostCategory.FACHKRAFT].amount.confidence is Confidence.DERIVED
    assert guideline.posts[ApplicantKind.KREIS].specialist.confirmed


def test_komm_an_part_one_is_offered_only_in_2023_and_2024() -> None:
    offered = [year for year in known_fiscal_years() if guideline_for(year).komm_an_part_one]
    assert offered == [2023, 2024]


@pytest.mark.parametrize("guideline", all_guidelines(), ids=lambda guideline: guideline.key)
def test_every_explained_source_is_used(guideline: Guideline) -> None:
    text = (FOLDER / f"{guideline.key}.toml").read_text("utf-8")
    explained = set(re.findall(r"^([A-Z0-9]+) = \"", text.split("[sources]")[1], re.MULTILINE))
    used = set(re.findall(r'source = "(\w+)"', text))
    assert used == explained


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A copy of the guideline files that a test may spoil."""
    folder = tmp_path / "guidelines"
    shutil.copytree(FOLDER, folder)
    return folder


def spoil(folder: Path, key: str, old: str, new: str) -> None:
    """Change one file the way a hurried editor would."""
    path = folder / f"{key}.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("amount = { value = 57000,", "amount = { value = -1,", "rates.FACHKRAFT.amount.value"),
        ("amount = { value = 57000,", 'amount = { value = "x",', "erwartet eine Zahl"),
        ('source = "R23"', 'source = "R99"', "nicht unter .sources. erklärt"),
        ('confidence = "V"', 'confidence = "W"', "keines von V, S, D, A"),
        ("short_title", "shortest_title", "short_title: fehlt"),
        ("[sources]", "tax = 1\n[sources]", "tax: ist unbekannt"),
        ("unit = 0.5", "unit = 0.0", "darf nicht 0 sein"),
        ("value = 2023-01-01", "value = 2022-01-01", "schließt nicht an"),
        ("dated_on = 2023-03-10", "dated_on = 2023-03-11", "Namen der Datei"),
        ('"LAY_INTERPRETERS"', '"PARTIES"', "material.eligible.value"),
        ('value = "MONTHS"', 'value = "WEEKS"', "vacancy_method.value"),
        ('"05-01"', '"13-01"', "payout_month_days.value"),
        ("[material]", "[material", "kein gültiges TOML"),
        ("lead_share = {", "lead_share = 1\nlead = {", "lead_share: erwartet einen Abschnitt"),
    ],
)
def test_a_wrong_file_is_refused_naming_file_and_place(
    files: Path, old: str, new: str, complaint: str
) -> None:
    spoil(files, "2023-03-10", old, new)
    with pytest.raises(GuidelineFileError, match=rf"2023-03-10\.toml: .*{complaint}"):
        load_guidelines(files)


def test_a_new_version_is_added_by_adding_a_file(files: Path) -> None:
    text = (files / "2025-04-03.toml").read_text("utf-8")
    text = text.replace("dated_on = 2025-04-03", "dated_on = 2028-02-01")
    text = text.replace("value = 2025-01-01", "value = 2028-01-01")
    text = text.replace("value = 2027-12-31", "value = 2029-12-31")
    text = text.replace("value = 57000", "value = 60000")
    (files / "2028-02-01.toml").write_text(text, "utf-8")
    newest = load_guidelines(files)[-1]
    assert newest.governs(2028)
    assert newest.rates[PostCategory.FACHKRAFT].amount.value == Decimal(60_000)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GuidelineFileError, match="enthält keine Richtlinie"):
        load_guidelines(tmp_path)
