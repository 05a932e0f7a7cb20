"""What stands in whose calendar; each room's own visibility decides."""

from datetime import date, datetime, timedelta

import pytest

from drehscheibe.domain.agenda.entries import Entry, Kind, Of, Scope, Window
from drehscheibe.domain.agenda.gathering import gathered
from drehscheibe.domain.circulars.receiving import acknowledge
from drehscheibe.domain.circulars.sending import Letter, publish, write_circular
from drehscheibe.domain.exchange.meetings import When, schedule_meeting
from drehscheibe.domain.qualification import own_seat
from drehscheibe.kernel.calendar.moments import day_of, moment
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from tests import factories
from tests.domain.exchange.stories import circle, local, planned
from tests.domain.qualification.stories import centre, hall
from tests.domain.surveys.stories import asked

pytestmark = pytest.mark.django_db
AT = local(2026, 2, 10)
SPRING = Window(date(2026, 2, 1), date(2026, 4, 30))
DATES = (Kind.EVENT, Kind.MEETING, Kind.CIRCULAR, Kind.SURVEY, Kind.OBLIGATION)


def seen(
    person: Person, of: Of = Of.NETWORK, place: Organisation | None = None,
    kinds: tuple[Kind, ...] = DATES, window: Window = SPRING,
) -> list[str]:  # fmt: skip
    """The titles this person finds, behind the wall."""
    return [each.what.title for each in entries(person, of, place, kinds, window)]


def entries(
    person: Person, of: Of, place: Organisation | None, kinds: tuple[Kind, ...], window: Window
) -> list[Entry]:
    standing = standing_of(person, on=AT.date())
    with acting_as(standing):
        return gathered(standing, Scope(of, place), window, kinds)


def test_events_follow_their_tier_in_the_calendar_of_everybody() -> None:
    hall(AT, tier="network", title="Im Netz", starts=AT + timedelta(days=5))
    hall(AT, tier="organisation", title="Im Haus", starts=AT + timedelta(days=6))
    hall(AT, draft=True, title="Entwurf", starts=AT + timedelta(days=7))
    anybody = factories.person("specialist", of=centre())
    assert seen(anybody, kinds=(Kind.EVENT,)) == ["Im Netz: Teil 1"]
    host = factories.person("coordination", of=factories.organisation(
        "Koordinierungsstelle Muster", "coordinating_office"))  # fmt: skip
    assert "Im Haus: Teil 1" in seen(host, kinds=(Kind.EVENT,))


def test_ones_own_calendar_holds_confirmed_seats_alone() -> None:
    own = hall(AT, title="Meine", starts=AT + timedelta(days=5))
    hall(AT, title="Andere", starts=AT + timedelta(days=6))
    one = own.come(at=AT)
    person = one.registration.person
    assert person is not None
    assert seen(person, Of.PERSON, kinds=(Kind.EVENT,)) == ["Meine: Teil 1"]
    own_seat.withdraw(participation=one, by=None, at=AT)
    assert seen(person, Of.PERSON, kinds=(Kind.EVENT,)) == []


def test_the_calendar_of_a_centre_holds_what_it_hosts_and_its_groups_meetings() -> None:
    own = circle(AT)
    planned(own, local(2026, 3, 10), at=AT)
    titles = seen(own.bonn, Of.ORGANISATION, own.soest, kinds=(Kind.MEETING,))
    assert titles == ["Projektgruppe Sport: 1. Sitzung"]
    hagen = centre()
    assert seen(own.bonn, Of.ORGANISATION, hagen, kinds=(Kind.MEETING,)) == []


def test_a_meeting_of_a_closed_group_is_nobody_elses_sc_2_4() -> None:
    """Sc 2.4 at the calendar: an internal meeting is not there for the guest, nor counted."""
    own = circle(AT)
    when = When("Vertraulich", local(2026, 3, 3), local(2026, 3, 3, 12), "Arnsberg")
    meeting = schedule_meeting(group=own.group, when=when, by=own.chair, at=AT)
    type(meeting).objects.filter(pk=meeting.pk).update(tier="group", internal=True)
    kinds = (Kind.MEETING,)
    assert seen(own.bonn, Of.PERSON, kinds=kinds) == ["Projektgruppe Sport: 1. Vertraulich"]
    stranger = factories.person("specialist", of=centre())
    for of in (Of.NETWORK, Of.PERSON):
        assert seen(own.guest, of, kinds=kinds) == []
        assert seen(stranger, of, kinds=kinds) == []


