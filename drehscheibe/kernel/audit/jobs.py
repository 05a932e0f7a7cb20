"""The record is looked over each night."""

from datetime import datetime

from drehscheibe.kernel.audit import actions
from drehscheibe.kernel.jobs.declarations import every


@every("25 1 * * *")
def check_chain(*, at: datetime) -> None:
    """Whether the chain is whole; a broken one is loud (`actions.check_chain`)."""
    actions.check_chain(at=at)
