"""The worked examples of the collected funding rules, with their very numbers."""

from datetime import date
from decimal import Decimal

import pytest

from drehscheibe.domain.funding.guideline import ApplicantKind, PostCategory, VacancyMethod
from drehscheibe.domain.funding.guideline_files import guideline_for
from drehscheibe.domain.funding.staffing_grant import (
    PostLine,
    eligible,
    grant,
    komm_an_part_one,
    post_amount,
    share_cap,
    staff_maximum,
    total_maximum,
)
from tests.domain.funding.cases import assistant, plan, specialist

KREIS, STADT = ApplicantKind.KREIS, ApplicantKind.KREISFREIE_STADT


@pytest.mark.parametrize(
    ("year", "kind", "staff", "with_material"),
    [
        pytest.param(2012, KREIS, 170_000, 170_000, id="example 1: 2012"),
        pytest.param(2012, STADT, 170_000, 170_000, id="example 1: 2012, city"),
        pytest.param(2018, KREIS, 320_000, 370_000, id="example 2: 2018 Kreis"),
        pytest.param(2018, STADT, 270_000, 320_000, id="example 2: 2018 city"),
        pytest.param(2020, KREIS, 352_500, 402_500, id="example 3: 2020 Kreis"),
        pytest.param(2020, STADT, 297_500, 347_500, id="example 3: 2020 city"),
        pytest.param(2023, KREIS, 364_500, 414_500, id="example 4: 2023 Kreis"),
        pytest.param(2023, STADT, 307_500, 357_500, id="example 4: 2023 city"),
    ],
)
def test_examples_1_to_4_the_most_an_applicant_can_get(
    year: int, kind: ApplicantKind, staff: int, with_material: int
) -> None:
    guideline = guideline_for(year)
    assert staff_maximum(guideline, kind) == staff
    assert total_maximum(guideline, kind) == with_material


def test_example_4_the_plan_of_a_kreis_adds_up_to_the_maximum() -> None:
    """Example 4: 6 × 57,000 + 22,500 = 364,500; with material costs 414,500."""
    sums = grant(plan(6), guideline=guideline_for(2023), fiscal_year=2023, material=Decimal(50_000))
    assert sums.staff == 364_500
    assert sums.total == 414_500
    assert sums.confirmed


def test_example_5_komm_an_part_one_comes_on_top() -> None:
    """Example 5: Kreis with 2 posts 548,500; city with 1 post 424,500; 1.5 posts 100,500."""
    guideline = guideline_for(2023)
    assert total_maximum(guideline, KREIS, komm_an_posts=Decimal(2)) == 548_500
    assert total_maximum(guideline, STADT, komm_an_posts=Decimal(1)) == 424_500
    assert komm_an_part_one(guideline, Decimal("1.5")) == 100_500


@pytest.mark.parametrize(
    ("method", "amount", "part"),
    [
        pytest.param(VacancyMethod.MONTHS, "42750.00", "9/12", id="example 6: months"),
        pytest.param(VacancyMethod.DAYS, "42945.21", "275/365", id="example 6: days"),
    ],
)
def test_example_6_a_post_vacant_from_january_to_march_2023(
    method: VacancyMethod, amount: str, part: str
) -> None:
    post = specialist(1, filled_from=date(2023, 4, 1))
    computed = post_amount(post, guideline=guideline_for(2023), fiscal_year=2023, method=method)
    assert computed.amount == Decimal(amount)
    assert computed.derivation == f"Nr. 5.4.1, 57.000\N{NO-BREAK SPACE}€ je Stelle × {part}"


def test_example_6_months_are_the_default_but_an_assumption() -> None:
    """Example 6 [A]: without a method given, months are counted and marked unconfirmed."""
    post = specialist(1, filled_from=date(2023, 4, 1))
    computed = post_amount(post, guideline=guideline_for(2023), fiscal_year=2023)
    assert computed.amount == Decimal("42750.00")
    assert not computed.confirmed


@pytest.mark.parametrize(
    ("actual", "paid"),
    [pytest.param(51_300, 51_300, id="below"), pytest.param(61_000, 57_000, id="above")],
)
def test_example_7_each_post_is_paid_up_to_its_cap(actual: int, paid: int) -> None:
    assert eligible(actual=Decimal(actual), cap=Decimal(57_000)) == paid
    post = specialist(1, expected_cost=Decimal(actual))
    computed = post_amount(post, guideline=guideline_for(2023), fiscal_year=2023)
    assert computed.amount == paid
    assert computed.cap == 57_000


def test_example_7_posts_are_not_netted() -> None:
    """Example 7 [A]: what one post saves does not pay for another."""
    posts = (
        specialist(1, expected_cost=Decimal(51_300)),
        specialist(2, expected_cost=Decimal(61_000)),
    )
    sums = grant(posts, guideline=guideline_for(2023), fiscal_year=2023)
    assert sums.staff == 51_300 + 57_000
    assert sums.own_share == 4_000


def test_example_12_the_30_percent_cap_rounds_down() -> None:
    """Example 12: 30 % of 70,289.82 = 21,086.946, the cap is 21,086.94."""
    cap = share_cap(Decimal("70289.82"), percent=30)
    assert cap == Decimal("21086.94")
    assert Decimal("21087.00") > cap


def test_example_19_the_version_changes_with_the_fiscal_year() -> None:
    """Example 19: 2022 uses 55,000, 2023 uses 57,000; 6 posts differ by 12,000."""
    rates = {
        year: guideline_for(year).rates[PostCategory.FACHKRAFT].amount.value
        for year in (2022, 2023)
    }
    assert rates == {2022: 55_000, 2023: 57_000}
    posts = [specialist(n, filled_from=date(2020, 1, 1)) for n in range(1, 7)]
    sums = [
        grant(posts, guideline=guideline_for(year), fiscal_year=year).staff for year in (2022, 2023)
    ]
    assert sums[1] - sums[0] == 12_000


def test_journey_2_kreis_with_one_post_vacant_from_january_to_march() -> None:
    """6 + 0.5 posts in 2023, one filled from April: 364,500 − 14,250 = 350,250."""
    posts = (*plan(5)[:5], specialist(6, filled_from=date(2023, 4, 1)), assistant(7))
    assert grant(posts, guideline=guideline_for(2023), fiscal_year=2023).staff == 350_250


def test_an_incomplete_line_counts_nothing_and_says_so() -> None:
    empty = PostLine(number=1, category=None, share=None, filled_from=None)
    computed = post_amount(empty, guideline=guideline_for(2023), fiscal_year=2023)
    assert computed.amount == 0
    assert computed.derivation == "Angaben zur Stelle fehlen noch."
