"""The rules K01–K13: findings of one application, of an allocation, of a contract, of a proof.

The same functions feed the page of the third party while typing, its submission, the centre's
check and the guards of the workflow, so that all of them always agree.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from decimal import Decimal

from drehscheibe.domain.forwarding import case_checks, item_checks
from drehscheibe.domain.forwarding.case_facts import AllocationFacts, CaseFacts, ItemFacts
from drehscheibe.domain.forwarding.item_amounts import remainder, training_limit
from drehscheibe.domain.forwarding.programme import Programme
from drehscheibe.domain.funding.application_facts import Finding, block
from drehscheibe.domain.funding.findings import blocking
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.language.days import german_day

__all__ = ["allocation_findings", "blocking", "contract_findings", "findings", "proof_findings"]

Check = Callable[[CaseFacts], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    item_checks.unknown_items,
    item_checks.fields_are_filled,
    case_checks.rooms_are_paid_once,
    item_checks.rooms_serve_the_target_group,
    item_checks.months_stay_within_the_year,
    case_checks.meeting_points_are_paid_once_a_month,
    item_checks.digital_volunteering_stays_small,
    item_checks.escorts_stay_within_the_month,
    item_checks.gatherings_are_large_enough,
    case_checks.once_means_once,
    item_checks.training_days_stay_within_limit,
    case_checks.items_fit_together,
    case_checks.cap_of_the_call_holds,
    case_checks.nobody_else_pays,
    case_checks.programme_runs,
    case_checks.measure_lies_in_the_year,
)


def findings(case: CaseFacts) -> tuple[Finding, ...]:
    """Everything the rules find in an application, what blocks first, each by its number."""
    found = [finding for check in CHECKS for finding in check(case)]
    return tuple(sorted(found, key=lambda finding: (not finding.blocks, finding.rule)))


def allocation_findings(
    allocation: AllocationFacts, *, promise: Decimal = Decimal(0), training: Decimal = Decimal(0)
) -> tuple[Finding, ...]:
    """K10 and K11 for a promise of so many euro, of which so many for training."""
    return (*_training(allocation, training), *_room(allocation, promise))


def contract_findings(
    allocation: AllocationFacts, *, amount: Decimal, model_version: str, on: date
) -> tuple[Finding, ...]:
    """K11: contracts stay within the allocation and are written on the model in force."""
    found = []
    left = allocation.amount - allocation.contracted
    basis = allocation.programme.forwarding_allowed.basis
    if amount > left:
        message = (
            f"Mit diesem Vertrag über {euro(amount)} wären die Verträge um "
            f"{euro(amount - left)} höher als die Zuteilung. Frei sind {euro(left)}."
        )
        found.append(block("K11", "amount", basis, message))
    current = allocation.programme.contract_on(on)
    if current is None or current.version != model_version:
        now = f"„{current.label}“" if current else "keine Fassung hinterlegt"
        message = (
            f"Der Vertrag steht auf der Fassung „{model_version}“ des Mustervertrags; am "
            f"{german_day(on)} gilt: {now}. Erstellen Sie den Vertrag neu."
        )
        found.append(block("K11", "model_version", current.basis if current else basis, message))
    return tuple(found)


def proof_findings(
    programme: Programme, items: Collection[ItemFacts], *, with_voucher: Collection[int]
) -> tuple[Finding, ...]:
    """K08: a translation needs its invoice; `with_voucher` has the numbers of items with one."""
    found = []
    for facts in items:
        item = next((each for each in programme.items if each.code == facts.code), None)
        invoice = item.limit("invoice") if item else None
        if item and invoice and facts.number not in with_voucher:
            message = (
                f"{item.label}: Hier gehört die Rechnung dazu. Fotografieren Sie sie oder laden "
                "Sie sie als PDF hoch."
            )
            found.append(block("K08", f"{facts.anchor}-voucher", invoice.basis, message))
    return tuple(found)


def _training(allocation: AllocationFacts, training: Decimal) -> Iterator[Finding]:
    limit = training_limit(allocation.programme, allocation.amount)
    share = allocation.programme.training_share
    if limit is None or training <= 0 or allocation.training + training <= limit:
        return
    left = max(limit - allocation.training, Decimal(0))
    message = (
        f"Schulungen dürfen höchstens {share.value} % der Zuteilung kosten ({euro(limit)}). "
        f"Zugesagt sind {euro(allocation.training)}, frei {euro(left)}; gewünscht sind "
        f"{euro(training)}."
    )
    yield block("K10", "promised", share.basis, message)


def _room(allocation: AllocationFacts, promise: Decimal) -> Iterator[Finding]:
    left = remainder(allocation)
    if promise > left:
        message = (
            f"Die Zusage von {euro(promise)} ist höher als der Rest der Zuteilung ({euro(left)}). "
            f"Kürzen Sie um {euro(promise - left)}."
        )
        yield block("K11", "promised", allocation.programme.forwarding_allowed.basis, message)
