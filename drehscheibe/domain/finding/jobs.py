"""What is found follows what is written."""

from datetime import datetime

from drehscheibe.domain.finding.refreshing import count_words, refresh
from drehscheibe.kernel.design.published import mark
from drehscheibe.kernel.jobs.declarations import every
from drehscheibe.kernel.permissions.second_wall import acting_as_system

ANYWAY = 10
"""Minutes after which it is looked at the sources, whether or not a change was published."""
_seen: list[bytes] = []


@every("* * * * *")
def refresh_documents(*, at: datetime) -> None:
    """A minute after something was published on this host; every ten minutes in any case."""
    edition = mark().read()
    if _seen == [edition] and at.minute % ANYWAY:
        return
    _seen[:] = [edition]
    with acting_as_system():
        refresh(at=at)


@every("20 3 * * *")
def count_words_again(*, at: datetime) -> None:
    """By night."""
    with acting_as_system():
        count_words(at=at)
