"""F05, F06, F09, F10 and the missing parts of posts, each with success and refusal."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from drehscheibe.domain.funding.findings import Severity
from drehscheibe.domain.funding.guideline import ApplicantKind, Qualification
from drehscheibe.domain.funding.guideline_files import guideline_for
from tests.domain.funding.cases import application, assistant, found, plain, plan, specialist

HALF = Decimal("0.5")


@pytest.mark.rule("F05", "accepts")
def test_f05_the_full_plan_of_a_kreis_is_accepted() -> None:
    assert not found(application(), "F05")


@pytest.mark.rule("F05", "refuses")
def test_f05_a_seventh_specialist_is_refused_at_that_post() -> None:
    posts = (*map(specialist, range(1, 8)), assistant(8))
    (finding,) = found(application(posts=posts), "F05")
    assert finding.blocks
    assert finding.anchor == "posts-7-share"
    assert finding.basis == "Nr. 5.4.1, R23, V"
    assert plain(finding.message).endswith(
        ": Geplant sind 7 Stellen, gefördert werden höchstens 6 (Kreis). Nehmen Sie 1 heraus."
    )


def test_f05_a_city_gets_five_specialists() -> None:
    city = application(applicant_kind=ApplicantKind.KREISFREIE_STADT)
    assert [finding.anchor for finding in found(city, "F05")] == ["posts-6-share"]
    five = application(applicant_kind=ApplicantKind.KREISFREIE_STADT, posts=plan(5))
    assert not found(five, "F05")


def test_f05_two_halves_are_one_post() -> None:
    halves = (specialist(6, share=HALF), specialist(7, share=HALF))
    assert not found(application(posts=(*plan(5)[:5], *halves, assistant(8))), "F05")


def test_f05_a_second_assistant_is_refused() -> None:
    posts = (*plan(6), assistant(8))
    assert [finding.anchor for finding in found(application(posts=posts), "F05")] == [
        "posts-8-share"
    ]


@pytest.mark.parametrize("share", ["0.7", "0.25", "2"])
def test_f05_a_share_the_guideline_does_not_know_is_refused(share: str) -> None:
    posts = (specialist(1, share=Decimal(share)),)
    (finding,) = found(application(posts=posts), "F05")
    assert finding.anchor == "posts-1-share"
    assert "Wählen Sie 0,5 oder 1." in finding.message


def test_f05_a_full_assistant_post_is_refused() -> None:
    posts = (assistant(1, share=Decimal(1)),)
    assert {finding.anchor for finding in found(application(posts=posts), "F05")} == {
        "posts-1-share"
    }


@pytest.mark.rule("F06", "accepts")
@pytest.mark.parametrize(
    "changes",
    [
        {"asked": Decimal(57_000)},
        {"asked": Decimal(40_000), "expected_cost": Decimal(40_000)},
        {"expected_cost": Decimal(61_000)},
        {"filled_from": date(2023, 4, 1), "asked": Decimal("42750.00")},
        {"filled_from": date(2019, 4, 1), "filled_to": date(2023, 1, 31)},
    ],
)
def test_f06_amounts_up_to_the_cap_are_accepted(changes: dict[str, Any]) -> None:
    assert not found(application(posts=(specialist(1, **changes),)), "F06")


@pytest.mark.rule("F06", "refuses")
@pytest.mark.parametrize(
    ("changes", "anchor", "words"),
    [
        (
            {"asked": Decimal("57000.01")},
            "posts-1-asked",
            "Beantragt sind 57.000,01 €, möglich sind höchstens 57.000,00 € (",
        ),
        (
            {"asked": Decimal(57_000), "filled_from": date(2023, 4, 1)},
            "posts-1-asked",
            "höchstens 42.750,00",
        ),
        (
            {"asked": Decimal(50_000), "expected_cost": Decimal(40_000)},
            "posts-1-asked",
            "Beantragt ist mehr, als die Stelle voraussichtlich kostet. Tragen Sie höchstens",
        ),
        ({"asked": Decimal(1), "expected_cost": Decimal(0)}, "posts-1-asked", "höchstens 0,00"),
        ({"expected_cost": Decimal(-1)}, "posts-1-expected_cost", "dürfen nicht negativ sein."),
        ({"filled_to": date(2022, 12, 31)}, "posts-1-filled_to", "liegt vor „besetzt ab“"),
        ({"filled_from": date(2024, 1, 1)}, "posts-1-filled_from", "2023 nicht besetzt"),
    ],
)
def test_f06_more_than_the_cap_or_a_wrong_time_is_refused(
    changes: dict[str, Any], anchor: str, words: str
) -> None:
    (finding,) = found(application(posts=(specialist(1, **changes),)), "F06")
    assert finding.blocks
    assert finding.anchor == anchor
    assert words in plain(finding.message)


@pytest.mark.rule("F09", "accepts")
@pytest.mark.parametrize(
    "changes",
    [
        {"qualification": Qualification.DEGREE},
        {"qualification": Qualification.EQUIVALENT},
        {"qualification": Qualification.NONE, "exception_granted_on": date(2022, 5, 1)},
    ],
)
def test_f09_a_degree_its_equal_or_an_exception_is_accepted(changes: dict[str, Any]) -> None:
    assert not found(application(posts=(specialist(1, **changes),)), "F09")


@pytest.mark.rule("F09", "refuses")
@pytest.mark.parametrize(
    "changes",
    [
        {"qualification": None},
        {"qualification": Qualification.NONE},
        {"qualification": None, "exception_granted_on": date(2030, 1, 1)},
    ],
)
def test_f09_a_specialist_without_either_is_refused(changes: dict[str, Any]) -> None:
    (finding,) = found(application(posts=(specialist(1, **changes),)), "F09")
    assert finding.blocks
    assert finding.anchor == "posts-1-qualification"
    assert "Eine Fachkraft braucht ein abgeschlossenes Hochschulstudium oder" in finding.message
    assert finding.basis == "Nr. 5.4.1.1, R23, V"


def test_f09_holds_for_no_assistant_and_not_before_2023() -> None:
    assert not found(application(posts=(assistant(1),)), "F09")
    before = application(
        guideline=guideline_for(2018), fiscal_year=2018, posts=(specialist(1, qualification=None),)
    )
    assert not found(before, "F09")


@pytest.mark.rule("F10", "accepts")
def test_f10_full_posts_of_head_and_deputy_are_accepted() -> None:
    assert not found(application(), "F10")


@pytest.mark.rule("F10", "refuses")
def test_f10_a_half_post_or_no_answer_is_warned_about() -> None:
    findings = found(application(head_share=HALF, deputy_share=None), "F10")
    assert [finding.anchor for finding in findings] == ["head_share", "deputy_share"]
    assert {finding.severity for finding in findings} == {Severity.WARN}
    half, unsaid = (finding.message for finding in findings)
    assert half.startswith("Die Leitung ist mit 0,5 Stellen besetzt; üblich ist eine volle Stelle.")
    assert unsaid == ("Tragen Sie ein, mit welchem Stellenanteil die Stellvertretung besetzt ist.")


def test_missing_parts_of_a_post_are_named_one_by_one() -> None:
    posts = (specialist(1, category=None, share=None, filled_from=None),)
    facts = application(posts=posts)
    anchors = {
        rule: [finding.anchor for finding in found(facts, rule)]
        for rule in ("M-CATEGORY", "M-SHARE", "M-FILLED")
    }
    assert anchors == {
        "M-CATEGORY": ["posts-1-category"],
        "M-SHARE": ["posts-1-share"],
        "M-FILLED": ["posts-1-filled_from"],
    }


def test_an_application_without_posts_is_incomplete() -> None:
    (finding,) = found(application(posts=()), "M-POSTS")
    assert (finding.anchor, finding.blocks) == ("posts", True)
