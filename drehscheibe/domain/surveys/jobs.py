"""What time brings to surveys: they end, and who owes is reminded."""

from datetime import datetime

from drehscheibe.domain.surveys.asking import close_due
from drehscheibe.domain.surveys.reminding import remind_of_deadlines
from drehscheibe.kernel.jobs.declarations import every
from drehscheibe.kernel.permissions.second_wall import acting_as_system


@every("*/5 * * * *")
def close_surveys(*, at: datetime) -> None:
    """See `asking.close_due`."""
    with acting_as_system():
        close_due(at=at)


@every("15 6 * * *")
def remind_surveys(*, at: datetime) -> None:
    """See `reminding.remind_of_deadlines`."""
    with acting_as_system():
        remind_of_deadlines(at=at)
