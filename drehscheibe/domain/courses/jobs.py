"""What runs by itself: providers are asked, addresses hidden, visitors' words forgotten."""

from datetime import datetime

from drehscheibe.domain.courses import clock
from drehscheibe.domain.courses.retention import forget
from drehscheibe.kernel.jobs.declarations import every
from drehscheibe.kernel.permissions.second_wall import acting_as_system


@every("30 5 * * *")
def ask_providers(*, at: datetime) -> None:
    """Before the working day begins; once in five days."""
    with acting_as_system():
        clock.hide_places()
        clock.ask_providers(at=at)


@every("40 3 * * *")
def forget_visitors(*, at: datetime) -> None:
    """See `data/retention.toml`."""
    with acting_as_system():
        forget(at=at)
