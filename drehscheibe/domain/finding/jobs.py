"""What is found follows what is written, every ten minutes."""

from datetime import datetime

from drehscheibe.domain.finding.refreshing import refresh
from drehscheibe.kernel.jobs.declarations import every
from drehscheibe.kernel.permissions.second_wall import acting_as_system


@every("*/10 * * * *")
def refresh_documents(*, at: datetime) -> None:
    """Only what changed is written; what is withdrawn is not shown before that either."""
    with acting_as_system():
        refresh(at=at)
