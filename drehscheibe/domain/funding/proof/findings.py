"""The automatic checks of a proof: what it still misses, and what a clerk should look at.

The same function feeds „Was fehlt noch?“, the hand-in and the authority's queue. Rules F17–F23 are
those of the collected domain rules; P-… are plausibility, M-… what is still missing.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal

from drehscheibe.domain.funding.proof.money_checks import (
    calls_keep_to_their_days,
    calls_stay_within_grant,
    changes_came_in_time,
    payments_stayed,
    posts_stay_below_caps,
    repayment_is_proposed,
    use_stays_within_grant,
    vacancies_lowered_the_calls,
)
from drehscheibe.domain.funding.proof.proof_facts import (
    ProofFacts,
    ProofFinding,
    block,
    warn,
)
from drehscheibe.domain.funding.proof.voucher_checks import (
    vouchers_are_complete,
    vouchers_are_listed_once,
    vouchers_belong_to_the_plan,
    vouchers_fall_into_the_period,
    vouchers_match_the_costs,
)
from drehscheibe.kernel.language.days import german_day

Check = Callable[[ProofFacts, date], Iterator[ProofFinding]]
CLAUSE = "ANBest-G 7.4"


def findings(facts: ProofFacts, *, on: date) -> tuple[ProofFinding, ...]:
    """Everything the checks find on this day, what blocks first."""
    found = [finding for check in CHECKS for finding in check(facts, on)]
    return tuple(sorted(found, key=lambda finding: (not finding.blocks, finding.rule)))


def has_findings(facts: ProofFacts, *, on: date) -> bool:
    """Whether the checks find anything at all; far cheaper than `findings`.

    Stops at the first. From the end of the form, where the checks are that add nothing up.
    """
    return any(True for check in reversed(CHECKS) for _ in check(facts, on))


def blocking(found: Iterable[ProofFinding]) -> tuple[ProofFinding, ...]:
    """Only what hinders handing in."""
    return tuple(finding for finding in found if finding.blocks)


def input_is_readable(facts: ProofFacts, on: date) -> Iterator[ProofFinding]:
    """M-INPUT: nothing typed is left that nobody can read."""
    for field, text in facts.unreadable.items():
        message = f"Die Eingabe „{text[:60]}“ konnte nicht gelesen werden. Bitte berichtigen."
        yield block("M-INPUT", field, "", message)


def deadline_is_kept(facts: ProofFacts, on: date) -> Iterator[ProofFinding]:
    """F18: handed in by the day the guideline names, or the next working day."""
    day = facts.submitted_on or on
    basis = facts.guideline.proof.due_months.basis
    if day > facts.due_shifted_on:
        state = "ist verspätet" if facts.submitted_on else "ist überfällig"
        message = (
            f"Der Verwendungsnachweis {state}: Er war bis zum {german_day(facts.due_on)} "
            "vorzulegen. Bitte reichen Sie ihn gleich ein und nennen Sie der Behörde den Grund."
        )
        yield warn("F18", "submit", basis, message)
    elif day > facts.due_on:
        message = (
            f"Die Frist endete am {german_day(facts.due_on)}. Nur wenn die Verschiebung auf den "
            f"nächsten Werktag gilt (§ 31 VwVfG NRW), reicht der {german_day(facts.due_shifted_on)}"
            "; das ist nicht bestätigt."
        )
        yield warn("F18", "submit", basis, message)


def survey_or_narrative_is_there(facts: ProofFacts, on: date) -> Iterator[ProofFinding]:
    """F19: since 2023 the confirmed data survey of the year replaces the narrative."""
    rule = facts.guideline.proof.survey_replaces_narrative
    if rule.value:
        if facts.survey_confirmed_on is None:
            message = (
                f"Bestätigen Sie die Teilnahme an der Fachdatenerhebung NRW für {facts.fiscal_year}"
                " mit dem Tag. Ohne sie kann der Nachweis nicht eingereicht werden."
            )
            yield block("F19", "survey_confirmed_on", rule.basis, message)
        elif facts.survey_confirmed_on > on:
            message = "Der Tag der Fachdatenerhebung liegt in der Zukunft. Bitte prüfen."
            yield block("F19", "survey_confirmed_on", rule.basis, message)
    elif not facts.has_narrative:
        message = (
            "Schreiben Sie im Sachbericht kurz, wofür die Mittel verwendet wurden und mit welchem "
            "Ergebnis."
        )
        yield block("M-NARRATIVE", "use_text", "ANBest-G 7.3", message)


def costs_are_stated(facts: ProofFacts, on: date) -> Iterator[ProofFinding]:
    """M-COST: every post, every item and the income have an amount, 0 included."""
    for post in facts.posts:
        if post.actual is None:
            message = (
                f"Stelle {post.number}: Tragen Sie die tatsächlichen Ausgaben ein "
                "(0, wenn keine entstanden sind)."
            )
            yield block("M-COST", f"posts-{post.number}-actual_cost", CLAUSE, message)
        if post.filled_from and post.filled_to and post.filled_to < post.filled_from:
            message = f"Stelle {post.number}: „besetzt bis“ liegt vor „besetzt ab“. Bitte prüfen."
            yield block("M-COST", f"posts-{post.number}-filled_to", CLAUSE, message)
    for item in facts.items:
        if item.actual is None:
            name = item.label or f"Ausgabe {item.number}"
            message = f"{name}: Tragen Sie den tatsächlichen Betrag ein (0, wenn keiner)."
            yield block("M-COST", f"items-{item.number}-actual", CLAUSE, message)
    if facts.income is None:
        message = "Tragen Sie andere Einnahmen ein (0, wenn es keine gab)."
        yield block("M-COST", "income", CLAUSE, message)


def carrier_confirms(facts: ProofFacts, on: date) -> Iterator[ProofFinding]:
    """M-CONFIRM: the costs were necessary and economical and match the books."""
    if not facts.confirmed_necessary:
        message = (
            "Bestätigen Sie, dass die Ausgaben notwendig waren, wirtschaftlich und sparsam "
            "verfahren wurde und die Angaben mit den Büchern übereinstimmen."
        )
        yield block("M-CONFIRM", "confirmed_necessary", CLAUSE, message)


def audit_office_certified(facts: ProofFacts, on: date) -> Iterator[ProofFinding]:
    """M-CERTIFICATE: the carrier's own audit office certified first (assumed for ANBest-G)."""
    basis = "ANBest-I 8, für ANBest-G angenommen"
    if not facts.has_certificate:
        message = (
            "Der Vermerk der eigenen Rechnungsprüfung fehlt. Laden Sie ihn hoch oder klären Sie "
            "mit der Behörde, ob er nachgereicht werden kann."
        )
        yield warn("M-CERTIFICATE", "certificate", basis, message)
    elif facts.certificate_on is None:
        message = "Tragen Sie den Tag des Vermerks der Rechnungsprüfung ein."
        yield warn("M-CERTIFICATE", "certificate_on", basis, message)
    if facts.certificate_on is not None and facts.certificate_on > on:
        message = "Der Vermerk der Rechnungsprüfung liegt in der Zukunft. Bitte prüfen."
        yield block("M-CERTIFICATE", "certificate_on", basis, message)


