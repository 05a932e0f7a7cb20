"""Checks of a proof against the money: caps, grant, calls, reported changes (F16, F17, F20–F22)."""

from collections.abc import Iterator
from datetime import date

from drehscheibe.domain.funding.proof.proof_facts import ProofFacts, ProofFinding, warn
from drehscheibe.domain.funding.staffing_grant import ZERO
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.language.days import german_day


def posts_stay_below_caps(facts: ProofFacts, on: date) -> Iterator[ProofFinding]:
    """F20: a post counts up to its cap only; what is above, the carrier bears."""
    above = [line for line in facts.figures.posts if line.above > 0 and line.cap]
    if above:
        names = tuple(f"Stelle {line.number}" for line in above)
        own = sum((line.above for line in above), ZERO)
        message = (
            f"{', '.join(names)}: Die Ausgaben liegen über der Höchstgrenze. Zuwendungsfähig ist "
            f"nur die Höchstgrenze; {euro(own)} trägt der Träger selbst."
        )
        yield warn("F20", "posts", _rate_basis(facts), message, names)


def use_stays_within_grant(facts: ProofFacts, on: date) -> Iterator[ProofFinding]:
    """F20: not more counts than was granted; the proof may still show more."""
    sums = facts.figures
    if sums.is_limited:
        message = (
            f"Nachgewiesen sind {euro(sums.countable)}, bewilligt {euro(sums.granted)}. "
            "Zuwendungsfähig ist höchstens der bewilligte Betrag."
        )
        yield warn("F20", "figures", "Vollfinanzierung bis zum Höchstbetrag", message)


def repayment_is_proposed(facts: ProofFacts, on: date) -> Iterator[ProofFinding]:
    """F20: paid beyond what is eligible is to be paid back."""
    sums = facts.figures
    if sums.repayment > 0 and all(post.actual is not None for post in facts.posts):
        message = (
            f"Ausgezahlt sind {euro(sums.paid)}, zuwendungsfähig {euro(sums.eligible)}: "
            f"Voraussichtlich sind {euro(sums.repayment)} zu erstatten."
        )
        yield warn("F20", "figures", "§ 49a VwVfG NRW, VVG 8", message)


def payments_stayed(facts: ProofFacts, on: date) -> Iterator[ProofFinding]:
    """P-RETURN: what the proof counts as paid is still paid; the bank may send money back."""
    proved, paid = facts.paid_as_proved, facts.money.paid
    if proved is not None and paid < proved:
        message = (
            f"{euro(proved - paid)} sind von der Bank zurückgekommen: Der Nachweis rechnet mit "
            f"{euro(proved)} ausgezahlt, zurzeit sind es {euro(paid)}. Die Behörde weist den "
            "Betrag neu an oder lässt den Nachweis neu einreichen; vorher wird nicht entschieden."
        )
        yield warn("P-RETURN", "figures", "Rückläufer", message)


def calls_stay_within_grant(facts: ProofFacts, on: date) -> Iterator[ProofFinding]:
    """F16: after an amended notice the calls may exceed the grant in force."""
    if facts.money.called > facts.money.total:
        message = (
            f"Abgerufen sind {euro(facts.money.called)}, bewilligt nur noch "
            f"{euro(facts.money.total)}. Klären Sie den Unterschied mit der Behörde."
        )
        yield warn("F16", "figures", "Zuwendungsbescheid", message)


def calls_keep_to_their_days(facts: ProofFacts, on: date) -> Iterator[ProofFinding]:
    """F17: payments on days the guideline does not name."""
    days = set(facts.guideline.payout_days(facts.fiscal_year))
    odd = tuple(german_day(day) for day in facts.money.call_days if day not in days)
    if days and odd:
        message = (
            f"Abrufe zu anderen Terminen, als die Richtlinie nennt: {', '.join(odd)}. Prüfen Sie, "
            "ob die Abweichung vereinbart war."
        )
        yield warn("F17", "figures", facts.guideline.payout_month_days.basis, message, odd)


def vacancies_lowered_the_calls(facts: ProofFacts, on: date) -> Iterator[ProofFinding]:
    """F21: a vacancy was reported, yet the whole grant was called."""
    vacant = tuple(f"Änderungsanzeige {c.number}" for c in facts.changes if c.kind == "vacancy")
    if vacant and facts.money.called and facts.money.called >= facts.money.total:
        message = (
            f"Eine Vakanz war angezeigt ({', '.join(vacant)}), abgerufen ist trotzdem der volle "
            "Betrag. Prüfen Sie, ob ein Teil zu erstatten ist."
        )
        yield warn("F21", "figures", "Nr. 5.4.1", message, vacant)


def changes_came_in_time(facts: ProofFacts, on: date) -> Iterator[ProofFinding]:
    """F22: a change of organisation is reported before it happens."""
    late = [c for c in facts.changes if c.kind == "organisation" and c.effective_on < c.reported_on]
    for change in late:
        message = (
            f"Die Änderung der Organisation galt ab {german_day(change.effective_on)}, angezeigt "
            f"wurde sie erst am {german_day(change.reported_on)}. Anzuzeigen ist vorher."
        )
        yield warn("F22", "changes", "Nr. 6", message, (f"Änderungsanzeige {change.number}",))


def _rate_basis(facts: ProofFacts) -> str:
    return next(iter(facts.guideline.rates.values())).amount.basis
