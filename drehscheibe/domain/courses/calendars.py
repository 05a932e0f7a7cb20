"""The dates of a course for calendars (RFC 5545): a weekly series for each of its times.

Holidays of the land and the course's own days off are EXDATEs, times stand in Europe/Berlin with
its VTIMEZONE. A course without a last day repeats for half a year. No text of the provider but the
title; of a provider at risk the town alone.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from drehscheibe.domain.courses.hsds import BYDAY
from drehscheibe.domain.courses.models import CourseOffer, CourseSlot
from drehscheibe.domain.courses.shown import UNKNOWN_END, ShownCourse
from drehscheibe.kernel.calendar.feeds import lasting_uid
from drehscheibe.kernel.calendar.files import SUMMER_TIME
from drehscheibe.kernel.calendar.holidays import holiday_name
from drehscheibe.kernel.calendar.moments import BERLIN

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//Drehscheibe//Kurse//DE"
WEEK = timedelta(days=7)


def calendar_of(course: ShownCourse, *, url: str) -> bytes:
    """The file; `url` is the page of the course."""
    from icalendar import Calendar, Component

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", course.offer.title)
    calendar.add_component(Component.from_ical(SUMMER_TIME))
    for slot in course.slots:
        days = list(_days(course.offer, slot))
        if days:
            calendar.add_component(_series(course, slot, days, url))
    return bytes(calendar.to_ical())


def _days(offer: CourseOffer, slot: CourseSlot) -> Iterator[date]:
    """Every date of its weekday from the first day to the last, free ones too."""
    last = offer.ends_on or offer.starts_on + UNKNOWN_END
    day = offer.starts_on + timedelta(days=(slot.weekday - offer.starts_on.isoweekday()) % 7)
    while day <= last:
        yield day
        day += WEEK


def _series(course: ShownCourse, slot: CourseSlot, days: list[date], url: str) -> "Event":
    from icalendar import Event, vRecur

    offer = course.offer
    begins = datetime.combine(days[0], slot.begins, BERLIN)
    until = datetime.combine(days[-1], slot.begins, BERLIN).astimezone(UTC)
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    entry = Event()
    entry.add("uid", lasting_uid(f"course {offer.public_id} {slot.weekday} {slot.begins}", domain))
    entry.add("dtstamp", offer.changed_at.astimezone(UTC))
    entry.add("sequence", int((offer.changed_at - offer.created_at).total_seconds() // 60))
    entry.add("summary", offer.title)
    entry.add("dtstart", begins)
    entry.add("dtend", datetime.combine(days[0], slot.ends, BERLIN))
    rule = vRecur(freq="WEEKLY", byday=BYDAY[slot.weekday - 1], until=until)
    entry.add("rrule", rule)
    free = [each for each in days if each in offer.days_off or holiday_name(each)]
    if free:
        entry.add("exdate", [datetime.combine(each, slot.begins, BERLIN) for each in free])
    entry.add("url", url)
    if offer.mode != CourseOffer.Mode.ONLINE:
        town = f"{course.postcode} {course.town}".strip()
        entry.add("location", ", ".join(filter(None, (course.street, town))))
    cancelled = course.state == CourseOffer.Standing.CANCELLED
    entry.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return entry
