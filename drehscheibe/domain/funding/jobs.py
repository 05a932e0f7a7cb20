"""What runs by itself each night: proofs that nobody opened, and the deadlines of all cases."""

from datetime import datetime

from drehscheibe.domain.funding.proof.opening import open_missing_proofs
from drehscheibe.domain.funding.reminders import remind
from drehscheibe.kernel.jobs.declarations import every
from drehscheibe.kernel.permissions.second_wall import acting_as_system


@every("10 3 * * *")
def look_over_deadlines(*, at: datetime) -> None:
    """Open missing proofs, then remind; a second run of the night changes nothing."""
    with acting_as_system():
        open_missing_proofs(at=at)
        remind(at=at)
