"""What is said of an actor: written by its people, shown once the centre cleared it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction

from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.domain.directory.clearing import clear, confirm, edit, propose, refuse
from drehscheibe.domain.directory.models import Actor, ActorPlace, ActorRevision
from drehscheibe.domain.directory.refusals import DirectoryRefused
from drehscheibe.domain.directory.shown import ShownActor, actors_shown, all_shown, as_shown
from drehscheibe.domain.directory.wording import Opening, Place, Wording
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from drehscheibe.kernel.permissions.transaction_settings import tell
from tests import factories
from tests.domain.courses.stories import town

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 4, 9, 12, tzinfo=UTC)
TODAY = AT.date()
OLD = Wording(
    "Brücke der Kulturen", places=(Place("Soest", street="Alte Gasse 3", postcode="59494"),)
)
NEW = Wording(
    "Brücke der Kulturen", places=(Place("Soest", street="Neuer Weg 8", postcode="59494"),)
)


def stage(*, at_risk: bool = False) -> tuple[Actor, Person, Person]:
    """An association with its centre's specialist and one of its own people."""
    centre = factories.centre("Kreis Soest")
    house = factories.organisation("Brücke der Kulturen", "association")
    actor = Actor.objects.create(
        centre=centre, kind=kind(), organisation=house, at_risk=at_risk, created_at=AT
    )
    return (
        actor,
        factories.person("specialist", of=centre.organisation),
        factories.person("guest", of=house),
    )


def kind() -> FieldOfAction:
    return FieldOfAction.objects.get_or_create(
        key="pt.mso",
        defaults={"facet": "partnertyp", "label": "Migrantenselbstorganisation", "position": 1},
    )[0]


def open_on(*hours: tuple[int, int]) -> Wording:
    """Open on Mondays between these hours."""
    blocks = tuple(Opening(1, time(opens), time(closes)) for opens, closes in hours)
    return Wording("Brücke", places=(Place("Soest", openings=blocks),))


def public(on: date = TODAY) -> list[ShownActor]:
    """By name. Read as models for a page or as rows for an export, it is the same."""
    found = [as_shown(each, on=on) for each in actors_shown()]
    rows = [each for centre in Centre.objects.all() for each in all_shown(centre, on=on)]
    assert sorted(rows, key=lambda each: each.name) == found
    return found


def test_sc_11_2_the_public_keeps_the_old_address_until_the_centre_clears_the_new() -> None:
    actor, specialist, own = stage()
    edit(actor=actor, wording=OLD, by=specialist, at=AT)
    proposed = propose(actor=actor, wording=NEW, by=own, at=AT + timedelta(days=1))
    assert [each.places[0].street for each in public()] == ["Alte Gasse 3"]
    clear(actor=actor, seen=proposed.number, by=specialist, at=AT + timedelta(days=2))
    assert [each.places[0].street for each in public()] == ["Neuer Weg 8"]
    assert actor.revisions.count() == 2


def test_sc_11_2_its_own_people_clear_nothing() -> None:
    actor, specialist, own = stage()
    edit(actor=actor, wording=OLD, by=specialist, at=AT)
    proposed = propose(actor=actor, wording=NEW, by=own, at=AT)
    with pytest.raises(PermissionDenied):
        clear(actor=actor, seen=proposed.number, by=own, at=AT)
    with pytest.raises(PermissionDenied):
        edit(actor=actor, wording=NEW, by=own, at=AT)
    assert [each.places[0].street for each in public()] == ["Alte Gasse 3"]


