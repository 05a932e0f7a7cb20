"""The daily digest of talks; invitations of who came or left by the calendar."""

from datetime import datetime

from drehscheibe.domain.exchange import attending, digest
from drehscheibe.kernel.jobs.declarations import every
from drehscheibe.kernel.permissions.second_wall import acting_as_system


@every("0 5 * * 1-5")
def send_digests(*, at: datetime) -> None:
    """See `digest.send_digests`; on working mornings, before service hours begin."""
    with acting_as_system():
        digest.send_digests(at=at)


@every("15 4 * * *")
def invite_late_members(*, at: datetime) -> None:
    """See `attending.tell_changed`; every night, when a new day has begun."""
    with acting_as_system():
        attending.tell_changed(None, at=at)
