"""Plain proofs for the tests of the rules: nothing to be said about them unless a test says so."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from drehscheibe.domain.funding.guideline import PostCategory
from drehscheibe.domain.funding.guideline_files import guideline_for
from drehscheibe.domain.funding.proof.figures import PostUse
from drehscheibe.domain.funding.proof.findings import findings
from drehscheibe.domain.funding.proof.money import CaseMoney
from drehscheibe.domain.funding.proof.proof_facts import ProofFacts, VoucherFacts
from tests.domain.funding.cases import plain

MAY, OCTOBER = date(2023, 5, 1), date(2023, 10, 1)


def post(actual: str, number: int = 1, **changes: Any) -> PostUse:
    """A full specialist post, filled all of 2023."""
    use = PostUse(
        number=number, category=PostCategory.FACHKRAFT, share=Decimal(1),
        filled_from=date(2023, 1, 1), actual=Decimal(actual),
    )  # fmt: skip
    return use._replace(**changes)


def money(**changes: Any) -> CaseMoney:
    """57,000 euro for staff, called in halves and paid."""
    granted = {"staff": Decimal(57000), "material": Decimal(0), "komm_an": Decimal(0)}
    whole = CaseMoney(
        granted={**granted, "volunteering": Decimal(0)}, called=Decimal(57000),
        paid=Decimal(57000), call_days=(MAY, OCTOBER),
    )  # fmt: skip
    return replace(whole, **changes)


def proof(**changes: Any) -> ProofFacts:
    """One post, 57,000 euro granted, paid and spent in 2023; nothing is missing."""
    facts = ProofFacts(
        guideline=guideline_for(2023),
        fiscal_year=2023,
        due_on=date(2024, 3, 31),
        due_shifted_on=date(2024, 4, 2),
        submitted_on=None,
        has_narrative=False,
        survey_confirmed_on=date(2024, 2, 15),
        income=Decimal(0),
        confirmed_necessary=True,
        has_certificate=True,
        certificate_on=date(2024, 3, 1),
        posts=(post("57000"),),
        planned_posts=frozenset({1}),
        items=(),
        vouchers=VoucherFacts(count=1, sums={"staff": Decimal(57000)}),
        money=money(),
    )
    return replace(facts, **changes)


def said(facts: ProofFacts, rule: str, on: date = date(2024, 3, 20)) -> list[tuple[bool, str]]:
    """Whether it blocks, and the message, of what one rule finds."""
    found = findings(facts, on=on)
    return [(each.blocks, plain(each.message)) for each in found if each.rule == rule]
