"""What must hold before an event takes a step."""

from collections.abc import Iterator
from datetime import datetime
from typing import cast

from drehscheibe.domain.qualification.models import Event, EventPool
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.workflow.declarations import Attempt
from drehscheibe.kernel.workflow.refusals import TransitionRefused

NEEDED = {
    Event.Format.ONSITE: {EventPool.Part.ONSITE},
    Event.Format.ONLINE: {EventPool.Part.ONLINE},
    Event.Format.HYBRID: {EventPool.Part.ONSITE, EventPool.Part.ONLINE},
}
"""Seats by how an event is held."""


def lacks(event: Event, *, at: datetime) -> Iterator[str]:
    """What an event still needs before people can register, in words for who plans it."""
    if event.starts_at is None:
        yield "Bitte tragen Sie zuerst mindestens einen Termin ein."
    elif event.starts_at <= at:
        yield "Der erste Termin liegt in der Vergangenheit. Bitte prüfen."
    elif event.decide_by is not None and event.decide_by >= day_of(event.starts_at):
        yield "Über die Mindestzahl wird erst nach dem Beginn entschieden. Bitte prüfen."
    parts = set(event.pools.values_list("part", flat=True))
    needed = NEEDED[Event.Format(event.format)]
    if not needed <= parts:
        lacking = ", ".join(EventPool.Part(part).label for part in sorted(needed - parts))
        yield f"Bitte legen Sie fest, wie viele Plätze es gibt: {lacking}."
    most = _most(event)
    if most is not None and most < (event.min_participants or 0):
        yield f"Die Mindestzahl {event.min_participants} ist bei {most} Plätzen nie zu erreichen."


def _most(event: Event) -> int | None:
    """So many find a seat, workshops aside; None without a limit or before seats are laid."""
    parts = event.pools.exclude(part=EventPool.Part.WORKSHOP)
    seats = list(parts.values_list("pool__capacity", flat=True))
    return None if not seats or None in seats else sum(seat or 0 for seat in seats)


def event_can_be_attended(attempt: Attempt) -> None:
    """A published event has a date in the future, and seats for the way it is held."""
    for why in lacks(cast(Event, attempt.on), at=attempt.at):
        raise TransitionRefused(why)


def event_has_begun(attempt: Attempt) -> None:
    """Before its first date nothing begins: whoever waits could not move up any more."""
    event = cast(Event, attempt.on)
    if event.starts_at is None or event.starts_at > attempt.at:
        raise TransitionRefused("Der erste Termin hat noch nicht begonnen.")


def event_is_over(attempt: Attempt) -> None:
    """Before its end nothing is finished."""
    event = cast(Event, attempt.on)
    if event.ends_at is None or event.ends_at > attempt.at:
        raise TransitionRefused("Die Veranstaltung ist noch nicht zu Ende.")
