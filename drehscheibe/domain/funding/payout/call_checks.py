"""The checks of a payment call: F15–F17 and F21, before and while it is requested.

The same function feeds the page and the action, so both always agree. Amounts are euro by part.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from drehscheibe.domain.funding.application_facts import Finding, block, warn
from drehscheibe.domain.funding.guideline import Guideline
from drehscheibe.domain.funding.payout.parts import PART_LABELS, total
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.language.days import german_day

Amounts = Mapping[str, Decimal]
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFacts:
    """A call as the checks see it.

    `granted`, `called` (all live calls without this one) and `expected` (what will probably be
    eligible after reported changes) are euro by part; `taken` are the groups and days that live
    calls already cover.
    """

    guideline: Guideline
    fiscal_year: int
    line_group: str
    amounts: Amounts
    due_on: date
    is_final: bool
    granted: Amounts
    called: Amounts
    expected: Amounts
    taken: frozenset[tuple[str, date]] = field(default_factory=frozenset)


def call_findings(facts: CallFacts) -> tuple[Finding, ...]:
    """Everything the checks find, what blocks first, each by its number."""
    checks = (
        notice_is_final,
        groups_are_not_mixed,
        calls_stay_within_grant,
        something_is_called_once,
        day_is_a_payout_day,
        vacancies_lower_the_call,
    )
    found = [finding for check in checks for finding in check(facts)]
    return tuple(sorted(found, key=lambda finding: (not finding.blocks, finding.rule)))


def notice_is_final(facts: CallFacts) -> Iterator[Finding]:
    """F16: nothing is called before the notice is final (bestandskräftig)."""
    if not facts.is_final:
        yield block(
            "F16",
            "due_on",
            "VV 7.1",
            "Der Bescheid ist noch nicht bestandskräftig. Mittel können danach abgerufen werden; "
            "ein Rechtsbehelfsverzicht beschleunigt das.",
        )


def groups_are_not_mixed(facts: CallFacts) -> Iterator[Finding]:
    """F15: one call per group; from 2025 Nr. 2.3 is called apart from Nr. 2.1 and 2.2."""
    group = facts.guideline.call_group(facts.line_group)
    beyond = [
        part for part, amount in facts.amounts.items() if amount and part not in group.parts.value
    ]
    for part in beyond:
        yield block(
            "F15",
            part,
            group.parts.basis,
            f"{PART_LABELS[part]} gehört nicht zu {group.label}. Bitte stellen Sie dafür einen "
            f"eigenen Mittelabruf über {euro(facts.amounts[part])}.",
        )


def calls_stay_within_grant(facts: CallFacts) -> Iterator[Finding]:
    """F16: all calls together stay within the grant, part by part."""
    for part, amount in facts.amounts.items():
        left = facts.granted.get(part, ZERO) - facts.called.get(part, ZERO)
        if amount > left:
            yield block(
                "F16",
                part,
                "VV 7.2",
                f"{PART_LABELS[part]}: Abrufbar sind noch {euro(max(left, ZERO))}, "
                f"abgerufen werden sollen {euro(amount)}.",
            )


def something_is_called_once(facts: CallFacts) -> Iterator[Finding]:
    """A call has an amount, lies in the year, and the group was not yet called for that day."""
    if total(facts.amounts) <= 0:
        yield block("M-CALL", "staff", "", "Geben Sie an, welchen Betrag Sie abrufen.")
    if facts.due_on.year != facts.fiscal_year:
        yield block(
            "M-CALL",
            "due_on",
            "",
            f"Der Auszahlungstermin liegt nicht im Haushaltsjahr {facts.fiscal_year}.",
        )
    if (facts.line_group, facts.due_on) in facts.taken:
        yield block(
            "M-CALL",
            "due_on",
            "",
            f"Zum {german_day(facts.due_on)} gibt es für diese Förderlinien schon einen "
            "Mittelabruf. Ziehen Sie ihn zurück, wenn Sie ihn ändern möchten.",
        )


def day_is_a_payout_day(facts: CallFacts) -> Iterator[Finding]:
    """F17: Nr. 2.1 and 2.2.1 are paid on the guideline's days only (1 May, 1 October)."""
    days = facts.guideline.payout_days(facts.fiscal_year)
    if days and facts.due_on not in days:
        named = " und ".join(german_day(day) for day in days)
        yield warn(
            "F17",
            "due_on",
            facts.guideline.payout_month_days.basis,
            f"Ausgezahlt wird zum {named}. Einen anderen Termin muss die Behörde zulassen.",
        )


def vacancies_lower_the_call(facts: CallFacts) -> Iterator[Finding]:
    """F21: after a reported vacancy less will be eligible; a lower call avoids a repayment."""
    for part, amount in facts.amounts.items():
        expected = facts.expected.get(part, ZERO)
        called = facts.called.get(part, ZERO)
        if amount and expected < facts.granted.get(part, ZERO) and called + amount > expected:
            yield warn(
                "F21",
                part,
                "",
                f"{PART_LABELS[part]}: Nach Plan und Änderungsanzeigen werden voraussichtlich nur "
                f"{euro(expected)} zuwendungsfähig. Vorschlag für diesen Abruf: "
                f"{euro(max(expected - called, ZERO))}; sonst ist der Rest zu erstatten.",
            )
