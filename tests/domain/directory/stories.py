"""A centre of two towns and actors the public knows, for the pages of the directory."""

from datetime import UTC, datetime, time
from itertools import count
from typing import Any

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.directory.clearing import edit
from drehscheibe.domain.directory.keeping import keep_service
from drehscheibe.domain.directory.models import Actor, Service
from drehscheibe.domain.directory.wording import Opening, Place, Wording
from tests import factories
from tests.domain.courses.stories import town

AT = datetime(2026, 5, 4, 7, 12, tzinfo=UTC)
"""Monday, 04.05.2026, 09:12 in Dortmund."""
TWO_BLOCKS = (Opening(1, time(9), time(12)), Opening(1, time(14), time(16)))
STREET = "Geheimer Weg 7"
_number = count(1)


def field(key: str, facet: str = "partnertyp", label: str = "") -> FieldOfAction:
    """A kind or a topic in the words of the sources."""
    return FieldOfAction.objects.get_or_create(
        key=key, defaults={"facet": facet, "label": label or key, "position": next(_number)}
    )[0]


class Stage:
    """A centre with two towns, a specialist, and nobody yet."""

    def __init__(self) -> None:
        self.centre = factories.centre("Dortmund")
        self.keeper = factories.person("specialist", of=self.centre.organisation)
        self.town = town(self.centre, "Dortmund")
        self.far = town(self.centre, "Lünen", lat=51.61)

    def actor(
        self, name: str, *, kind: str = "pt.mso", ags: str = "", openings: Any = TWO_BLOCKS,
        offer: str = "", said: dict[str, Any] | None = None, **of: Any,
    ) -> Actor:  # fmt: skip
        """One the public knows, with two blocks on Mondays; `offer` is the topic of a service."""
        home = ags or self.town.ags
        actor = Actor.objects.create(
            centre=self.centre, kind=field(kind, label="Verein"), municipality_id=home,
            created_at=AT, **of,
        )  # fmt: skip
        place = Place("Dortmund", street=STREET, postcode="44137", openings=openings,
                      municipality=home, step_free=True)  # fmt: skip
        told: dict[str, Any] = {"phone": "0231 12 34-5", "languages": ("de", "ar"),
                                "places": (place,), **(said or {})}  # fmt: skip
        edit(actor=actor, wording=Wording(name, **told), by=self.keeper, at=AT)
        if offer:
            service = Service(actor=actor, name=f"{name}: Hilfe", topic=field(offer, "thema"))
            keep_service(service=service, by=self.keeper, at=AT)
        return actor
