"""What a search for courses asks in its address, read so that nothing in it can do harm."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.searching import Point, Wishes
from drehscheibe.domain.courses.times import EVERY, allowed
from drehscheibe.doors.public.courses.words import KNOWN, PARTS, WANTED, WEEKDAYS
from drehscheibe.doors.public.typing_in import typed
from drehscheibe.kernel.language.days import DayRefused, parse_day
from drehscheibe.kernel.territory.models import Municipality
from drehscheibe.kernel.territory.selectors import Places, places

DISTANCES = (2, 5, 10, 20, 50)
USUAL = 20
"""Kilometres, when a place is named and no distance."""
ANY_AGE = -1
FLAGS = ("stufenlos", "frauen", "online", "frei", "jederzeit")
NAMES = {"ort", "von", "bis", "tag", "zeit", "kind", "km", "schrift", "geld", "ende", *FLAGS}
"""Every name the address may carry; the edge knows them, too."""


@dataclass(frozen=True)
class Chip:
    """A filter that is set, and the address without it."""

    label: str
    without: str


class CourseFilters:
    """The filters of one request; what is no sense is not set."""

    def __init__(self, request: HttpRequest) -> None:
        """Read once; nothing is looked up yet."""
        get = request.POST if request.method == "POST" else request.GET
        self.asked = typed(get, "ort")
        self.know = _one(get.get("von"), range(6))
        self.want = _one(get.get("bis"), range(1, 7))
        self.days = _some(get.getlist("tag"), WEEKDAYS)
        self.parts = _some(get.getlist("zeit"), PARTS)
        self.child = _one(get.get("kind"), range(ANY_AGE, 18))
        self.km = _one(get.get("km"), DISTANCES)
        self.flags = {name for name in FLAGS if get.get(name) == "1"}
        self.script = _known(get.get("schrift"), CourseOffer.Script.values)
        self.funding = _known(get.get("geld"), CourseOffer.Funding.values)
        self.ends_by = _day(get.get("ende"))
        self._query = get

    @cached_property
    def found(self) -> Places | None:
        """The places meant; none when nothing was asked."""
        return places(self.asked) if self.asked else None

    @cached_property
    def towns(self) -> Sequence[Municipality]:
        """The towns meant, the likeliest first; of a Kreis all of them."""
        if self.found is None:
            return []
        if self.found.municipalities:
            return self.found.municipalities
        return list(Municipality.objects.filter(district__in=self.found.districts))

    @property
    def town(self) -> Municipality | None:
        """The one distances are counted from."""
        return self.towns[0] if self.towns else None

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
    def is_set(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.chips)

    @property
    def is_narrow(self) -> bool:
        """Whether something below „more filters“ is set, so that it stands open."""
        return bool(self._folded)

    @cached_property
    def chips(self) -> list[Chip]:
        """All that is set, each with the way to take it away."""
        found = []
        if self.asked:
            found.append(Chip(self.asked, self.without("ort")))
        if self.know is not None:
            found.append(Chip(str(KNOWN[self.know]), self.without("von")))
        if self.want is not None:
            found.append(Chip(f"→ {WANTED[self.want]}", self.without("bis")))
        return [*found, *self._folded]

    @cached_property
    def _folded(self) -> list[Chip]:
        labels = flag_labels()
        found = [Chip(str(WEEKDAYS[each]), self.without("tag", str(each))) for each in self.days]
        found += [Chip(str(PARTS[each]), self.without("zeit", str(each))) for each in self.parts]
        if self.child is not None:
            found.append(Chip(child_label(self.child), self.without("kind")))
        if self.km is not None and self.asked:
            label = _("bis %(km)s km") % {"km": self.km}
            found.append(Chip(label, self.without("km")))
        found += [Chip(labels[name], self.without(name)) for name in FLAGS if name in self.flags]
        if self.script:
            found.append(Chip(_(CourseOffer.Script(self.script).label), self.without("schrift")))
        if self.funding:
            found.append(Chip(_(CourseOffer.Funding(self.funding).label), self.without("geld")))
        return found

    def without(self, name: str, value: str = "") -> str:
        """The query without one filter, from the first page again."""
        query = self.query()
        kept = [each for each in query.getlist(name) if value and each != value]
        query.setlist(name, kept)
        return f"?{query.urlencode()}"

    def query(self) -> QueryDict:
        """What was asked, for links; unknown names and empty values fall away."""
        return self._kept.copy()

    @cached_property
    def _kept(self) -> QueryDict:
        kept = QueryDict(mutable=True)
        for name in sorted(NAMES):
            values = [each[:100] for each in self._query.getlist(name) if each][:7]
            if values:
                kept.setlist(name, values)
        return kept

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


def flag_labels() -> dict[str, str]:
    """Words of the yes-or-no filters."""
    return {
        "stufenlos": _("stufenlos erreichbar"), "frauen": _("nur für Frauen"),
        "online": _("online möglich"), "frei": _("mit freien Plätzen"),
        "jederzeit": _("Einstieg jederzeit"),
    }  # fmt: skip


def child_label(age: int) -> str:
    """Childcare for an age."""
    if age == ANY_AGE:
        return _("mit Kinderbetreuung")
    return _("Kinderbetreuung, %(age)s Jahre") % {"age": age}


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
