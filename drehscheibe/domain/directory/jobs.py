"""What the worker does: long lists are taken over, centres reminded, visitors' words forgotten."""

from datetime import datetime

from drehscheibe.domain.directory.lists.by_job import take_over
from drehscheibe.domain.directory.reminding import remind_of_waiting
from drehscheibe.domain.directory.retention import forget
from drehscheibe.kernel.jobs.declarations import every, job
from drehscheibe.kernel.permissions.second_wall import acting_as_system


@job
def take_list_over(*, at: datetime, number: int) -> None:
    """A long list of actors, all of it or nothing; twice is once."""
    with acting_as_system():
        take_over(number, at=at)


@every("10 6 * * *")
def remind_centres(*, at: datetime) -> None:
    """Wordings that wait for ten days; once each."""
    with acting_as_system():
        remind_of_waiting(at=at)


@every("45 3 * * *")
def forget_what_visitors_said(*, at: datetime) -> None:
    """See `data/retention.toml`."""
    with acting_as_system():
        forget(at=at)
