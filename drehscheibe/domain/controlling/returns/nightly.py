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
from drehscheibe.kernel.mail.reminders import Reminder, send_reminders

STALE = timedelta(days=30)
"""A stage reached longer ago is not told any more: nobody is flooded with the past."""


def remind_of_returns(*, at: datetime) -> int:
    """Remind of everything that has reached a stage; how many mails went out. Twice is once."""
    return send_reminders(reminders_on(day_of(at)), at=at)


def reminders_on(today: date) -> Iterator[Reminder]:
    """Every reminder that stands on a day, told or not."""
    centres = list(Centre.objects.defer("outline", "path"))
    seen: set[tuple[int, str, int]] = set()
    for year in range(today.year - 1, today.year + 2):
        for row in whole_matrix(centres, year, today).rows:
            for cell in row.cells:
                key = (row.centre.pk, cell.column.obligation.key, cell.year)
                if key not in seen:
                    seen.add(key)
                    yield from _reminder(row.centre, cell, today)


def _reminder(centre: Centre, cell: Cell, today: date) -> Iterator[Reminder]:
    obligation = cell.column.obligation
    if cell.due is None or cell.state not in (State.OPEN, State.DRAFT) or not cell.is_missing:
        return
    stage = stage_reached(cell.due, today, obligation.remind)
    if stage is None or cell.due + timedelta(days=stage) < today - STALE:
        return
    what = f"{obligation.label} {cell.year}"
    yield Reminder(
        key=f"controlling.return.night:{obligation.key}:{cell.year}:{centre.pk}:{stage}",
        places=(centre.organisation_id, centre.carrier_id),
        permission=TOLD[obligation.key],
        subject=f"{what}: {days_left_text(cell.due, today)}",
        text=(
            f"Guten Tag,\n\nfür {centre.area_name} steht noch aus: {what}, fällig am "
            f"{german_day(cell.due)} ({days_left_text(cell.due, today)}).\n\nBitte melden Sie sich "
            f"in der Drehscheibe an und öffnen Sie „Rücklauf“.\n\n{CLOSING}"
        ),
    )
