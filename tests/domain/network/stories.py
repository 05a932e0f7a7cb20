"""A centre with actors, and relations between them."""

from datetime import UTC, date, datetime

from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.domain.directory.clearing import edit
from drehscheibe.domain.directory.models import Actor
from drehscheibe.domain.directory.wording import Place, Wording
from drehscheibe.domain.network.models import Opening, Relation
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person

AT = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)
TODAY = AT.date()
SINCE = date(2023, 1, 1)
LONG_AGO = datetime(2022, 1, 1, 9, 0, tzinfo=UTC)


def kind(key: str = "pt.mso", label: str = "Migrantenselbstorganisation") -> FieldOfAction:
    return FieldOfAction.objects.get_or_create(
        key=key, defaults={"facet": "partnertyp", "label": label, "position": 1}
    )[0]


def actor(
    centre: Centre, name: str, by: Person, *, house: Organisation | None = None,
    at_risk: bool = False, of: FieldOfAction | None = None,
) -> Actor:  # fmt: skip
    """One the public knows."""
    made = Actor.objects.create(
        centre=centre, kind=of or kind(), organisation=house, at_risk=at_risk,
        created_at=LONG_AGO,
    )  # fmt: skip
    place = Place("Soest", street="Geheimer Weg 7", postcode="59494")
    edit(actor=made, wording=Wording(name, places=(place,)), by=by, at=LONG_AGO)
    return made


def actors(centre: Centre, number: int) -> list[Actor]:
    """Many, without a wording: only their ties count."""
    return Actor.objects.bulk_create(
        Actor(centre=centre, kind=kind(), created_at=LONG_AGO) for _ in range(number)
    )


def tie(one: Actor, other: Actor, *, since: date = SINCE, until: date | None = None) -> Relation:
    """A confirmed relation, as it stands in the table."""
    return Relation.objects.create(
        from_actor=one, to_actor=other, kind="cooperates", mutual=True, since=since, until=until,
        asserted_at=LONG_AGO, confirmed_at=LONG_AGO,
    )  # fmt: skip


def opened(centre: Centre, by: Person) -> Opening:
    """The centre shows its network, as it stands in the table."""
    return Opening.objects.create(centre=centre, opened_by=by, opened_at=LONG_AGO)
