"""How much a post, a plan of posts and a whole application can get (Nr. 5.4.1).

Everything is euro per fiscal year (calendar year). Amounts are rounded half up to the
cent, percentage caps round down. All rates and limits come from the `Guideline`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from drehscheibe.domain.funding.guideline import (
    ApplicantKind,
    Guideline,
    KommAnOption,
    PostCategory,
    PostRate,
    VacancyMethod,
)
from drehscheibe.domain.funding.post_filling import FilledPart, filled_part
from drehscheibe.kernel.language.amounts import CENT, euro_short, german_number

ZERO = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class PostLine:
    """One post of the staffing plan; a draft may leave out what is not known yet.

    `share` is the part of a full post (0.5 or 1); `filled_to=None` means open end.
    `expected_cost` is what the carrier will spend, `asked` what it asks for (euro per
    year); without them the highest possible amount is asked for.
    """

    number: int
    category: PostCategory | None
    share: Decimal | None
    filled_from: date | None
    filled_to: date | None = None
    expected_cost: Decimal | None = None
    asked: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostAmount:
    """What one post gets: never more than `cap`; `derivation` explains it to people."""

    number: int
    cap: Decimal
    amount: Decimal
    expenditure: Decimal
    derivation: str
    basis: str
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """The sums of an application; `own_share` is what the carrier pays on top."""

    posts: tuple[PostAmount, ...]
    staff: Decimal
    material: Decimal
    komm_an: Decimal
    volunteering: Decimal
    total: Decimal
    expenditure: Decimal
    own_share: Decimal
    confirmed: bool


def post_cap(rate: PostRate, *, share: Decimal, filled: FilledPart) -> Decimal:
    """The most a post can get: rate × share of the rate's unit × filled part of the year.

    Example 6 of the collected rules, both methods:

    >>> from drehscheibe.domain.funding.guideline_files import guideline_for
    >>> rate = guideline_for(2023).rates[PostCategory.FACHKRAFT]
    >>> post_cap(rate, share=Decimal(1), filled=FilledPart(9, 12))
    Decimal('42750.00')
    >>> post_cap(rate, share=Decimal(1), filled=FilledPart(275, 365))
    Decimal('42945.21')
    """
    exact = rate.amount.value * share * filled.numerator / (rate.unit * filled.denominator)
    return exact.quantize(CENT, ROUND_HALF_UP)


def eligible(*, actual: Decimal, cap: Decimal) -> Decimal:
    """Full funding up to the cap of each post; posts are not netted (example 7).

    >>> eligible(actual=Decimal(51300), cap=Decimal(57000))
    Decimal('51300')
    >>> eligible(actual=Decimal(61000), cap=Decimal(57000))
    Decimal('57000')
    """
    return min(actual, cap)


def share_cap(total: Decimal, *, percent: int) -> Decimal:
    """A percentage of a grant as a limit, rounded down to the cent (example 12).

    >>> share_cap(Decimal("70289.82"), percent=30)
    Decimal('21086.94')
    """
    return (total * percent / 100).quantize(CENT, ROUND_DOWN)


def post_amount(
    line: PostLine,
    *,
    guideline: Guideline,
    fiscal_year: int,
    method: VacancyMethod | None = None,
) -> PostAmount:
    """What one post gets and why; an incomplete or impossible line gets 0 euro.

    `method` replaces the guideline's way of counting vacancies.
    """
    if line.category is None or line.share is None or line.filled_from is None:
        return _nothing(line, "Angaben zur Stelle fehlen noch.")
    if line.share not in guideline.allowed_shares[line.category].value:
        share = german_number(line.share)
        return _nothing(line, f"Der Anteil {share} ist für diese Stelle nicht zugelassen.")
    filled = filled_part(
        line.filled_from,
        line.filled_to,
        fiscal_year=fiscal_year,
        method=method or guideline.vacancy_method.value,
        partial_month_counts=guideline.partial_month_counts.value,
    )
    rate = guideline.rates[line.category]
    cap = post_cap(rate, share=line.share, filled=filled)
    limits = [limit for limit in (line.expected_cost, line.asked) if limit is not None]
    amount = max(ZERO, min([cap, *limits]))
    return PostAmount(
        number=line.number,
        cap=cap,
        amount=amount,
        expenditure=amount if line.expected_cost is None else line.expected_cost,
        derivation=_derivation(line, guideline, rate, filled) + _reductions(line, cap),
        basis=rate.amount.basis,
        confirmed=rate.amount.confirmed and (filled.whole or guideline.vacancy_method.confirmed),
    )


def grant(
    posts: Iterable[PostLine],
    *,
    guideline: Guideline,
    fiscal_year: int,
    material: Decimal = ZERO,
    komm_an_posts: Decimal = ZERO,
    volunteering: Decimal = ZERO,
) -> Grant:
    """The sums of an application: posts, material up to its maximum, KOMM-AN part I, Nr. 2.3."""
    lines = tuple(post_amount(p, guideline=guideline, fiscal_year=fiscal_year) for p in posts)
    staff = sum((line.amount for line in lines), ZERO)
    eligible_material = eligible(actual=material, cap=guideline.material_maximum.value)
    komm_an = komm_an_part_one(guideline, komm_an_posts)
    line_2_3 = eligible_volunteering(guideline, volunteering)
    total = staff + eligible_material + komm_an + line_2_3
    asked_for_2_3 = ZERO if guideline.volunteering_maximum is None else volunteering
    expenditure = sum((line.expenditure for line in lines), material + komm_an + asked_for_2_3)
    known = not material or guideline.material_maximum.confirmed
    most = guideline.volunteering_maximum
    known &= not line_2_3 or (most is not None and most.confirmed)
    return Grant(
        posts=lines,
        staff=staff,
        material=eligible_material,
        komm_an=komm_an,
        volunteering=line_2_3,
        total=total,
        expenditure=expenditure,
        own_share=expenditure - total,
        confirmed=known and all(line.confirmed for line in lines),
    )


def staff_maximum(guideline: Guideline, kind: ApplicantKind) -> Decimal:
    """The most an applicant can get for all its posts in a year."""
    limits = guideline.posts[kind]
    return sum(
        (
            limits.of(category).value * rate.amount.value / rate.unit
            for category, rate in guideline.rates.items()
        ),
        ZERO,
    ).quantize(CENT)


def total_maximum(
    guideline: Guideline, kind: ApplicantKind, *, komm_an_posts: Decimal = ZERO
) -> Decimal:
    """Staff, material costs and KOMM-AN part I at their most; Nr. 2.3 has no known maximum."""
    staff = staff_maximum(guideline, kind)
    return staff + guideline.material_maximum.value + komm_an_part_one(guideline, komm_an_posts)


def eligible_volunteering(guideline: Guideline, asked: Decimal) -> Decimal:
    """Nr. 2.3: what is asked, cut only at a confirmed maximum; 0 in a version without it.

    An unconfirmed maximum is one city's figure: a finding says so (F07), nobody's money is cut.
    """
    most = guideline.volunteering_maximum
    if most is None:
        return ZERO
    return eligible(actual=asked, cap=most.value) if most.confirmed else asked


def komm_an_option(guideline: Guideline, posts: Decimal) -> KommAnOption | None:
    """The option of KOMM-AN part I with so many posts, if this version offers it."""
    options = guideline.komm_an_part_one.options if guideline.komm_an_part_one else ()
    return next((option for option in options if option.posts == posts), None)


def komm_an_part_one(guideline: Guideline, posts: Decimal) -> Decimal:
    """Posts and material costs of KOMM-AN part I; 0 where the version does not offer it."""
    option = komm_an_option(guideline, posts)
    if option is None or guideline.komm_an_part_one is None:
        return ZERO
    staff = guideline.komm_an_part_one.rate.value * option.posts
    return (staff + option.material.value).quantize(CENT)


def _derivation(line: PostLine, guideline: Guideline, rate: PostRate, filled: FilledPart) -> str:
    clause = rate.amount.clause
    rests_on = f"Nr. {clause}" if clause else guideline.short_title
    unit = "je Stelle" if rate.unit == 1 else "je halbe Stelle"
    share = (line.share or ZERO) / rate.unit
    factor = "" if share == 1 else f" × {german_number(share)}"
    return f"{rests_on}, {euro_short(rate.amount.value)} {unit}{factor} × {filled}"


def _reductions(line: PostLine, cap: Decimal) -> str:
    """The part of the derivation for posts that ask for less than the cap."""
    text = ""
    most = cap
    if line.expected_cost is not None and line.expected_cost < cap:
        most = line.expected_cost
        text += f"; voraussichtliche Ausgaben {euro_short(most)}"
    if line.asked is not None and line.asked < most:
        text += f"; beantragt {euro_short(line.asked)}"
    return text


def _nothing(line: PostLine, reason: str) -> PostAmount:
    return PostAmount(
        number=line.number,
        cap=ZERO,
        amount=ZERO,
        expenditure=line.expected_cost or ZERO,
        derivation=reason,
        basis="",
        confirmed=True,
    )