def posts_are_planned(facts: ProofFacts, on: date) -> Iterator[ProofFinding]:
    """P-PLAN: every post of the proof stands in the staffing plan that was granted."""
    strange = tuple(
        f"Stelle {each.number}" for each in facts.posts if each.number not in facts.planned_posts
    )
    if strange and facts.planned_posts:
        message = (
            f"{', '.join(strange)} steht nicht im bewilligten Stellenplan. Erklären Sie der "
            "Behörde, zu welcher Stelle die Ausgaben gehören."
        )
        yield warn("P-PLAN", "posts", CLAUSE, message, strange)


FAR = Decimal("0.5")
"""A post that cost less than half or more than one and a half times its cap is asked about."""


def costs_are_plausible(facts: ProofFacts, on: date) -> Iterator[ProofFinding]:
    """P-OUTLIER: what a post cost lies near its cap; far off may be a slip of the keys."""
    far = tuple(
        f"Stelle {line.number}"
        for line in facts.figures.posts
        if line.cap and line.actual and abs(line.actual - line.cap) > line.cap * FAR
    )
    if far:
        message = (
            f"Auffällig: {', '.join(far)} weicht um mehr als die Hälfte von der Höchstgrenze ab. "
            "Bitte prüfen Sie den Betrag."
        )
        yield warn("P-OUTLIER", "posts", "Plausibilität", message, far)


CHECKS: tuple[Check, ...] = (
    input_is_readable,
    survey_or_narrative_is_there,
    costs_are_stated,
    posts_are_planned,
    posts_stay_below_caps,
    costs_are_plausible,
    use_stays_within_grant,
    repayment_is_proposed,
    payments_stayed,
    vouchers_are_complete,
    vouchers_match_the_costs,
    vouchers_fall_into_the_period,
    vouchers_are_listed_once,
    vouchers_belong_to_the_plan,
    calls_stay_within_grant,
    calls_keep_to_their_days,
    vacancies_lowered_the_calls,
    changes_came_in_time,
    audit_office_certified,
    carrier_confirms,
    deadline_is_kept,
)
"""In the order of the form."""