def test_another_centre_neither_writes_nor_clears() -> None:
    actor, _, own = stage()
    proposed = propose(actor=actor, wording=NEW, by=own, at=AT)
    stranger = factories.person("specialist", of=factories.centre("Kreis Unna").organisation)
    for attempt in (
        lambda: edit(actor=actor, wording=NEW, by=stranger, at=AT),
        lambda: clear(actor=actor, seen=proposed.number, by=stranger, at=AT),
        lambda: confirm(actor=actor, by=stranger, at=AT),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    assert public() == []


def test_only_what_was_read_is_cleared() -> None:
    actor, specialist, own = stage()
    first = propose(actor=actor, wording=OLD, by=own, at=AT)
    propose(actor=actor, wording=NEW, by=own, at=AT)
    with pytest.raises(DirectoryRefused, match="inzwischen geändert"):
        clear(actor=actor, seen=first.number, by=specialist, at=AT)
    first.refresh_from_db()
    assert first.standing == ActorRevision.Standing.REPLACED
    assert public() == []


def test_a_refusal_needs_a_reason_and_leaves_the_old_wording() -> None:
    actor, specialist, own = stage()
    edit(actor=actor, wording=OLD, by=specialist, at=AT)
    proposed = propose(actor=actor, wording=NEW, by=own, at=AT)
    with pytest.raises(DirectoryRefused, match="Grund"):
        refuse(actor=actor, seen=proposed.number, reason=" ", by=specialist, at=AT)
    refuse(actor=actor, seen=proposed.number, reason="Hausnummer fehlt", by=specialist, at=AT)
    assert [each.places[0].street for each in public()] == ["Alte Gasse 3"]
    with pytest.raises(DirectoryRefused, match="wartet kein"):
        clear(actor=actor, seen=proposed.number, by=specialist, at=AT)


def test_sc_11_4_of_an_actor_at_risk_the_public_learns_the_town_alone() -> None:
    actor, specialist, _ = stage(at_risk=True)
    Actor.objects.filter(pk=actor.pk).update(municipality=town(actor.centre, "Soest"))
    hall = Place("Soest", kind=ActorPlace.Kind.EVENTS, street="Saal am Markt 1", postcode="59494")
    edit(actor=actor, wording=Wording("Brücke", places=(*OLD.places, hall)), by=specialist, at=AT)
    (shown,) = public()
    (place,) = shown.places
    assert (place.kind, place.town, place.street, place.postcode) == ("visit", "Soest", "", "")
    assert place.point is None


def test_an_address_holds_in_its_time() -> None:
    actor, specialist, _ = stage()
    moved = date(2026, 7, 1)
    places = (
        Place("Soest", street="Alte Gasse 3", valid_to=moved - timedelta(days=1)),
        Place("Soest", street="Neuer Weg 8", valid_from=moved),
    )
    edit(actor=actor, wording=Wording("Brücke", places=places), by=specialist, at=AT)
    assert [[each.street for each in one.places] for one in public(moved - timedelta(days=1))] == [
        ["Alte Gasse 3"]
    ]
    assert [[each.street for each in one.places] for one in public(moved)] == [["Neuer Weg 8"]]


def test_nobody_has_confirmed_it_for_a_year() -> None:
    actor, specialist, _ = stage()
    edit(actor=actor, wording=OLD, by=specialist, at=AT)
    assert [each.stale for each in public(TODAY + timedelta(days=365))] == [False]
    assert [each.stale for each in public(TODAY + timedelta(days=366))] == [True]
    confirm(actor=actor, by=specialist, at=AT + timedelta(days=366))
    assert [each.stale for each in public(TODAY + timedelta(days=366))] == [False]


@pytest.mark.parametrize(
    ("wording", "field"),
    [
        (Wording(" \u202e "), "name"),
        (Wording("Саritas Soest"), "name"),  # the first two letters are Cyrillic
        (Wording("Brücke", places=(Place(""),)), "town"),
        (open_on((12, 9)), "openings"),
        (open_on((9, 12), (11, 15)), "openings"),
        (open_on((8, 9), (10, 11), (12, 13)), "openings"),
    ],
)
def test_a_wording_that_cannot_stand_is_refused_at_its_field(wording: Wording, field: str) -> None:
    actor, specialist, _ = stage()
    with pytest.raises(DirectoryRefused) as refusal:
        edit(actor=actor, wording=wording, by=specialist, at=AT)
    assert refusal.value.field == field
    assert public() == []


def test_a_name_in_its_own_script_stands() -> None:
    actor, specialist, _ = stage()
    edit(actor=actor, wording=Wording("Міст \u202eдо громади"), by=specialist, at=AT)
    assert [each.name for each in public()] == ["Міст до громади"]


def test_the_database_shows_one_wording_and_only_a_cleared_one() -> None:
    actor, specialist, own = stage()
    shown = edit(actor=actor, wording=OLD, by=specialist, at=AT)
    waiting = propose(actor=actor, wording=NEW, by=own, at=AT)
    attempts: tuple[tuple[int, dict[str, object]], ...] = (
        (waiting.pk, {"shown": True}),
        (waiting.pk, {"standing": "refused", "decided_at": AT}),
        (shown.pk, {"standing": "open"}),
    )
    for pk, attempt in attempts:
        with pytest.raises(IntegrityError), transaction.atomic():
            ActorRevision.objects.filter(pk=pk).update(**attempt)


def test_the_second_wall_lets_everybody_read_what_is_shown_and_its_own_write() -> None:
    actor, specialist, own = stage()
    edit(actor=actor, wording=OLD, by=specialist, at=AT)
    propose(actor=actor, wording=NEW, by=own, at=AT)
    stranger = factories.person("specialist", of=factories.centre("Kreis Unna").organisation)
    with acting_as(standing_of(stranger, on=TODAY)):
        assert list(ActorRevision.objects.values_list("shown", flat=True)) == [True]
        assert ActorPlace.objects.count() == 1
        assert ActorRevision.objects.update(name="Fremd") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Actor.objects.create(
                centre=Centre.objects.get(pk=actor.centre_id), kind=kind(), created_at=AT
            )
    with acting_as(standing_of(own, on=TODAY)):
        assert ActorRevision.objects.count() == 2


def test_without_signing_in_one_reads_what_is_shown() -> None:
    actor, specialist, own = stage()
    edit(actor=actor, wording=OLD, by=specialist, at=AT)
    propose(actor=actor, wording=NEW, by=own, at=AT)
    with transaction.atomic():
        tell({"app.organisations": "{}", "app.reach": "", "app.person": "", "app.day": ""})
        assert connection.in_atomic_block
        assert [each.places[0].street for each in public()] == ["Alte Gasse 3"]
        assert ActorRevision.objects.count() == 1


def test_a_list_of_any_length_takes_three_queries(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    actor, specialist, _ = stage()
    edit(actor=actor, wording=OLD, by=specialist, at=AT)
    for number in range(9):
        more = Actor.objects.create(centre=actor.centre, kind=kind(), created_at=AT)
        edit(
            actor=more, wording=Wording(f"Verein {number}", places=OLD.places), by=specialist, at=AT
        )
    with django_assert_num_queries(3):
        assert len([as_shown(each, on=TODAY) for each in actors_shown()]) == 10
    with django_assert_num_queries(2):
        assert len(all_shown(actor.centre, on=TODAY)) == 10
