"""Reminders of circulars, each morning."""

from datetime import datetime

from drehscheibe.domain.circulars.receiving import remind_of_days
from drehscheibe.kernel.jobs.declarations import every
from drehscheibe.kernel.permissions.second_wall import acting_as_system


@every("30 5 * * *")
def send_circular_reminders(*, at: datetime) -> None:
    """See `receiving.remind_of_days`."""
    with acting_as_system():
        remind_of_days(at=at)
