"""What runs by itself: seats move, the clock is looked at, people are reminded, data purged."""

from datetime import datetime

from drehscheibe.domain.qualification import clock
from drehscheibe.domain.qualification.retention import forget
from drehscheibe.kernel.jobs.declarations import every
from drehscheibe.kernel.permissions.second_wall import acting_as_system


@every("*/5 * * * *")
def settle_seats(*, at: datetime) -> None:
    """Offers end to the minute, near enough; seats are released on their day."""
    with acting_as_system():
        clock.settle_seats(at=at)
        clock.begin_and_finish(at=at)


@every("15 5 * * *")
def look_at_minimum(*, at: datetime) -> None:
    """Before the working day begins."""
    with acting_as_system():
        clock.look_at_minimum(at=at)


@every("0 6 * * *")
def remind_participants(*, at: datetime) -> None:
    """Three days before; once a person."""
    with acting_as_system():
        clock.remind_participants(at=at)


@every("20 3 * * *")
def forget_answers(*, at: datetime) -> None:
    """Sensitive answers, guests, unconfirmed requests: see `data/retention.toml`."""
    with acting_as_system():
        forget(at=at)
