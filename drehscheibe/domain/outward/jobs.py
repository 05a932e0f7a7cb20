"""What the worker does for links to other places: by night, a few hundred at a time."""

from datetime import datetime

from django.conf import settings

from drehscheibe.domain.outward import checking
from drehscheibe.kernel.jobs.declarations import every, job
from drehscheibe.kernel.permissions.second_wall import acting_as_system

ONE_AT_A_TIME = "outward.check"


@every("10 1 * * *")
def collect_links(*, at: datetime) -> None:
    """What stands in texts tonight; then it is asked, where the operator wants that."""
    with acting_as_system():
        checking.collect()
    if settings.DREHSCHEIBE_LINK_CHECKS:
        check_links.defer(once=ONE_AT_A_TIME)


@job
def check_links(*, at: datetime) -> None:
    """Some; while there are more, once again."""
    if checking.check_some(at=at):
        check_links.defer(once=ONE_AT_A_TIME)
