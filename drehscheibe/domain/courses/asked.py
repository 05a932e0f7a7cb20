"""What a search for courses asks in its address, read so that nothing in it can do harm.

The address is what people keep and pass on: the page of the search reads it, and so does whatever
keeps such a search (a page of the guide).
"""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils.datastructures import MultiValueDict

from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.searching import Point, Wishes
from drehscheibe.domain.courses.times import EVERY, allowed
from drehscheibe.kernel.language.days import DayRefused, parse_day
from drehscheibe.kernel.territory.asked import PlaceAsked
from drehscheibe.kernel.territory.spelling import typed_line

DISTANCES = (2, 5, 10, 20, 50)
USUAL = 20
"""Kilometres, when a place is named and no distance."""
FLAGS = ("stufenlos", "frauen", "online", "frei", "jederzeit")
NAMES = {"ort", "von", "bis", "tag", "zeit", "kind", "km", "schrift", "geld", "ende", *FLAGS}
"""Every name the address may carry; the edge knows them, too."""
DAYS, PARTS = range(1, 8), range(3)
"""Monday to Sunday; morning, afternoon, evening."""
AGES = range(-1, 18)
"""Of a child; -1 is any."""


class Asked(PlaceAsked):
    """The filters of one address; what is no sense is not set."""

    def __init__(self, get: MultiValueDict[str, str]) -> None:
        """Read once; nothing is looked up yet."""
        self.asked = typed_line(get.get("ort") or "")
        self.know = _one(get.get("von"), range(6))
        self.want = _one(get.get("bis"), range(1, 7))
        self.days = _some(get.getlist("tag"), DAYS)
        self.parts = _some(get.getlist("zeit"), PARTS)
        self.child = _one(get.get("kind"), AGES)
        self.km = _one(get.get("km"), DISTANCES)
        self.flags = {name for name in FLAGS if get.get(name) == "1"}
        self.script = _known(get.get("schrift"), CourseOffer.Script.values)
        self.funding = _known(get.get("geld"), CourseOffer.Funding.values)
        self.ends_by = _day(get.get("ende"))

    @property
    def distance(self) -> int | None:
        """Kilometres around the place."""
        return (self.km or USUAL) if self.towns else None

    @property
    def wishes(self) -> Wishes:
        """As the domain asks."""
        return Wishes(
            level_from=self.know, level_to=self.want, near=self._near, within=self.distance,
            weekly=self.weekly, child=self.child, script=self.script, funding=self.funding,
            step_free="stufenlos" in self.flags, women_only="frauen" in self.flags,
            online="online" in self.flags, free_only="frei" in self.flags,
            rolling="jederzeit" in self.flags,
        )  # fmt: skip

    @property
    def weekly(self) -> int:
        """The times somebody has."""
        return allowed(self.days, self.parts) if self.days or self.parts else EVERY

    @property
    def _near(self) -> Point | None:
        if not self.towns:
            return None
        if self.found and self.found.municipalities:
            return Point(float(self.towns[0].lat), float(self.towns[0].lon))
        count = len(self.towns)
        return Point(
            float(sum(each.lat for each in self.towns) / count),
            float(sum(each.lon for each in self.towns) / count),
        )


def _one(text: str | None, known: Sequence[int]) -> int | None:
    try:
        number = int((text or "")[:4])
    except ValueError:
        return None
    return number if number in known else None


def _some(texts: Sequence[str], known: Collection[int]) -> list[int]:
    found = {_one(text, tuple(known)) for text in texts[:10]}
    return sorted(each for each in found if each is not None)


def _known(text: str | None, values: Sequence[str]) -> str:
    return text if text and text in values else ""


def _day(text: str | None) -> date | None:
    try:
        return parse_day(text or "")
    except DayRefused:
        pass
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
