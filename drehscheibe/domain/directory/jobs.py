"""What runs by itself: centres are reminded of what waits, visitors' words are forgotten."""

from datetime import datetime

from drehscheibe.domain.directory.reminding import remind_of_waiting
from drehscheibe.domain.directory.retention import forget
from drehscheibe.kernel.jobs.declarations import every
from drehscheibe.kernel.permissions.second_wall import acting_as_system


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
