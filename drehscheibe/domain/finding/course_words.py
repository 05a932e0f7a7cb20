"""What people type who look for a course: found with it, never shown.

Levels, times of day and what the filters of the course search offer, in every language of the
interface: whoever types „A1 abends“ or „German course evening“ finds what the filters would.
"""

import tomllib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext, override

from drehscheibe.domain.courses.levels import LEVELS
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.times import AFTERNOON, EVENING, MORNING, allowed

CALLED = Path(__file__).parent / "data" / "german_courses.toml"
PARTS = {MORNING: "vormittags", AFTERNOON: "nachmittags", EVENING: "abends"}


def words_for(offer: CourseOffer) -> str:
    """All that this course may be looked for by, besides its own title and text."""
    levels = [name for level, name in LEVELS[1:] if offer.level_from <= level <= offer.level_to]
    said = [word for part, word in PARTS.items() if offer.weekly & allowed((), (part,))]
    if offer.mode != CourseOffer.Mode.ONSITE:
        said.append("online")
    if offer.childcare != CourseOffer.Childcare.NONE:
        said.append("mit Kinderbetreuung")
    if offer.women_only:
        said.append("nur für Frauen")
    return " ".join([called_a_german_course(), *levels, *map(_everywhere, said)])


@cache
def called_a_german_course() -> str:
    """What people call a German course, in the languages of the interface; read once."""
    return " ".join(tomllib.loads(CALLED.read_text("utf-8"))["said"])


@cache
def _everywhere(words: str) -> str:
    """As the interface says it in each of its languages."""
    found = []
    for language, _ in settings.LANGUAGES:
        with override(language):
            found.append(gettext(words))
    return " ".join(dict.fromkeys(found))
