"""The platform's own reminders of the night, on the days `data/obligations.toml` names."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.goals.mails import CLOSING
from drehscheibe.domain.controlling.returns.matrix import Cell, whole_matrix
from drehscheibe.domain.controlling.returns.reminding import TOLD
from drehscheibe.domain.controlling.returns.states import State
from drehscheibe.domain.funding.reminders import stage_reached
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.calendar.words import days_left_text
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.mail.digests import this_morning
from drehscheibe.kernel.mail.reminders import Reminder, send_reminders, waiting_keys, withdraw

STALE = timedelta(days=30)
"""A stage reached longer ago is not told any more: nobody is flooded with the past."""


def remind_of_returns(*, at: datetime) -> int:
    """Remind of everything that has reached a stage; how many were told what. Twice is once.

    What waits since yesterday and has come back meanwhile is not told any more.
    """
    today = day_of(at)
    cells = list(_cells(today))
    withdraw_settled({_about(centre, cell) for centre, cell in cells if not cell.is_missing})
    due = (each for centre, cell in cells for each in _reminder(centre, cell, today))
    return send_reminders(due, at=at, leaving=this_morning(at))


def withdraw_settled(settled: set[str]) -> int:
    """Take out waiting reminders of what nobody owes any more (`obligation:year:centre`)."""
    waiting = waiting_keys("controlling.return")
    return withdraw([key for key in waiting if ":".join(key.split(":")[1:4]) in settled])


def _cells(today: date) -> Iterator[tuple[Centre, Cell]]:
    """What each centre owes around a day, each thing once."""
    centres = list(Centre.objects.defer("outline", "path"))
    seen: set[str] = set()
    for year in range(today.year - 1, today.year + 2):
        for row in whole_matrix(centres, year, today).rows:
            for cell in row.cells:
                if cell.state != State.NOT_OWED and _about(row.centre, cell) not in seen:
                    seen.add(_about(row.centre, cell))
                    yield row.centre, cell


def _about(centre: Centre, cell: Cell) -> str:
    """As the keys of both kinds of reminders name it."""
    return f"{cell.column.obligation.key}:{cell.year}:{centre.pk}"


def _reminder(centre: Centre, cell: Cell, today: date) -> Iterator[Reminder]:
    obligation = cell.column.obligation
    if cell.due is None or cell.state not in (State.OPEN, State.DRAFT) or not cell.is_missing:
        return
    stage = stage_reached(cell.due, today, obligation.remind)
    if stage is None or cell.due + timedelta(days=stage) < today - STALE:
        return
    what = f"{obligation.label} {cell.year}"
    yield Reminder(
        key=f"controlling.return.night:{_about(centre, cell)}:{stage}",
        places=(centre.organisation_id, centre.carrier_id),
        permission=TOLD[obligation.key],
        subject=f"{what}: {days_left_text(cell.due, today)}",
        text=(
            f"Guten Tag,\n\nfür {centre.area_name} steht noch aus: {what}, fällig am "
            f"{german_day(cell.due)} ({days_left_text(cell.due, today)}).\n\nBitte melden Sie sich "
            f"in der Drehscheibe an und öffnen Sie „Rücklauf“.\n\n{CLOSING}"
        ),
        line=f"{centre.area_name}: {what}, fällig am {german_day(cell.due)}",
    )
