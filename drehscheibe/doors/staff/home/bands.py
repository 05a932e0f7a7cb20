"""What a line of the first screen is. Rooms' pages make lines; `board.py` lists who does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from drehscheibe.kernel.permissions.reach import Standing


@dataclass(frozen=True)
class Task:
    """One line: what, who, since when or until when, one button.

    `due` sorts the band and shows the days left; without it `since` says how long it waits.
    `first` goes before the others that have no day.
    """

    what: str
    who: str
    url: str
    button: str
    since: datetime | None = None
    due: date | None = None
    first: bool = False

    def is_late(self, today: date) -> bool:
        """Whether the day it was due has passed."""
        return self.due is not None and self.due < today


Contribution = Callable[[Standing, datetime], list[Task]]
"""The lines one room's pages have for this person; out of reach never shows."""


def in_order(tasks: list[Task]) -> list[Task]:
    """Overdue first, then by day due, then what comes first, then what waits longest."""
    return sorted(
        tasks,
        key=lambda task: (
            task.due or date.max,
            not task.first,
            task.since.timestamp() if task.since else float("inf"),
            task.what,
        ),
    )
