"""What has come back, read past the row-level wall as states alone (`controlling_returns`)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from django.db import connection

Found = dict[tuple[int, str], list["Returned"]]


class State(IntEnum):
    """Where a return stands, from least to most advanced."""

    OPEN = 0
    DRAFT = 1
    QUERY = 2
    SUBMITTED = 3
    AGREED = 4
    NOT_OWED = 5

    @property
    def key(self) -> str:
        """As the filter and the database call it."""
        return self.name.lower()


OWING = frozenset({State.OPEN, State.DRAFT, State.QUERY})
"""The centre is the one who has to act."""
BY_KEY = {state.key: state for state in State}


@dataclass(frozen=True, slots=True)
class Returned:
    """One thing a centre has begun or returned; `ref` leads to it where the reader may know."""

    state: State
    period: int | None
    first_year: int | None
    last_year: int | None
    ref: str | None
    due_on: date | None


def returned(year: int) -> Found:
    """Everything that touches the year, by centre and obligation: one query.

    Who asks is known to the database (`second_wall`): ministries are not told of drafts.
    """
    found: Found = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT centre, obligation, state, period, first_year, last_year, ref, due_on"
            " FROM controlling_returns(%s) ORDER BY centre, obligation, first_year, ref",
            [year],
        )
        for centre, obligation, state, *rest in cursor:
            found[centre, obligation].append(Returned(BY_KEY[state], *rest))
    return found


def least(states: Iterable[State]) -> State:
    """The least advanced: what is still missing of several; open when there is nothing.

    >>> least([State.AGREED, State.DRAFT]).name, least([]).name
    ('DRAFT', 'OPEN')
    """
    return min(states, default=State.OPEN)
