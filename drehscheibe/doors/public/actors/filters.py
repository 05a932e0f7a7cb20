"""What a search for actors asks in its address, read so that nothing in it can do harm."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from drehscheibe.domain.directory.searching import Wish
from drehscheibe.domain.directory.topics import topics_on
from drehscheibe.doors.public.courses.filters import Chip
from drehscheibe.doors.public.typing_in import typed
from drehscheibe.kernel.language.tongues import tongue
from drehscheibe.kernel.territory.asked import PlaceAsked

FLAGS = ("offen", "stufenlos")
NAMES = {"ort", "thema", "art", "sprache", "name", *FLAGS}
"""Every name the address may carry; the edge knows them, too."""


class ActorFilters(PlaceAsked):
    """The filters of one request; what is no sense is not set."""

    def __init__(self, request: HttpRequest, *, on: date, kinds: Sequence[tuple[str, str]]) -> None:
        """Read once; `kinds` are those one can choose."""
        get = request.GET
        self.asked = typed(get, "ort")
        self.words = typed(get, "name")
        self.topics = topics_on(on)
        self.kinds = dict(kinds)
        self.topic = get["thema"] if get.get("thema") in self.topics else ""
        self.kind = get["art"] if get.get("art") in self.kinds else ""
        self.language = _tag(get.get("sprache", ""))
        self.flags = {name for name in FLAGS if get.get(name) == "1"}
        self._query = get

    @property
    def place(self) -> str:
        """What the place meant is called."""
        if self.found is None or not self.towns:
            return ""
        return self.towns[0].name if self.found.municipalities else self.found.districts[0].name

    @property
    def wish(self) -> Wish:
        """As the domain asks."""
        near = None
        if self.found and self.found.municipalities:
            near = (float(self.towns[0].lat), float(self.towns[0].lon))
        return Wish(
            towns=tuple(each.ags for each in self.towns), near=near, kind=self.kind,
            topic=self.topic, language=self.language, words=self.words,
            open_now="offen" in self.flags, step_free="stufenlos" in self.flags,
        )  # fmt: skip

    @property
    def is_narrow(self) -> bool:
        """Whether something below „more filters“ is set, so that it stands open."""
        return bool(self.kind or self.language or self.words or self.flags)

    @property
    def chips(self) -> list[Chip]:
        """All that is set, each with the way to take it away."""
        found = []
        if self.asked:
            found.append(Chip(self.asked, self.without("ort")))
        if self.topic:
            found.append(Chip(_(self.topics[self.topic].label), self.without("thema")))
        if self.kind:
            found.append(Chip(_(self.kinds[self.kind]), self.without("art")))
        known = tongue(self.language) if self.language else None
        if known:
            found.append(Chip(known.autonym, self.without("sprache")))
        if self.words:
            found.append(Chip(self.words, self.without("name")))
        labels = flag_labels()
        return found + [
            Chip(labels[name], self.without(name)) for name in FLAGS if name in self.flags
        ]

    def without(self, name: str) -> str:
        """The query without one filter, from the first page again."""
        return self.with_("", drop=name)

    def with_(self, topic: str, *, drop: str = "") -> str:
        """The query with another topic, or without something."""
        query = self.query()
        if topic:
            query["thema"] = topic
        if drop:
            query.pop(drop, None)
        return f"?{query.urlencode()}"

    def query(self) -> QueryDict:
        """What was asked, for links; unknown names and empty values fall away."""
        kept = QueryDict(mutable=True)
        for name in sorted(NAMES):
            value = self._query.get(name, "")[:100]
            if value:
                kept[name] = value
        return kept


def flag_labels() -> dict[str, str]:
    """Words of the yes-or-no filters."""
    return {"offen": _("jetzt geöffnet"), "stufenlos": _("stufenlos erreichbar")}


def _tag(text: str) -> str:
    return text if len(text) <= 20 and text.isprintable() and tongue(text) else ""
