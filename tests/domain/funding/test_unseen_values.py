"""The worked examples 5–10, 12 and 16–18 with other values, each worked out by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from drehscheibe.domain.funding.guideline import (
    ApplicantKind,
    Confidence,
    PostCategory,
    PostRate,
    VacancyMethod,
    Value,
)
from drehscheibe.domain.funding.guideline_files import guideline_for
from drehscheibe.domain.funding.models import Application
from drehscheibe.domain.funding.payout.call_checks import CallFacts, call_findings
from drehscheibe.domain.funding.post_filling import FilledPart
from drehscheibe.domain.funding.proof.figures import PostUse, figures, post_figure
from drehscheibe.domain.funding.proof.opening import proof_deadline
from drehscheibe.domain.funding.reclaim.interest import (
    Received,
    interest_sum,
    interest_table,
    simple_interest,
)
from drehscheibe.domain.funding.reclaim.interest_rules import BaseRate, DayCount, InterestRules
from drehscheibe.domain.funding.staffing_grant import (
    post_amount,
    post_cap,
    share_cap,
    total_maximum,
)
from drehscheibe.kernel.calendar.deadlines import years_after
from tests.domain.funding.cases import assistant, plain, specialist

KREIS, STADT = ApplicantKind.KREIS, ApplicantKind.KREISFREIE_STADT
MONTHS, DAYS = VacancyMethod.MONTHS, VacancyMethod.DAYS
FACHKRAFT, ASSISTENZ = PostCategory.FACHKRAFT, PostCategory.ASSISTENZ


@pytest.mark.parametrize(
    ("year", "kind", "posts", "most"),
    [
        (2023, KREIS, "1", "481500"),
        (2024, KREIS, "1.5", "515000"),
        (2023, STADT, "2", "491500"),
        (2023, STADT, "0", "357500"),
        (2023, STADT, "3", "357500"),
        (2022, KREIS, "2", "402500"),
    ],
)
def test_example_5_other_numbers_of_posts(
    year: int, kind: ApplicantKind, posts: str, most: str
) -> None:
    """A number that is not offered, and a version without KOMM-AN, add nothing."""
    found = total_maximum(guideline_for(year), kind, komm_an_posts=Decimal(posts))
    assert found == Decimal(most)


@pytest.mark.parametrize(
    ("year", "post", "by_months", "by_days"),
    [
        # leap year, 55,000: 10/12 and 306/366
        (2020, specialist(1, filled_from=date(2020, 3, 1)), "45833.33", "45983.61"),
        # the leap day itself: still 10 whole months, 307/366
        (2020, specialist(1, filled_from=date(2020, 2, 29)), "45833.33", "46133.88"),
        # 16 May to 15 November 2024: June to October, 184/366
        (
            2024,
            assistant(1, filled_from=date(2024, 5, 16), filled_to=date(2024, 11, 15)),
            "9375.00",
            "11311.48",
        ),
        # half a post of 57,000 from 2 January: 11/12 and 364/365
        (
            2023,
            specialist(1, share=Decimal("0.5"), filled_from=date(2023, 1, 2)),
            "26125.00",
            "28421.92",
        ),
        # one day only: no whole month, 1/365 of 50,000
        (
            2018,
            specialist(1, filled_from=date(2018, 7, 31), filled_to=date(2018, 7, 31)),
            "0.00",
            "136.99",
        ),
        # filled since before and beyond the year
        (
            2019,
            specialist(1, filled_from=date(2015, 6, 1), filled_to=date(2020, 1, 1)),
            "50000.00",
            "50000.00",
        ),
    ],
)
def test_example_6_other_vacancies_by_months_and_by_days(
    year: int, post: Any, by_months: str, by_days: str
) -> None:
    how: dict[str, Any] = {"guideline": guideline_for(year), "fiscal_year": year}
    assert post_amount(post, method=MONTHS, **how).cap == Decimal(by_months)
    assert post_amount(post, method=DAYS, **how).cap == Decimal(by_days)


def test_example_6_half_a_cent_is_rounded_up() -> None:
    amount = Value(Decimal("100.01"), "", Confidence.ASSUMPTION, clause="", note="")
    rate = PostRate(unit=Decimal(1), amount=amount)
    assert post_cap(rate, share=Decimal(1), filled=FilledPart(6, 12)) == Decimal("50.01")
    assert post_cap(rate, share=Decimal("0.5"), filled=FilledPart(12, 12)) == Decimal("50.01")


def use(number: int, category: str, actual: str, **filled: Any) -> PostUse:
    """A post filled all of 2023 unless said otherwise."""
    share = Decimal(1) if category == FACHKRAFT else Decimal("0.5")
    period = {"filled_from": date(2020, 1, 1), **filled}
    return PostUse(number, category, share, actual=Decimal(actual), **period)


def test_examples_7_and_8_other_costs_with_material_and_income() -> None:
    """38,000.00 + 22,499.99 + 20,000.00 − 500.00 = 79,999.99; paid 90,000.00."""
    lines = tuple(
        post_figure(each, "2023-03-10", 2023)
        for each in (
            use(1, FACHKRAFT, "40000.10", filled_to=date(2023, 9, 15)),
            use(2, ASSISTENZ, "22499.99"),
        )
    )
    granted = {"staff": "79500", "material": "20000", "komm_an": "0", "volunteering": "0"}
    sums = figures(
        lines,
        {"material": Decimal(21000)},
        granted={part: Decimal(amount) for part, amount in granted.items()},
        paid=Decimal(90000),
        income=Decimal(500),
    )
    assert [line.eligible for line in lines] == [Decimal(38000), Decimal("22499.99")]
    assert sums.eligible == Decimal("79999.99")
    assert sums.repayment == Decimal("10000.01")


def test_example_8_more_than_granted_never_counts_and_less_paid_is_no_claim() -> None:
    """Posts could bear 57,000 × 2, granted were 100,000; paid 99,999.99: nothing to repay."""
    lines = tuple(
        post_figure(use(number, FACHKRAFT, "60000"), "2023-03-10", 2023) for number in (1, 2)
    )
    granted = {"staff": Decimal(100_000)}
    sums = figures(lines, {}, granted=granted, paid=Decimal("99999.99"))
    assert (sums.countable, sums.eligible) == (Decimal(114_000), Decimal(100_000))
    assert (sums.difference, sums.repayment) == (Decimal("-0.01"), Decimal(0))


@pytest.mark.parametrize(
    ("principal", "percent", "days", "act_365", "thirty_360"),
    [
        ("24500", "7.00", 366, "1719.70", "1743.58"),
        ("182.50", "1.00", 5, "0.03", "0.03"),  # exactly 0.025 by 365: half a cent goes up
        ("1000", "4.12", 73, "8.24", "8.35"),
        ("0.01", "8.62", 30, "0.00", "0.00"),
    ],
)
def test_example_10_other_sums(
    principal: str, percent: str, days: int, act_365: str, thirty_360: str
) -> None:
    terms: dict[str, Any] = {"percent": Decimal(percent), "days": days}
    assert simple_interest(Decimal(principal), **terms) == Decimal(act_365)
    commercial = simple_interest(Decimal(principal), day_count=DayCount.THIRTY_360, **terms)
    assert commercial == Decimal(thirty_360)


def rules(day_count: DayCount) -> InterestRules:
    """Base rates of 2024."""
    return InterestRules(
        rates=(
            BaseRate(date(2024, 1, 1), Decimal("3.62"), confirmed=False),
            BaseRate(date(2024, 7, 1), Decimal("3.37"), confirmed=False),
        ),
        points_above_base=Decimal("5.00"),
        day_count=day_count,
        day_count_confirmed=False,
        source="Prüfwert",
    )


@pytest.mark.parametrize(
    ("day_count", "days", "total"),
    [(DayCount.ACT_365, [151, 62], "498.79"), (DayCount.THIRTY_360, [150, 60], "498.67")],
)
def test_example_10_with_two_base_rates(day_count: DayCount, days: list[int], total: str) -> None:
    """10,000 from 1 February to 1 September 2024; a month is 30 days in the commercial year."""
    table = interest_table(
        Decimal(10_000),
        from_day=date(2024, 2, 1),
        to_day=date(2024, 9, 1),
        rules=rules(day_count),
    )
    assert [row.days for row in table] == days
    assert interest_sum(table) == Decimal(total)


def test_example_10_a_commercial_year_bears_exactly_the_yearly_rate() -> None:
    known = rules(DayCount.THIRTY_360)
    table = interest_table(
        Decimal(24_500), from_day=date(2024, 7, 31), to_day=date(2025, 7, 31), rules=known,
        received=[Received(date(2025, 2, 28), Decimal(500))],
    )  # fmt: skip
    # beyond the last known base rate a row of its own begins, so that it can be marked
    assert [row.days for row in table] == [151, 57, 152]
    assert sum(row.days for row in table) == 360


@pytest.mark.parametrize(
    ("total", "percent", "cap"),
    [("100000.03", 30, "30000.00"), ("0.03", 30, "0.00"), ("33333.37", 30, "10000.01")],
)
def test_example_12_other_caps_round_down(total: str, percent: int, cap: str) -> None:
    assert share_cap(Decimal(total), percent=percent) == Decimal(cap)


@pytest.mark.parametrize(
    ("year", "nominal", "shifted"),
    [
        (2012, date(2013, 3, 31), date(2013, 4, 2)),  # Easter Sunday
        (2017, date(2018, 3, 31), date(2018, 4, 3)),  # Saturday before Easter
        (2018, date(2019, 3, 31), date(2019, 4, 1)),  # a Sunday
        (2025, date(2026, 3, 31), date(2026, 3, 31)),  # a Tuesday
        (2026, date(2027, 3, 31), date(2027, 3, 31)),  # a Wednesday
    ],
)
def test_example_16_other_years(year: int, nominal: date, shifted: date) -> None:
    due = proof_deadline(Application(fiscal_year=year, guideline=guideline_for(year).key))
    assert (due.nominal, due.shifted) == (nominal, shifted)


@pytest.mark.parametrize(
    ("submitted_on", "until"),
    [
        (date(2024, 2, 29), date(2029, 2, 28)),
        (date(2023, 2, 28), date(2028, 2, 28)),
        (date(2024, 4, 2), date(2029, 4, 2)),
    ],
)
def test_example_17_other_days(submitted_on: date, until: date) -> None:
    assert years_after(submitted_on, 5) == until


@pytest.mark.parametrize(
    ("group", "amounts", "refused"),
    [
        ("G1", {"staff": "100000.50", "material": "0.01"}, []),
        ("G1", {"staff": "1", "volunteering": "0"}, []),
        ("G1", {"volunteering": "0.01"}, ["volunteering"]),
        ("G2", {"volunteering": "17500"}, []),
        ("G2", {"volunteering": "17500", "staff": "1", "material": "2"}, ["staff", "material"]),
    ],
)
def test_example_18_other_calls(group: str, amounts: dict[str, str], refused: list[str]) -> None:
    granted = dict.fromkeys(("staff", "material", "komm_an", "volunteering"), Decimal(200_000))
    found = call_findings(
        CallFacts(
            guideline=guideline_for(2026),
            fiscal_year=2026,
            line_group=group,
            amounts={part: Decimal(amount) for part, amount in amounts.items()},
            due_on=date(2026, 5, 1),
            is_final=True,
            granted=granted,
            called=dict.fromkeys(granted, Decimal(0)),
            expected=granted,
        )
    )
    assert [each.anchor for each in found if each.rule == "F15"] == refused
    assert all("eigenen Mittelabruf über" in plain(each.message) for each in found)
