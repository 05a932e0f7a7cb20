"""The daily digest of talks."""

from datetime import datetime

from drehscheibe.domain.exchange import digest
from drehscheibe.kernel.jobs.declarations import every
from drehscheibe.kernel.permissions.second_wall import acting_as_system


@every("0 5 * * 1-5")
def send_digests(*, at: datetime) -> None:
    """See `digest.send_digests`; on working mornings, before service hours begin."""
    with acting_as_system():
        digest.send_digests(at=at)
