"""The register of a group's decisions: one table, on the screen and taken along as a file."""

from collections.abc import Iterable
from dataclasses import dataclass

from drehscheibe.domain.exchange.models import Decision, DecisionIs, Way
from drehscheibe.domain.exchange.selectors import decisions_for
from drehscheibe.kernel.permissions.reach import Standing
from drehscheibe.kernel.tables.columns import Column, Row

COLUMNS = (
    Column("number", "Nummer", "code"),
    Column("text", "Beschluss", width=60),
    Column("status", "Stand"),
    Column("vote", "Abstimmung", width=34),
    Column("valid_from", "Gilt ab", "day"),
    Column("review_on", "Überprüfung am", "day"),
    Column("superseded_by", "Ersetzt durch", "code"),
)


@dataclass(frozen=True)
class Entry:
    """A decision with its line of the register, and what superseded it as far as one may know."""

    decision: Decision
    newer: Decision | None
    row: Row


def register_of(decisions: Iterable[Decision], standing: Standing) -> list[Entry]:
    """The lines of these decisions, in their order; two statements however many there are."""
    known = list(decisions)
    newer = {
        each.supersedes_id: each
        for each in decisions_for(standing).filter(supersedes__in=known, status=DecisionIs.TAKEN)
    }
    return [Entry(each, newer.get(each.pk), _row(each, newer.get(each.pk))) for each in known]


def vote_text(decision: Decision) -> str:
    """How it came about: the count once it is stated, never while one votes."""
    if decision.way == Way.CONSENSUS:
        return decision.get_way_display()
    if decision.status == DecisionIs.OPEN:
        return "Abstimmung läuft"
    return f"{decision.yes} Ja, {decision.no} Nein, {decision.abstentions} Enthaltungen"


def _row(decision: Decision, newer: Decision | None) -> Row:
    return {
        "number": _cited(decision),
        "text": decision.text,
        "status": decision.get_status_display(),
        "vote": vote_text(decision),
        "valid_from": decision.valid_from,
        "review_on": decision.review_on,
        "superseded_by": "" if newer is None else _cited(newer),
    }


def _cited(decision: Decision) -> str:
    return f"{decision.number}/{decision.year}"
