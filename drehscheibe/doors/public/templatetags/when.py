"""From when to when, in the language of the page."""

from datetime import date, datetime, time

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from drehscheibe.kernel.language.spans import from_to, hours_between
from drehscheibe.kernel.language.tongues import comma

register = template.Library()


@register.simple_tag
def hours(first: time, last: time) -> str:
    """From one time of a day to another."""
    return hours_between(f"{first:%H:%M}", f"{last:%H:%M}")


@register.simple_tag
def days(first: date | datetime, last: date | datetime) -> str:
    """From one day to another; moments are taken in local time."""
    return from_to(f"{_local(first):%d.%m.%Y}", f"{_local(last):%d.%m.%Y}")


@register.simple_tag
def moments(first: datetime, last: datetime | None) -> str:
    """When something begins, and ends where that is told; the same day is said once."""
    after_day, begins = comma(get_language() or "de"), timezone.localtime(first)
    said = f"{begins:%d.%m.%Y}{after_day}"
    if last is None:
        return f"{said}{begins:%H:%M}"
    ends = timezone.localtime(last)
    if begins.date() == ends.date():
        return said + hours_between(f"{begins:%H:%M}", f"{ends:%H:%M}")
    return hours_between(f"{said}{begins:%H:%M}", f"{ends:%d.%m.%Y}{after_day}{ends:%H:%M}")


def _local(value: date | datetime) -> date:
    return timezone.localtime(value) if isinstance(value, datetime) else value
