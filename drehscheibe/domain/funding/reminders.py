"""Deadlines of all cases, looked over once a night: whom to remind of what (data/reminders.toml).

Every kind is one query over all cases. Of several stages reached only the last one is told, so
that a night left out makes one mail and not three.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from drehscheibe.domain.funding import permissions as may
from drehscheibe.domain.funding.guideline_files import guideline_by_key
from drehscheibe.domain.funding.mails import CLOSING
from drehscheibe.domain.funding.models import Application, Is, PaymentCall, ProofIs, ProofOfUse
from drehscheibe.domain.funding.payout.selectors import LIVE_CALLS
from drehscheibe.domain.funding.proof import permissions as may_proof
from drehscheibe.domain.funding.reclaim import permissions as may_reclaim
from drehscheibe.domain.funding.reclaim.statement import notice_until
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.calendar.words import days_left_text
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.mail.digests import this_morning
from drehscheibe.kernel.mail.reminders import Reminder, send_reminders
from drehscheibe.kernel.permissions.declarations import Permission

FILE = Path(__file__).parent / "data" / "reminders.toml"


@dataclass(frozen=True, slots=True)
class Case:
    """Where the parties of a case are, read with the row that has the deadline."""

    pk: int
    number: str
    authority: int
    centre: int
    carrier: int

    @property
    def applicant(self) -> tuple[int, ...]:
        """Centre and carrier."""
        return (self.centre, self.carrier)


def remind(*, at: datetime) -> int:
    """Remind of every deadline that has reached a stage; how many mails went out."""
    return send_reminders(reminders_on(day_of(at)), at=at, leaving=this_morning(at))


def reminders_on(today: date) -> Iterator[Reminder]:
    """Every reminder that stands on a day, told or not: five queries."""
    yield from _proofs_due(today)
    yield from _claims(today)
    yield from _payout_days(today)


def stage_reached(due: date, today: date, days: Iterable[int]) -> int | None:
    """The last stage that has come, in days from the due day; None before the first.

    >>> stage_reached(date(2024, 3, 31), date(2024, 3, 2), [-30, -7, 1, 14])
    -30
    >>> stage_reached(date(2024, 3, 31), date(2024, 3, 29), [-30, -7, 1, 14])
    -7
    >>> stage_reached(date(2024, 3, 31), date(2024, 2, 1), [-30, -7, 1, 14]) is None
    True
    """
    reached = [each for each in days if due + timedelta(days=each) <= today]
    return max(reached, default=None)


@cache
def stages(kind: str) -> tuple[int, ...]:
    """The days of a kind of reminder."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(table[kind]["days"])


def _proofs_due(today: date) -> Iterator[Reminder]:
    """Proofs nobody has handed in: the carrier's side, and the authority when long overdue (F18).

    Before the day the nominal deadline counts, after it the one moved off weekends and holidays.
    """
    days = stages("proof_due")
    soon = today - timedelta(days=min(days))
    rows = ProofOfUse.objects.filter(status=ProofIs.DRAFT, due_on__lte=soon)
    for due, shifted, *case in _with_case(rows, "application__", "due_on", "due_shifted_on"):
        known = Case(*case)
        stage = stage_reached(shifted, today, [each for each in days if each > 0])
        if stage is None:
            stage = stage_reached(due, today, [each for each in days if each <= 0])
        if stage is None:
            continue
        what = f"Verwendungsnachweis vorzulegen bis {german_day(due)} ({_left(shifted, today)})"
        yield _reminder(known, "proof_due", stage, known.applicant, may_proof.EDIT, what)
        if stage == max(days):
            overdue = f"Verwendungsnachweis fehlt, {_left(shifted, today)}"
            yield _reminder(
                known, "proof_missing", stage, (known.authority,), may_proof.WATCH, overdue
            )


