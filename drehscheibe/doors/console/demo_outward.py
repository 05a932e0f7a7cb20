"""A link of the demonstration that leads nowhere; no address is really asked, all are invented."""

from datetime import timedelta

from drehscheibe.domain.outward.asking import Told
from drehscheibe.domain.outward.checking import check_some, collect
from drehscheibe.domain.outward.models import GONE_AFTER, Answer, OutwardLink
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.kernel.permissions.second_wall import acting_as_system


def links(days: Days) -> None:
    """What is there stays."""
    with acting_as_system():
        if OutwardLink.objects.exists():
            return
        collect()
    for night in range(GONE_AFTER):
        at = days.ago(GONE_AFTER - night) + timedelta(hours=15)
        check_some(at=at, how=_answered, pause=0)


def _answered(url: str) -> Told:
    """The bus has a new website; the old one is gone."""
    if "buergerbus" in url:
        return Told(Answer.GONE, "Die Seite gibt es nicht mehr (404).")
    return Told(Answer.FINE, "")
