"""Checks of the voucher list (Belegliste, ANBest-G 7.4): complete, once, in time, matching."""

from collections.abc import Iterator
from datetime import date

from drehscheibe.domain.funding.payout.parts import PART_LABELS
from drehscheibe.domain.funding.proof.proof_facts import ProofFacts, ProofFinding, block, warn
from drehscheibe.domain.funding.staffing_grant import ZERO
from drehscheibe.kernel.language.amounts import euro

BASIS = "ANBest-G 7.4"
FEW = 12
"""More row numbers than these are summed up in words."""


def vouchers_are_complete(facts: ProofFacts, on: date) -> Iterator[ProofFinding]:
    """M-VOUCHER: every line has day, amount and payee."""
    if rows := facts.vouchers.incomplete:
        message = (
            f"{_named(rows)}: Tragen Sie Datum, Empfänger und Betrag ein oder entfernen Sie die "
            "Zeile."
        )
        yield block("M-VOUCHER", "vouchers", BASIS, message, _rows(rows))


def vouchers_match_the_costs(facts: ProofFacts, on: date) -> Iterator[ProofFinding]:
    """P-SUM: where vouchers are listed, they add up to the stated costs of their part."""
    if not facts.vouchers.count:
        return
    stated = facts.spent | {"staff": sum((post.actual or ZERO for post in facts.posts), ZERO)}
    for part, label in PART_LABELS.items():
        listed, actual = facts.vouchers.sums.get(part, ZERO), stated.get(part, ZERO)
        if listed and listed != actual:
            message = (
                f"{label}: Die Belege ergeben {euro(listed)}, angegeben sind {euro(actual)} "
                f"(Unterschied {euro(abs(listed - actual))}). Bitte abgleichen."
            )
            yield warn("P-SUM", "vouchers", BASIS, message, (label,))


def vouchers_fall_into_the_period(facts: ProofFacts, on: date) -> Iterator[ProofFinding]:
    """P-PERIOD: vouchers are dated within the grant period."""
    if rows := facts.vouchers.outside:
        message = (
            f"{_named(rows)} liegt außerhalb des Bewilligungszeitraums {facts.fiscal_year}. "
            "Solche Ausgaben sind in der Regel nicht zuwendungsfähig."
        )
        yield warn("P-PERIOD", "vouchers", BASIS, message, _rows(rows))


def vouchers_are_listed_once(facts: ProofFacts, on: date) -> Iterator[ProofFinding]:
    """P-TWICE: the same payee, day and amount twice is probably one voucher."""
    if rows := facts.vouchers.twice:
        message = (
            f"{_named(rows)}: Empfänger, Datum und Betrag kommen mehrmals vor. Prüfen Sie, ob ein "
            "Beleg doppelt erfasst ist."
        )
        yield warn("P-TWICE", "vouchers", BASIS, message, _rows(rows))


def vouchers_belong_to_the_plan(facts: ProofFacts, on: date) -> Iterator[ProofFinding]:
    """P-PLAN: a voucher names a post of the proof."""
    if rows := facts.vouchers.unplanned:
        message = f"{_named(rows)} nennt eine Stelle, die im Nachweis nicht vorkommt."
        yield warn("P-PLAN", "vouchers", BASIS, message, _rows(rows))


def _rows(numbers: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(f"Beleg {number}" for number in numbers)


def _named(numbers: tuple[int, ...]) -> str:
    """„Beleg 3“, „Belege 3, 5“, or how many there are.

    >>> _named((3, 5))
    'Belege 3, 5'
    """
    if len(numbers) == 1:
        return f"Beleg {numbers[0]}"
    if len(numbers) > FEW:
        return f"{len(numbers)} Belege (ab Nr. {numbers[0]})"
    return f"Belege {', '.join(map(str, numbers))}"
