"""A centre, a provider of its directory, and courses as the scenarios of area 9 tell them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from drehscheibe.domain.centres.models import Centre, FieldOfAction, ServedArea
from drehscheibe.domain.courses.details import CourseDetails
from drehscheibe.domain.courses.keeping import Seats, publish_course, write_course
from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.domain.courses.times import Stretch
from drehscheibe.domain.directory.clearing import edit
from drehscheibe.domain.directory.models import Actor
from drehscheibe.domain.directory.wording import Place, Wording
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.territory.models import Municipality, PlaceName
from drehscheibe.kernel.territory.spelling import fold
from tests import factories

AT = datetime(2026, 5, 4, 7, 12, tzinfo=UTC)
"""Monday, 04.05.2026, 09:12 in Dortmund."""
TODAY = AT.date()
MIDDLE = (51.51494, 7.46600)
"""Of Dortmund."""
MORNINGS: tuple[Stretch, ...] = ((2, time(9), time(12)), (4, time(9), time(12)))
"""Tuesday and Thursday."""
_number = count(1)


def town(centre: Centre, name: str = "Dortmund", *, lat: float = MIDDLE[0]) -> Municipality:
    """A municipality the centre serves."""
    ags = f"{centre.key}{next(_number):03d}"
    made = Municipality.objects.create(
        ags=ags, ars=f"{ags}0000", name=name, official_name=name, kind="Stadt",
        district=centre.district, postcode="44137", more_postcodes=True, area=280,
        population=600_000, population_on=date(2022, 12, 31), lat=lat, lon=MIDDLE[1],
        sort_key=name.lower(),
    )  # fmt: skip
    ServedArea.objects.create(centre=centre, municipality=made)
    PlaceName.objects.create(key=fold(name), municipality=made)
    return made


def provider(
    centre: Centre, keeper: Person, name: str = "Volkshochschule Beispiel", **of: Any
) -> Actor:
    """A provider the public knows, with a telephone."""
    kind, _ = FieldOfAction.objects.get_or_create(
        key="pt.wohlfahrt",
        defaults={
            "facet": "partnertyp",
            "label": "Verband der freien Wohlfahrtspflege",
            "position": 1,
        },
    )
    actor = Actor.objects.create(centre=centre, kind=kind, created_at=AT, **of)
    wording = Wording(
        name, phone="0231 000", email="kurse@vhs.example", languages=("de", "ar"),
        places=(Place("Dortmund", street="Beispielweg 1", postcode="44137"),),
    )  # fmt: skip
    edit(actor=actor, wording=wording, by=keeper, at=AT)
    return actor


class Stage:
    """A centre with a town, a specialist and a provider."""

    def __init__(self, name: str = "Dortmund") -> None:
        self.centre = factories.centre(name)
        self.keeper = factories.person("specialist", of=self.centre.organisation)
        self.town = town(self.centre, name)
        self.actor = provider(self.centre, self.keeper)

    def details(self, **said: Any) -> CourseDetails:
        """An A2 → B1 course on two mornings with childcare, from next Monday to summer."""
        base = CourseDetails(
            title="Deutsch für den Alltag", kind="general", funding="federal", level_from=2,
            level_to=3, starts_on=TODAY + timedelta(days=7), ends_on=date(2026, 7, 17),
            municipality=self.town.ags, slots=MORNINGS, childcare="onsite", childcare_from=1,
            childcare_to=6, step_free=True, street="Beispielweg 1", postcode="44137",
        )  # fmt: skip
        return replace(base, **said)

    def course(
        self, seats: Seats | None = None, *, at: datetime = AT, actor: Actor | None = None,
        point: tuple[float, float] | None = None, **said: Any,
    ) -> CourseOffer:  # fmt: skip
        """A published course; `point` puts it somewhere."""
        offer = write_course(
            actor=actor or self.actor, details=self.details(**said), seats=seats or Seats(20, 12),
            by=self.keeper, at=at,
        )  # fmt: skip
        if point is not None:
            CourseOffer.objects.filter(pk=offer.pk).update(latitude=point[0], longitude=point[1])
        return publish_course(offer=offer, by=self.keeper, at=at)
