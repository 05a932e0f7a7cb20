"""Properties of the amounts: whatever the plan, the sums keep their promises."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from drehscheibe.domain.funding.guideline import PostCategory, VacancyMethod
from drehscheibe.domain.funding.guideline_files import guideline_for, known_fiscal_years
from drehscheibe.domain.funding.post_filling import filled_days, filled_months, filled_part
from drehscheibe.domain.funding.staffing_grant import PostLine, grant, post_amount, share_cap

years = st.sampled_from(list(known_fiscal_years()))
methods = st.sampled_from(VacancyMethod)
money = st.decimals(min_value=0, max_value=200_000, places=2)
days = st.dates(min_value=date(2010, 1, 1), max_value=date(2030, 12, 31))
posts = st.builds(
    PostLine,
    number=st.integers(1, 20),
    category=st.none() | st.sampled_from(PostCategory),
    share=st.none() | st.sampled_from([Decimal("0.5"), Decimal(1), Decimal("0.7")]),
    filled_from=st.none() | days,
    filled_to=st.none() | days,
    expected_cost=st.none() | money,
    asked=st.none() | money,
)


@given(posts, years, methods)
def test_a_post_gets_nothing_negative_and_never_more_than_its_cap(
    post: PostLine, year: int, method: VacancyMethod
) -> None:
    guideline = guideline_for(year)
    computed = post_amount(post, guideline=guideline, fiscal_year=year, method=method)
    full = guideline.rates[post.category].amount.value if post.category else 0
    assert 0 <= computed.amount <= computed.cap <= full
    for limit in (post.expected_cost, post.asked):
        assert limit is None or computed.amount <= limit
    assert computed.amount == computed.amount.quantize(Decimal("0.01"))
    assert computed.derivation


@given(days, days, years, methods, st.booleans())
def test_an_earlier_start_never_brings_less(
    one: date, other: date, year: int, method: VacancyMethod, partial: bool
) -> None:
    parts = [
        filled_part(start, None, fiscal_year=year, method=method, partial_month_counts=partial)
        for start in sorted((one, other))
    ]
    assert parts[0].numerator >= parts[1].numerator >= 0
    assert parts[0].numerator <= parts[0].denominator


@given(days, years, methods)
def test_a_larger_share_never_brings_less(start: date, year: int, method: VacancyMethod) -> None:
    half, full = (
        post_amount(
            PostLine(number=1, category=PostCategory.FACHKRAFT, share=share, filled_from=start),
            guideline=guideline_for(year),
            fiscal_year=year,
            method=method,
        ).amount
        for share in (Decimal("0.5"), Decimal(1))
    )
    assert half <= full


@given(st.lists(posts, max_size=8), years, money)
def test_the_lines_add_up_to_the_total_to_the_cent(
    plan: list[PostLine], year: int, material: Decimal
) -> None:
    guideline = guideline_for(year)
    sums = grant(plan, guideline=guideline, fiscal_year=year, material=material)
    assert sums.staff == sum(line.amount for line in sums.posts)
    assert sums.total == sums.staff + sums.material + sums.komm_an
    assert sums.material <= guideline.material_maximum.value
    assert sums.own_share == sums.expenditure - sums.total


@given(money, st.integers(0, 100))
def test_a_percentage_cap_is_never_above_the_exact_share(total: Decimal, percent: int) -> None:
    cap = share_cap(total, percent=percent)
    exact = total * percent / 100
    assert exact - Decimal("0.01") < cap <= exact


@given(years)
def test_a_whole_year_is_whole_by_both_methods(year: int) -> None:
    first, last = date(year, 1, 1), date(year, 12, 31)
    assert filled_months(first, last, fiscal_year=year).whole
    assert filled_days(first, last, fiscal_year=year).whole
    assert not filled_days(first, last - timedelta(days=1), fiscal_year=year).whole


def test_a_begun_month_counts_only_where_the_guideline_says_so() -> None:
    start, end = date(2023, 3, 15), date(2023, 11, 15)
    assert filled_months(start, end, fiscal_year=2023).numerator == 7
    assert filled_months(start, end, fiscal_year=2023, partial_month_counts=True).numerator == 9


def test_a_leap_year_has_366_days() -> None:
    assert str(filled_days(date(2024, 2, 29), None, fiscal_year=2024)) == "307/366"


def test_a_post_that_ends_before_it_begins_counts_nothing() -> None:
    for method in VacancyMethod:
        part = filled_part(date(2023, 5, 1), date(2023, 4, 1), fiscal_year=2023, method=method)
        assert part.numerator == 0
