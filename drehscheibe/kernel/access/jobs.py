"""What is forgotten each night."""

from datetime import datetime

from drehscheibe.kernel.access.retention import forget
from drehscheibe.kernel.jobs.declarations import every


@every("5 1 * * *")
def forget_access(*, at: datetime) -> None:
    """Expired sessions, kept inputs and old failures."""
    forget(at=at)
