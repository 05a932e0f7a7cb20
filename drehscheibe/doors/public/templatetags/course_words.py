"""What a list says of each course in few words; a page holds fifteen, so each is written in one go.

As templates with their blocks these two were a third of the processor time of a page of courses.
"""

from django import template
from django.utils import timezone
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.shown import ShownCourse
from drehscheibe.kernel.design.templatetags.design import status
from drehscheibe.kernel.language.spans import from_to
from drehscheibe.kernel.language.tongues import comma

register = template.Library()
QUIET = '<span class="small muted">{}</span>'


@register.simple_tag
def seats(course: ShownCourse) -> SafeString | str:
    """How many are free and since when that is known; else why nobody can say (Sc 9.1, 9.2)."""
    offer = course.offer
    if course.state == "cancelled":
        return status("danger", _("abgesagt"))
    if course.state == "ended":
        return status("neutral", _("beendet"))
    if offer.free is None:
        return _("Freie Plätze: bitte fragen")
    counted, language = timezone.localtime(offer.counted_at), get_language() or "de"
    end = "." if language.startswith("de") else ""  # others take it for the end of a sentence
    said = {
        "free": localize(offer.free), "day": f"{counted:%d.%m}{end}", "time": f"{counted:%H:%M}",
    }  # fmt: skip
    if course.stale:
        word = status("warning", _("Angabe veraltet"))
        last = _("zuletzt %(free)s frei, Stand %(day)s, %(time)s") % said
        return word + mark_safe(" ") + format_html(QUIET, last)
    since = _("Stand %(day)s, %(time)s") % said
    if offer.is_full:
        return status("neutral", _("ausgebucht")) + mark_safe(" ") + format_html(QUIET, since)
    free = _("%(free)s frei") % said
    return format_html("<strong>{}</strong>{}{}", free, comma(language), since)


@register.simple_tag
def levels(offer: CourseOffer) -> str:
    """What one has to know already, and where the course leads."""
    low = offer.get_level_from_display() if offer.level_from else _("ohne Vorkenntnisse")
    return from_to(low, offer.get_level_to_display())


@register.simple_tag
def childcare_ages(offer: CourseOffer) -> str:
    """For children of which ages, after what was said before; nothing where nobody says."""
    first, last = offer.childcare_from, offer.childcare_to
    if first is None and last is None:
        return ""
    if last is None:
        words = _("Alter ab %(from)s")
    elif first is None:
        words = _("Alter bis %(to)s")
    else:
        words = _("Alter %(from)s bis %(to)s")
    return comma(get_language() or "de") + words % {"from": first, "to": last}
