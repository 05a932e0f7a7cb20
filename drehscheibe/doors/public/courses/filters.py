"""What a search for courses asks in its address, as its page shows it."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from drehscheibe.domain.courses.asked import DISTANCES, FLAGS, NAMES, Asked
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.doors.public.courses.words import KNOWN, PARTS, WANTED, WEEKDAYS
from drehscheibe.kernel.territory.models import Municipality

__all__ = ["ANY_AGE", "DISTANCES", "NAMES", "Chip", "CourseFilters", "child_label", "flag_labels"]
ANY_AGE = -1


@dataclass(frozen=True)
class Chip:
    """A filter that is set, and the address without it."""

    label: str
    without: str


class CourseFilters(Asked):
    """The filters of one request."""

    def __init__(self, request: HttpRequest) -> None:
        """Read once; nothing is looked up yet."""
        self._query = request.POST if request.method == "POST" else request.GET
        super().__init__(self._query)

    @property
    def town(self) -> Municipality | None:
        """The town named; none where a whole Kreis is."""
        return self.towns[0] if self.found and self.found.municipalities else None

    @property
    def place(self) -> str:
        """What distances are counted from the middle of."""
        if self.town is not None:
            return self.town.name
        return self.found.districts[0].name if self.found and self.towns else ""

    @property
    def has_unread_end(self) -> bool:
        """Whether a last day was typed that is none."""
        return bool(self._query.get("ende", "").strip()) and self.ends_by is None

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
            found.append(Chip(f"{_('Ziel des Kurses')}: {WANTED[self.want]}", self.without("bis")))
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
        kept = [
            (key, each)
            for key, values in self._kept.lists()
            for each in values
            if key != name or (value and each != value)
        ]
        return f"?{urlencode(kept)}"

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
    return _("Kinderbetreuung, Alter: %(age)s") % {"age": age}
