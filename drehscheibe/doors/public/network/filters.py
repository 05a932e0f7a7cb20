"""What of a public network is asked for, read so that nothing in the address can do harm."""

from collections.abc import Mapping
from datetime import date

from django.http import HttpRequest, QueryDict

from drehscheibe.domain.network.kinds import kinds_on
from drehscheibe.domain.network.seeing import Wish
from drehscheibe.doors.public.network.words import VIEWS
from drehscheibe.doors.public.typing_in import typed

NAMES = ("ansicht", "art", "beziehung", "name", "ort")
"""Every name the address may carry; the edge knows them, too."""


class NetworkFilters:
    """The filter of one request, the same for picture, map, table and files."""

    def __init__(
        self, request: HttpRequest, *, on: date, kinds: Mapping[str, str], towns: Mapping[str, str]
    ) -> None:
        """`kinds` of actors and `towns` are those one can choose; what is no sense is not set."""
        get = request.GET
        self.on, self.kinds, self.towns = on, kinds, towns
        self.ties = {each.code: each.label for each in kinds_on(on).values()}
        self.kind = get["art"] if get.get("art") in kinds else ""
        self.tie = get["beziehung"] if get.get("beziehung") in self.ties else ""
        self.town = get["ort"] if get.get("ort") in towns else ""
        self.words = typed(get, "name")
        self.view = get["ansicht"] if get.get("ansicht") in VIEWS else "bild"

    def wish(self, centre: int) -> Wish:
        """As the domain asks."""
        return Wish(
            self.on, actor_kind=self.kind, kind=self.tie, municipality=self.town,
            words=self.words, centre=centre,
        )  # fmt: skip

    @property
    def is_narrow(self) -> bool:
        """Whether anything is chosen."""
        return bool(self.kind or self.tie or self.town or self.words)

    @property
    def query(self) -> str:
        """The filter without the view, as the part of an address behind `?`."""
        return self.with_(ansicht="").urlencode()

    def with_(self, **more: str) -> QueryDict:
        """The same filter with other values; empty ones fall away."""
        values = {
            "ansicht": self.view, "art": self.kind, "beziehung": self.tie, "name": self.words,
            "ort": self.town,
        } | more  # fmt: skip
        found = QueryDict(mutable=True)
        found.update({name: value for name, value in values.items() if value})
        return found

    @property
    def views(self) -> list[tuple[str, object, str]]:
        """Each view with its word and its address."""
        return [
            (key, word, f"?{self.with_(ansicht=key).urlencode()}") for key, word in VIEWS.items()
        ]
