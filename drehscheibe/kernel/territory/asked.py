"""The place a search asks for, as people type it."""

from collections.abc import Sequence
from functools import cached_property

from drehscheibe.kernel.territory.models import Municipality
from drehscheibe.kernel.territory.selectors import Places, places


class PlaceAsked:
    """What a search learns of its place; `asked` is what was typed, empty where nothing was."""

    asked: str

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