def _claims(today: date) -> Iterator[Reminder]:
    """Hearings that end, the year of VVG 8.3 that ends, claims nobody has paid."""
    rows = ProofOfUse.objects.filter(status__in=[ProofIs.HEARING, ProofIs.RECLAIMED])
    names = ("status", "reclaim__hearing_until", "reclaim__known_on", "reclaim__due_on",
             "reclaim__answer")  # fmt: skip
    for status, hearing, known_on, due_on, answer, *case in _with_case(
        rows.filter(reclaim__isnull=False), "application__", *names
    ):
        known = Case(*case)
        place = (known.authority,)
        if status == ProofIs.RECLAIMED:
            stage = stage_reached(due_on, today, stages("claim_unpaid"))
            what = f"Erstattung war zahlbar bis {german_day(due_on)}"
            if stage is not None:
                yield _reminder(known, "claim_unpaid", stage, place, may_reclaim.ENTER, what)
            continue
        until = notice_until(known_on)
        stage = stage_reached(until, today, stages("notice_year_ends"))
        what = f"Erstattungsbescheid nur noch bis {german_day(until)} möglich (VVG 8.3)"
        if stage is not None:
            for permission in (may_reclaim.PREPARE, may_reclaim.SIGN):
                yield _reminder(known, "notice_year_ends", stage, place, permission, what)
        yield from _hearing(known, hearing, today, answered=bool(answer))


def _hearing(case: Case, until: date, today: date, *, answered: bool) -> Iterator[Reminder]:
    """Before its end the carrier is reminded, after it the authority goes on."""
    stage = stage_reached(until, today, stages("hearing_ends"))
    if stage is None:
        return
    if stage <= 0 and not answered:
        what = f"Stellungnahme möglich bis {german_day(until)}"
        yield _reminder(case, "hearing_ends", stage, (case.carrier,), may_reclaim.ANSWER, what)
    if stage > 0:
        what = f"Anhörung endete am {german_day(until)}"
        yield _reminder(case, "hearing_ends", stage, (case.authority,), may_reclaim.PREPARE, what)


def _payout_days(today: date) -> Iterator[Reminder]:
    """Final grants without a call for a payout day that comes: the carrier calls."""
    days = stages("payout_day")
    rows = Application.objects.filter(status=Is.FINAL, fiscal_year=today.year)
    called = set(
        PaymentCall.objects.filter(
            application__fiscal_year=today.year, status__in=LIVE_CALLS
        ).values_list("application_id", "due_on")
    )
    for guideline, *case in _with_case(rows, "", "guideline"):
        known = Case(*case)
        for day in guideline_by_key(guideline).payout_days(today.year):
            stage = stage_reached(day, today, days)
            if stage is None or day < today or (known.pk, day) in called:
                continue
            what = f"Auszahlungstermin {german_day(day)}: noch kein Mittelabruf"
            kind = f"payout_day:{day.isoformat()}"
            yield _reminder(known, kind, stage, (known.carrier,), may.CALL, what)


def _reminder(
    case: Case, kind: str, stage: int, places: tuple[int, ...], permission: Permission, what: str
) -> Reminder:
    """The key names case and stage; neither subject nor text says more than the Aktenzeichen."""
    return Reminder(
        key=f"funding.reminder:{kind}:{case.pk}:{stage}:{permission.code}",
        places=places,
        permission=permission,
        subject=f"Förderung {case.number}: {what}",
        text=f"Guten Tag,\n\nzum Vorgang {case.number}: {what}.\n\n{CLOSING}",
        line=f"Förderung {case.number}: {what}",
    )


def _with_case(rows: Any, path: str, *names: str) -> Iterator[tuple[Any, ...]]:
    """The named columns of each row, then what `Case` holds."""
    parties = ("pk", "number", "authority_id", "centre__organisation_id", "centre__carrier_id")
    columns = [f"{path}{each}" for each in parties]
    found: Iterator[tuple[Any, ...]] = rows.order_by("pk").values_list(*names, *columns).iterator()
    return found


def _left(due: date, today: date) -> str:
    return days_left_text(due, today)
