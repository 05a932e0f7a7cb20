"""Calendars to subscribe to: what the calendar page shows, read by a program with a secret.

A feed shows what its person may see on the day it is read. No names, no online access. A tag over
what it would say answers „nothing new“ without writing the text.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from drehscheibe.domain.agenda.entries import Of, Scope, Window
from drehscheibe.domain.agenda.gathering import gathered
from drehscheibe.domain.agenda.meetings import of_one_group
from drehscheibe.domain.groups.leading import membership_of
from drehscheibe.domain.groups.models import Group
from drehscheibe.domain.qualification.feeds import feed_of
from drehscheibe.domain.qualification.models import CalendarFeed
from drehscheibe.kernel.calendar.feeds import Feed
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.permissions.reach import Standing, standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as

PRODUCT = "-//Drehscheibe//Kalender//DE"
BACK, AHEAD = timedelta(days=90), timedelta(days=550)
"""So far a feed reaches."""


@contextmanager
def opened_feed(secret: str, *, at: datetime) -> Iterator[Feed]:
    """The feed of this secret, behind the wall of its person as she stands today.

    Raises `CalendarFeed.DoesNotExist` for an unknown or revoked secret.
    """
    feed = feed_of(secret)
    day = day_of(at)
    standing = standing_of(feed.person, on=day)
    if feed.group is not None:
        with acting_as(standing):
            yield _of_group(standing, feed.group, Window(day - BACK, day + AHEAD))
        return
    if not standing.places:
        raise CalendarFeed.DoesNotExist  # who left the network reads nothing of it
    scope = Scope(Of(feed.of), feed.organisation)
    with acting_as(standing):
        found = gathered(standing, scope, Window(day - BACK, day + AHEAD))
        yield Feed(scope.name, PRODUCT, tuple(each.what for each in found))


def _of_group(standing: Standing, group: Group, window: Window) -> Feed:
    """For whoever belongs to the group on the day; nobody else learns that there is one."""
    if membership_of(standing.person, group, on=standing.on) is None:
        raise CalendarFeed.DoesNotExist
    found = of_one_group(standing, group, window)
    return Feed(group.name, PRODUCT, tuple(each.what for each in found))
