"""F01–F04, F07, F08, F11, F12 and K13, each with success and refusal."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drehscheibe.domain.funding.findings import (
    ApplicationFacts,
    ConceptFacts,
    MaterialItem,
    blocking,
    findings,
)
from drehscheibe.domain.funding.guideline import ApplicantKind, Guideline, MaterialKind
from drehscheibe.domain.funding.guideline_files import all_guidelines, guideline_for
from tests.domain.funding.cases import IN_TIME, application, found, plain, pool

ADOPTED = ConceptFacts(decided_on=date(2021, 6, 1), municipalities_agreed=True)


def item(kind: MaterialKind | None, amount: str | None = "100", number: int = 1) -> MaterialItem:
    return MaterialItem(number=number, kind=kind, amount=Decimal(amount) if amount else None)


def test_a_complete_application_has_no_findings() -> None:
    assert findings(application(), on=IN_TIME) == ()


@pytest.mark.rule("F01", "accepts")
@pytest.mark.parametrize("kind", ApplicantKind)
def test_f01_a_kreis_or_city_with_a_centre_is_accepted(kind: ApplicantKind) -> None:
    assert not found(application(applicant_kind=kind), "F01")


@pytest.mark.rule("F01", "refuses")
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"applicant_kind": None}, "Nur Kreise und kreisfreie Städte können den Antrag stellen."),
        ({"has_centre": False}, "Der Träger hat noch kein Kommunales Integrationszentrum."),
    ],
)
def test_f01_anybody_else_is_refused(changes: dict[str, Any], words: str) -> None:
    (finding,) = found(application(**changes), "F01")
    assert finding.message.startswith(words)
    assert (finding.anchor, finding.blocks) == ("applicant", True)


@pytest.mark.rule("F02", "accepts")
def test_f02_an_adopted_concept_is_accepted_and_a_city_needs_no_agreement() -> None:
    assert not found(application(), "F02")
    alone = ConceptFacts(decided_on=date(2021, 6, 1))
    city = application(applicant_kind=ApplicantKind.KREISFREIE_STADT, concept=alone)
    assert not found(city, "F02")


@pytest.mark.rule("F02", "refuses")
@pytest.mark.parametrize(
    ("concept", "anchor", "words"),
    [
        (None, "concept", "Ordnen Sie dem Antrag das beschlossene Integrationskonzept zu."),
        (
            ConceptFacts(decided_on=None, municipalities_agreed=True),
            "concept-decided_on",
            "Tragen Sie beim Integrationskonzept den Tag des Beschlusses ein.",
        ),
        (
            ConceptFacts(decided_on=date(2023, 3, 21), municipalities_agreed=True),
            "concept-decided_on",
            "liegt in der Zukunft (21.03.2023). Prüfen Sie das Datum.",
        ),
        (
            ConceptFacts(decided_on=date(2021, 6, 1)),
            "concept-municipalities_agreed",
            "dass es mit den kreisangehörigen Gemeinden abgestimmt ist.",
        ),
    ],
)
def test_f02_a_missing_or_future_decision_or_agreement_is_refused(
    concept: ConceptFacts | None, anchor: str, words: str
) -> None:
    (finding,) = found(application(concept=concept), "F02")
    assert words in finding.message
    assert (finding.anchor, finding.blocks) == (anchor, True)
    assert finding.basis == "Nr. 4.1 a, R23, V"


@pytest.mark.rule("F03", "accepts", "refuses")
@pytest.mark.parametrize(
    ("decided_on", "updated_on", "warned"),
    [
        (date(2020, 3, 20), None, False),
        (date(2020, 3, 19), None, True),
        (date(2015, 1, 1), date(2022, 1, 1), False),
        (date(2015, 1, 1), date(2018, 1, 1), True),
        (date(2020, 2, 29), None, True),
    ],
)
def test_f03_a_concept_older_than_three_years_is_warned_about(
    decided_on: date, updated_on: date | None, warned: bool
) -> None:
    concept = ConceptFacts(decided_on=decided_on, updated_on=updated_on, municipalities_agreed=True)
    warnings = found(application(concept=concept), "F03")
    assert [" und damit älter als 3 Jahre. Tragen Sie" in each.message for each in warnings] == (
        [True] if warned else []
    )
    assert not blocking(warnings)


@pytest.mark.rule("F04", "accepts", "refuses")
def test_f04_each_missing_declaration_is_refused_at_its_place() -> None:
    assert not found(application(), "F04")
    missing = found(application(declarations=frozenset("abf")), "F04")
    assert [finding.anchor for finding in missing] == [
        "declarations-c", "declarations-d", "declarations-e",
    ]  # fmt: skip
    assert missing[0].basis == "Nr. 4.1 c, R23, V"
    assert missing[0].message.startswith("Geben Sie die Erklärung c) ab: „")
    assert all(finding.blocks for finding in missing)


@pytest.mark.rule("F07", "accepts")
def test_f07_material_costs_up_to_the_maximum_are_accepted() -> None:
    assert not found(application(material=(pool(1, "20000"), pool(2, "30000"))), "F07")
    assert not found(application(material=(), lay_interpreter_concept=False), "F07")


@pytest.mark.rule("F07", "refuses")
def test_f07_more_than_the_maximum_is_refused_to_the_cent() -> None:
    facts = application(material=(pool(1, "20000"), pool(2, "30000.01")))
    (finding,) = found(facts, "F07")
    assert (finding.anchor, finding.blocks) == ("material", True)
    assert plain(finding.message) == (
        "Die Sachausgaben betragen 50.000,01 €; gefördert werden höchstens 50.000,00 €. "
        "Kürzen Sie sie um 0,01 €."
    )


@pytest.mark.rule("F07", "accepts", "refuses")
def test_f07_the_concept_of_the_pool_is_mandatory_since_2023() -> None:
    (finding,) = found(application(lay_interpreter_concept=False), "F07")
    assert (finding.anchor, finding.blocks) == ("lay_interpreter_concept", True)
    assert "ein Konzept für den Laiensprachmittlerpool Pflicht" in finding.message
    before = application(
        guideline=guideline_for(2018), fiscal_year=2018, lay_interpreter_concept=False
    )
    assert not found(before, "F07")


def test_f07_before_2017_there_are_no_material_costs() -> None:
    facts = application(guideline=guideline_for(2012), fiscal_year=2012)
    assert [finding.anchor for finding in found(facts, "F07")] == ["material"]


@pytest.mark.rule("F08", "accepts")
@pytest.mark.parametrize("kind", [MaterialKind.LAY_INTERPRETERS, MaterialKind.TRANSLATION])
def test_f08_interpreter_and_translation_pools_are_accepted(kind: MaterialKind) -> None:
    assert not found(application(material=(item(kind),)), "F08")


@pytest.mark.rule("F08", "refuses")
@pytest.mark.parametrize(
    "kind", [MaterialKind.ROOMS, MaterialKind.TRAVEL, MaterialKind.TEACHING_MATERIAL]
)
def test_f08_what_the_carrier_pays_itself_is_refused(kind: MaterialKind) -> None:
    (finding,) = found(application(material=(pool(), item(kind, number=2))), "F08")
    assert (finding.anchor, finding.blocks) == ("material-2-kind", True)
    assert finding.basis == "Nr. 5.4.4, R23, V"
    assert finding.message == (
        f"Sachausgabe 2: „{kind.label}“ ist nicht zuwendungsfähig, das trägt die Kommune selbst. "
        "Nehmen Sie den Posten heraus."
    )


def test_an_item_without_kind_or_amount_is_incomplete() -> None:
    facts = application(material=(item(None, None), item(MaterialKind.TRANSLATION, "0", 2)))
    assert [finding.anchor for finding in found(facts, "M-MATERIAL")] == [
        "material-1-kind", "material-1-amount", "material-2-amount",
    ]  # fmt: skip


@pytest.mark.rule("F11", "accepts", "refuses")
@pytest.mark.parametrize(
    ("year", "submitted_on", "warned"),
    [
        (2024, date(2023, 10, 31), False),
        (2024, date(2023, 11, 1), True),
        (2026, date(2025, 10, 31), False),
        (2026, date(2025, 11, 1), True),
        (2018, date(2018, 12, 1), False),
    ],
)
def test_f11_after_the_end_of_october_is_warned_about(
    year: int, submitted_on: date, warned: bool
) -> None:
    facts = application(guideline=guideline_for(year), fiscal_year=year, submitted_on=submitted_on)
    warnings = found(facts, "F11")
    assert ["eingereicht sein. Sie können ihn noch einreichen" in w.message for w in warnings] == (
        [True] if warned else []
    )
    assert not blocking(warnings)


@pytest.mark.rule("F12", "accepts")
def test_f12_the_version_of_the_year_is_accepted() -> None:
    assert not found(application(), "F12")


def test_f12_the_version_of_another_year_is_refused() -> None:
    (finding,) = blocking(found(application(guideline=guideline_for(2022)), "F12"))
    assert finding.anchor == "fiscal_year"
    assert "gilt die Richtlinie 2023" in finding.message


def test_f12_an_unknown_year_is_refused_not_a_fault() -> None:
    (finding,) = blocking(found(application(fiscal_year=2031), "F12"))
    assert "2031 ist keine Richtlinie hinterlegt" in finding.message


@pytest.mark.rule("F12", "refuses")
def test_f12_unconfirmed_amounts_of_2025_are_named_but_do_not_block() -> None:
    facts = application(guideline=guideline_for(2025), fiscal_year=2025)
    (finding,) = found(facts, "F12", on=date(2024, 10, 1))
    assert not finding.blocks
    assert "enthält Beträge, die nicht bestätigt sind (" in finding.message
    assert "Satz Fachkraft" in finding.message


@pytest.mark.rule("K13", "accepts", "refuses")
def test_k13_komm_an_is_accepted_in_2023_and_refused_after_2024() -> None:
    assert not blocking(findings(application(komm_an_posts=Decimal(2)), on=IN_TIME))
    later = application(guideline=guideline_for(2025), fiscal_year=2025, komm_an_posts=Decimal(1))
    (finding,) = found(later, "K13")
    assert (finding.anchor, finding.blocks) == ("komm_an_posts", True)
    assert finding.message.endswith(
        "fördert KOMM-AN NRW Teil I nicht. Setzen Sie die Stellen KOMM-AN auf 0."
    )


@pytest.mark.rule("F05", "refuses")
def test_f05_komm_an_posts_are_one_of_the_offered_numbers() -> None:
    (finding,) = found(application(komm_an_posts=Decimal(3)), "F05")
    assert finding.anchor == "komm_an_posts"
    assert finding.message == (
        "KOMM-AN NRW Teil I: Wählen Sie eine dieser Stellenzahlen: 1, 1,5, 2."
    )


def test_what_blocks_comes_first() -> None:
    facts = application(head_share=Decimal("0.5"), has_centre=False)
    assert [finding.rule for finding in findings(facts, on=IN_TIME)] == ["F01", "F10"]


@given(st.sampled_from(all_guidelines()), st.integers(2000, 2040), st.booleans())
def test_an_empty_draft_of_any_year_is_answered_with_sentences(
    guideline: Guideline, fiscal_year: int, has_centre: bool
) -> None:
    facts = ApplicationFacts(
        guideline=guideline,
        fiscal_year=fiscal_year,
        applicant_kind=None,
        has_centre=has_centre,
        concept=None,
        declarations=frozenset(),
        posts=(),
    )
    answers = findings(facts, on=date(2026, 11, 22))
    assert blocking(answers)
    for finding in answers:
        assert finding.message.rstrip("“").endswith((".", "!"))
        assert finding.anchor
        assert finding.basis