def test_a_circulars_day_is_ones_own_until_it_is_acknowledged() -> None:
    house = factories.organisation("KI Soest", "centre")
    head, other = factories.person("head", of=house), factories.person("head", of=centre())
    ministry = factories.organisation("Ministerium für Integration", "ministry")
    writer = factories.person("ministry_integration", of=ministry)
    letter = Letter(
        "Mittelabfluss", "Bitte melden.", wants="acknowledging", due_on=date(2026, 3, 2)
    )
    circular = write_circular(sender=ministry, letter=letter, by=writer, at=AT)
    circular = publish(circular=circular, to=[house], by=writer, at=AT)
    titles = seen(head, Of.PERSON, kinds=(Kind.CIRCULAR,))
    assert titles == [f"Frist Rundschreiben {circular.number}: Mittelabfluss"]
    assert seen(other, kinds=(Kind.CIRCULAR,)) == []
    acknowledge(address=circular.addresses.get(), by=head, at=AT)
    assert seen(head, Of.PERSON, kinds=(Kind.CIRCULAR,)) == []
    assert seen(head, kinds=(Kind.CIRCULAR,)) == titles


def test_a_surveys_day_is_ones_own_until_the_house_has_answered() -> None:
    """The deadline stands with its hour; whoever was not asked reads nothing."""
    survey = asked(AT)
    house, at = survey.houses[0], AT + timedelta(days=1)
    day = day_of(survey.survey.closes_at)
    window = Window(day, day)
    titles = seen(house.first, Of.PERSON, kinds=(Kind.SURVEY,), window=window)
    assert len(titles) == 1
    assert titles[0].startswith("Frist Abfrage: Rolle im Programm KOMM-AN (")
    survey.submit(house, at, role="keine")
    assert seen(house.first, Of.PERSON, kinds=(Kind.SURVEY,), window=window) == []
    assert seen(house.first, kinds=(Kind.SURVEY,), window=window) == titles
    stranger = factories.person("specialist", of=centre("Nirgendwo"))
    assert seen(stranger, kinds=(Kind.SURVEY,), window=window) == []


def test_obligations_of_controlling_are_the_own_centres(noon: datetime) -> None:
    """The dated days say „unbestätigt“ where no source names them; the proof is confirmed."""
    own = factories.centre("Kreis Musterau", key="05974")
    head = factories.person("head", of=own.organisation)
    march = Window(date(2026, 3, 1), date(2026, 3, 31))
    network = seen(head, kinds=(Kind.OBLIGATION,), window=march)
    assert "Verwendungsnachweis 2025 fällig" in network
    assert "Jahresbericht 2025 fällig (Tag unbestätigt)" in network
    mine = seen(head, Of.PERSON, kinds=(Kind.OBLIGATION,), window=march)
    assert "Jahresbericht 2025 fällig (Tag unbestätigt)" in mine
    stranger = factories.person("specialist", of=centre())
    assert seen(stranger, Of.ORGANISATION, own.organisation, (Kind.OBLIGATION,), march) == []


def test_holidays_are_everybodys_and_last_their_days() -> None:
    anybody = factories.person("specialist", of=centre())
    october = Window(date(2026, 10, 1), date(2026, 10, 31))
    free = entries(anybody, Of.NETWORK, None, (Kind.HOLIDAY, Kind.SCHOOL), october)
    assert [(each.what.title, each.first, each.last) for each in free] == [
        ("Tag der Deutschen Einheit", date(2026, 10, 3), date(2026, 10, 3)),
        ("Herbstferien NRW", date(2026, 10, 17), date(2026, 10, 31)),
    ]


def test_what_ends_at_midnight_is_over_the_day_before() -> None:
    late = moment(date(2026, 3, 3), datetime.min.time())
    own = hall(AT, title="Nacht", starts=late - timedelta(hours=3))
    (found,) = entries(own.host, Of.NETWORK, None, (Kind.EVENT,), SPRING)
    assert (found.first, found.last) == (date(2026, 3, 2), date(2026, 3, 2))
