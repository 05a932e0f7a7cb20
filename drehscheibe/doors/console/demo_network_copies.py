"""Copies of rows for many centres of the demonstration at once, and of the history they have."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import models

from drehscheibe.domain.centres.models import Centre
from drehscheibe.doors.console.demo_goal_steps import Side
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.models import Step

SIZES = tuple(map(Decimal, ("0.5", "0.75", "1", "1.25", "1.5", "2")))
Made = dict[tuple[int, int], Any]
"""A copy by the key of its original and the place of its centre."""


@dataclass(frozen=True)
class Other:
    """A centre of the rest of the network, with those who write and sign for it."""

    place: int
    centre: Centre
    specialist: Person
    head: Person

    def scaled(self, amount: Decimal | None) -> Decimal | None:
        """An amount of the original in the size of this centre, whole."""
        if amount is None:
            return None
        size = SIZES[self.place % len(SIZES)]
        return (amount * size).quantize(Decimal(1), ROUND_HALF_UP)

    def instead_of(self, person: int | None, side: Side) -> int | None:
        """Who did it here; ministries and the coordinating office stay who they are."""
        own = {side.specialist.pk: self.specialist.pk, side.head.pk: self.head.pk}
        return own.get(person or 0, person)


Change = Callable[[Any, Other], dict[str, Any]]


def copies(rows: Iterable[Any], others: list[Other], change: Change) -> Made:
    """Each row once for each centre, with what differs there: one statement."""
    made = {
        (row.pk, each.place): type(row)(**(_content(row) | change(row, each)))
        for row in rows
        for each in others
    }
    if made:
        table: type[models.Model] = type(next(iter(made.values())))
        table._default_manager.bulk_create(made.values())
    return made


def _content(row: models.Model) -> dict[str, Any]:
    fields = (each for each in row._meta.concrete_fields if not each.primary_key)
    return {each.attname: getattr(row, each.attname) for each in fields}


def same_history(
    steps: Iterable[Step], others: list[Other], made: Made, side: Side, table: type[models.Model]
) -> None:
    """What was done with the originals, done with each copy; the database holds it to that."""
    taken = list(steps)
    copies(taken, others, lambda row, o: {
        "object_id": made[row.object_id, o.place].pk, "by_id": o.instead_of(row.by_id, side),
    })  # fmt: skip
    rows = table._default_manager.filter(pk__in=[each.pk for each in made.values()])
    for source, target in dict.fromkeys((each.source, each.target) for each in taken):
        rows.filter(status=source).update(status=target)
