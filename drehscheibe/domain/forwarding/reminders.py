"""Deadlines of forwarded grants, looked over once a night (data/reminders.toml).

Third parties are told by mail of their proof, the centre of proofs that are missing and of its own
proof to the authority. Each stage is told once; of several reached only the last one.
"""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.centre.retention import over_on
from drehscheibe.domain.forwarding.models import (
    Allocation,
    AllocationIs,
    CaseIs,
    ForwardingContract,
)
from drehscheibe.domain.forwarding.third_party.mails import CLOSING
from drehscheibe.domain.funding.reminders import stage_reached
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.calendar.words import days_left_text
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.mail.digests import this_morning
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.mail.reminders import Reminder, keep_new, send_reminders

FILE = Path(__file__).parent / "data" / "reminders.toml"
SIGN_IN = (
    "Bitte melden Sie sich in der Drehscheibe an und öffnen Sie „Weiterleitung“.\n\n"
    "Diese Nachricht hat die Drehscheibe verschickt."
)


@cache
def stages(kind: str) -> tuple[int, ...]:
    """The days of a kind of reminder."""
    return tuple(tomllib.loads(FILE.read_text(encoding="utf-8"))[kind]["days"])


def remind(*, at: datetime) -> int:
    """Remind of every deadline that has reached a stage; how many mails went out."""
    today = day_of(at)
    told = keep_new(list(_third_parties(today, at)))
    return told + send_reminders(
        [*_missing_proofs(today), *_own_proofs(today), *_over(today)],
        at=at,
        leaving=this_morning(at),
    )


def _open_proofs(today: date) -> Iterator[tuple[int, date, int, str, str, int, int]]:
    """Paid cases whose proof nears or is late: stage, due day, then what the mails need."""
    days = stages("third_party_proof")
    rows = ForwardingContract.objects.filter(
        case__status=CaseIs.PAID,
        cancelled_on=None,
        proof_due_on__lte=today - timedelta(days=min(days)),
    )
    for due, case, number, email, centre, carrier in rows.order_by("pk").values_list(
        "proof_due_on", "case_id", "case__number", "case__email",
        "case__centre__organisation_id", "case__centre__carrier_id",
    ).iterator():  # fmt: skip
        stage = stage_reached(due, today, days)
        if stage is not None:
            yield stage, due, case, number, email, centre, carrier


def _third_parties(today: date, at: datetime) -> Iterator[OutboxMail]:
    """To the address of the case; the link stands in an earlier mail or is asked for again."""
    for stage, due, case, number, address, _, _ in _open_proofs(today):
        what = f"Nachweis bis {german_day(due)} ({days_left_text(due, today)})"
        yield OutboxMail(
            key=f"forwarding.reminder:third_party_proof:{case}:{stage}",
            to=address,
            subject=f"Antrag {number}: {what}",
            text=(
                f"Guten Tag,\n\nzum Antrag {number}: {what}. Ihr Link steht in unseren früheren "
                "Nachrichten; auf der Seite „Fördergeld“ können Sie ihn neu anfordern.\n\n"
                f"{CLOSING}"
            ),
            language="de",
            created_at=at,
            send_after=at,
        )


def _missing_proofs(today: date) -> Iterator[Reminder]:
    """The centre learns of a third party's proof that is late."""
    for stage, due, case, number, _, centre, carrier in _open_proofs(today):
        if stage > 0:
            what = f"Nachweis fehlt seit {german_day(due)}"
            yield Reminder(
                key=f"forwarding.reminder:proof_missing:{case}:{stage}",
                places=(centre, carrier),
                permission=may.CASE_CHECK,
                subject=f"Antrag {number}: {what}",
                text=f"Guten Tag,\n\nzum Antrag {number}: {what}. {SIGN_IN}",
                line=f"Antrag {number}: {what}",
            )


def _over(today: date) -> Iterator[Reminder]:
    """F23: vouchers whose time is over and that nothing holds; a person deletes them."""
    rows = over_on(today).order_by("pk").values_list(
        "case_id", "case__number", "kept_until",
        "case__centre__organisation_id", "case__centre__carrier_id",
    )  # fmt: skip
    for case, number, until, centre, carrier in rows:
        if until is None:
            continue
        what = f"Belege waren bis {german_day(until)} aufzubewahren"
        yield Reminder(
            key=f"forwarding.reminder:retention_over:{case}:{until.isoformat()}",
            places=(centre, carrier),
            permission=may.CASE_DECIDE,
            subject=f"Antrag {number}: {what}",
            text=(
                f"Guten Tag,\n\nzum Antrag {number}: {what}. Sie können sie jetzt löschen. "
                f"{SIGN_IN}"
            ),
            line=f"Antrag {number}: {what}",
        )


def _own_proofs(today: date) -> Iterator[Reminder]:
    """Granted allocations whose proof to the authority nears or is late."""
    days = stages("own_proof")
    rows = Allocation.objects.filter(
        status=AllocationIs.GRANTED, due_shifted_on__lte=today - timedelta(days=min(days))
    )
    for pk, number, due, centre, carrier in rows.order_by("pk").values_list(
        "pk", "number", "due_shifted_on", "centre__organisation_id", "centre__carrier_id"
    ):
        stage = stage_reached(due, today, days) if due else None
        if due is None or stage is None:
            continue
        what = f"Nachweis bis {german_day(due)} ({days_left_text(due, today)})"
        yield Reminder(
            key=f"forwarding.reminder:own_proof:{pk}:{stage}",
            places=(centre, carrier),
            permission=may.ALLOCATION_PROVE,
            subject=f"Zuteilung {number}: {what}",
            text=f"Guten Tag,\n\nzur Zuteilung {number}: {what}. {SIGN_IN}",
            line=f"Zuteilung {number}: {what}",
        )
