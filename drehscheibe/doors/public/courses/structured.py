"""A course as schema.org `Course` with its `CourseInstance`, for search engines (JSON-LD).

Free text of the provider stays on the page, as with events; of a provider at risk the town alone.
"""

from typing import Any

from django.utils.safestring import SafeString

from drehscheibe.domain.courses.levels import NAMES
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.shown import ShownCourse
from drehscheibe.doors.public.structured import DAYS, SCHEMA, element, kept

MODES = {CourseOffer.Mode.ONLINE: "online"}
"""Every other one is met on site, at least in part."""


def json_ld(course: ShownCourse, url: str) -> SafeString:
    """The element for the head of the page."""
    return element(schema_course(course, url))


def schema_course(course: ShownCourse, url: str) -> dict[str, Any]:
    """All that is known of it; what is not known is left out."""
    offer = course.offer
    provider = {"@type": "Organization", "name": course.provider}
    told = {
        "@context": SCHEMA, "@type": "Course", "@id": url, "url": url,
        "identifier": str(offer.public_id), "name": offer.title, "inLanguage": "de",
        "description": f"{offer.get_kind_display()}, "
        f"{NAMES[offer.level_from]} – {NAMES[offer.level_to]}",
        "provider": provider, "teaches": "Deutsch", "educationalLevel": NAMES[offer.level_to],
        "hasCourseInstance": _instance(course),
    }  # fmt: skip
    return kept(told)


def _instance(course: ShownCourse) -> dict[str, Any]:
    offer = course.offer
    return kept({
        "@type": "CourseInstance",
        "courseMode": MODES.get(CourseOffer.Mode(offer.mode), "onsite"),
        "startDate": offer.starts_on.isoformat(),
        "endDate": offer.ends_on.isoformat() if offer.ends_on else "",
        "location": _place(course),
        "maximumAttendeeCapacity": offer.seats_max,
        "remainingAttendeeCapacity": offer.free,
        "courseSchedule": [
            {
                "@type": "Schedule", "repeatFrequency": "P1W", "scheduleTimezone": "Europe/Berlin",
                "byDay": f"{SCHEMA}/{DAYS[each.weekday - 1]}",
                "startTime": f"{each.begins:%H:%M}", "endTime": f"{each.ends:%H:%M}",
            }
            for each in course.slots
        ],
    })  # fmt: skip


def _place(course: ShownCourse) -> dict[str, Any] | None:
    if course.offer.mode == CourseOffer.Mode.ONLINE:
        return None
    address = {
        "@type": "PostalAddress", "streetAddress": course.street, "postalCode": course.postcode,
        "addressLocality": course.town, "addressCountry": "DE",
    }  # fmt: skip
    return {"@type": "Place", "name": course.town, "address": kept(address)}
