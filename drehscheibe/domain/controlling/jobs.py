"""What runs by itself each night: figures become values, and the rules look over them."""

from datetime import datetime

from drehscheibe.domain.controlling.values.nightly import look_after_values
from drehscheibe.kernel.jobs.declarations import every


@every("0 2 * * *")
def feed_and_check(*, at: datetime) -> None:
    """See `values.nightly`; a second run of the night changes nothing."""
    look_after_values(at=at)
