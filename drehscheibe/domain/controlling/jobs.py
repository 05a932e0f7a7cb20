"""What runs by itself each night: figures become values, rules look over them, reminders go out."""

from datetime import datetime

from drehscheibe.domain.controlling.activities.ties import ties_of_activities
from drehscheibe.domain.controlling.planning.uploads import forget_uploads
from drehscheibe.domain.controlling.returns import nightly
from drehscheibe.domain.controlling.values.nightly import look_after_values
from drehscheibe.domain.network.deriving import derive
from drehscheibe.kernel.jobs.declarations import every
from drehscheibe.kernel.permissions.second_wall import acting_as_system


@every("0 2 * * *")
def feed_and_check(*, at: datetime) -> None:
    """See `values.nightly`; a second run of the night changes nothing."""
    look_after_values(at=at)


@every("30 3 * * *")
def remind_of_returns(*, at: datetime) -> None:
    """See `returns.nightly`: each stage of each obligation is told once."""
    with acting_as_system():
        nightly.remind_of_returns(at=at)


@every("55 2 * * *")
def forget_plannings(*, at: datetime) -> None:
    """Plannings that were uploaded and never taken over."""
    with acting_as_system():
        forget_uploads(at=at)


@every("10 4 * * *")
def derive_relations(*, at: datetime) -> None:
    """Relations of the network of actors; here, because activities lie above the network."""
    with acting_as_system():
        derive(at=at, more=ties_of_activities(at))
