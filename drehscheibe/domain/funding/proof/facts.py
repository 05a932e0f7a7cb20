"""From stored proofs to the plain facts that checks and sums rest on, for one or for many."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from drehscheibe.domain.funding.guideline_files import guideline_by_key
from drehscheibe.domain.funding.models import ProofItem, ProofOfUse, ProofPost
from drehscheibe.domain.funding.proof.figures import Figures, PostUse
from drehscheibe.domain.funding.proof.findings import blocking, findings
from drehscheibe.domain.funding.proof.money import NO_MONEY, money_by_case
from drehscheibe.domain.funding.proof.proof_facts import (
    ItemUse,
    ProofFacts,
    ProofFinding,
)
from drehscheibe.domain.funding.proof.voucher_sums import NO_VOUCHERS, voucher_facts


class Core(NamedTuple):
    """The proof's own entries, read without its models: a queue has hundreds of them."""

    pk: int
    application: int
    guideline: str
    fiscal_year: int
    due_on: date
    due_shifted_on: date
    submitted_on: date | None
    use_text: str
    result_text: str
    survey_confirmed_on: date | None
    income: Decimal | None
    confirmed_necessary: bool
    certificate: Any
    certificate_on: date | None
    kept_input: dict[str, str]
    paid: Decimal | None


CORE = tuple(
    f"application__{name}" if name in {"guideline", "fiscal_year"} else name
    for name in Core._fields
)
"""What to read of a proof for `Core`."""


def facts_of(proof: ProofOfUse) -> ProofFacts:
    """One proof as the checks see it, read anew."""
    core = Core(*ProofOfUse.objects.filter(pk=proof.pk).values_list(*CORE).get())
    return facts_by_proof([core])[proof.pk]


def facts_by_proof(proofs: Sequence[Core]) -> dict[int, ProofFacts]:
    """Many proofs as the checks see them: four queries in all."""
    keys = [proof.pk for proof in proofs]
    cases = [proof.application for proof in proofs]
    posts, planned = _posts(keys)
    items = _items(keys)
    vouchers, money = voucher_facts(keys), money_by_case(cases)
    return {
        proof.pk: ProofFacts(
            guideline=guideline_by_key(proof.guideline),
            fiscal_year=proof.fiscal_year,
            due_on=proof.due_on,
            due_shifted_on=proof.due_shifted_on,
            submitted_on=proof.submitted_on,
            has_narrative=bool(proof.use_text.strip() and proof.result_text.strip()),
            survey_confirmed_on=proof.survey_confirmed_on,
            income=proof.income,
            confirmed_necessary=proof.confirmed_necessary,
            has_certificate=proof.certificate is not None,
            certificate_on=proof.certificate_on,
            posts=tuple(posts[proof.pk]),
            planned_posts=frozenset(planned[proof.pk]),
            items=tuple(items[proof.pk]),
            vouchers=vouchers.get(proof.pk, NO_VOUCHERS),
            money=money.get(proof.application, NO_MONEY),
            unreadable=proof.kept_input,
            paid_as_proved=proof.paid,
        )
        for proof in proofs
    }


def figures_of(proof: ProofOfUse) -> Figures:
    """Every sum of a proof."""
    return facts_of(proof).figures


def findings_of(proof: ProofOfUse, *, on: date) -> tuple[ProofFinding, ...]:
    """What is missing or worth a look, blocking first."""
    return findings(facts_of(proof), on=on)


def blocking_findings(proof: ProofOfUse, *, on: date) -> tuple[ProofFinding, ...]:
    """Only what forbids handing in."""
    return blocking(findings_of(proof, on=on))


def _posts(keys: list[int]) -> tuple[dict[int, list[PostUse]], dict[int, list[int]]]:
    """Posts by proof, and which of their numbers stand in the granted plan."""
    posts: dict[int, list[PostUse]] = defaultdict(list)
    planned: dict[int, list[int]] = defaultdict(list)
    for proof, post, *use in _rows(
        ProofPost.objects.filter(proof__in=keys),
        "post", "number", "category", "share", "filled_from", "filled_to", "actual_cost",
    ):  # fmt: skip
        posts[proof].append(PostUse(*use))
        if post is not None:
            planned[proof].append(use[0])
    return posts, planned


def _items(keys: list[int]) -> dict[int, list[ItemUse]]:
    items: dict[int, list[ItemUse]] = defaultdict(list)
    for proof, number, part, label, planned, actual in _rows(
        ProofItem.objects.filter(proof__in=keys), "number", "part", "label", "planned", "actual"
    ):
        items[proof].append(
            ItemUse(number=number, part=part, label=label, planned=planned, actual=actual)
        )
    return items


def _rows(rows: Any, *columns: str) -> Iterable[tuple[Any, ...]]:
    found: Iterable[tuple[Any, ...]] = rows.order_by("proof", "number").values_list(
        "proof", *columns
    )
    return found
