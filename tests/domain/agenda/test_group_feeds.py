"""The meetings of a group as a calendar, for guests too: no names, nothing internal, revocable."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from drehscheibe.domain.agenda.feeds import opened_feed
from drehscheibe.domain.exchange.models import Meeting
from drehscheibe.domain.groups.models import Function, GroupMembership
from drehscheibe.domain.groups.refusals import GroupRefused
from drehscheibe.domain.qualification.feeds import open_feed, revoke_feed
from drehscheibe.domain.qualification.group_feeds import end_for, open_own, send_to
from drehscheibe.domain.qualification.models import CalendarFeed
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Person
from tests import factories
from tests.domain.exchange.stories import Circle, circle, local, planned, point

pytestmark = pytest.mark.django_db
AT = local(2026, 2, 10)
ROOT = "/mitarbeit/gruppen/"
INTERNAL = ("Personalfrage", "Personalrunde")


@pytest.fixture
def own() -> Circle:
    """Two meetings ahead, one of them internal, an internal item on the open one."""
    return with_meetings(AT)


def with_meetings(at: datetime) -> Circle:
    found = circle(at)
    meeting = planned(found, at + timedelta(days=28), at=at)
    Meeting.objects.filter(pk=meeting.pk).update(link="https://raum.example.org/geheim")
    point(found, meeting, "Bericht", at=at)
    point(found, meeting, "Personalfrage", at=at, internal=True)
    secretly = planned(found, at + timedelta(days=35), at=at)
    Meeting.objects.filter(pk=secretly.pk).update(internal=True, title="Personalrunde")
    other = circle(at, "Andere Gruppe")
    planned(other, at + timedelta(days=28), at=at)
    return found


def guest_of(own: Circle) -> GroupMembership:
    """Somebody from outside without account and without any organisation."""
    person = Person.objects.create(family_name="Außen", email="aussen@example.org")
    return own.group.memberships.create(
        person=person, function=Function.GUEST, since=date(2026, 1, 1)
    )


def text_of(secret: str, at: datetime = AT) -> str:
    with opened_feed(secret, at=at) as found:
        return found.text(at=at)


def titles(text: str) -> list[str]:
    entries: list[Any] = Calendar.from_ical(text).walk("VEVENT")
    return [str(each["SUMMARY"]) for each in entries]


def mailed_secret() -> str:
    text = OutboxMail.objects.get(key__startswith="qualification.calendar_feed:").text
    return text.partition("/kalender/")[2].partition(".ics")[0]


def test_a_guest_reads_the_meetings_of_her_group_and_nothing_else(own: Circle) -> None:
    feed, secret = open_own(group=own.group, by=own.guest, at=AT)
    text = text_of(secret)
    assert titles(text) == ["Projektgruppe Sport: 1. Sitzung"]
    people = [each.person for each in own.group.memberships.select_related("person")]
    said = [*map(str, people), *(each.email for each in people)]
    for word in (*INTERNAL, "Bericht", "geheim", "ATTENDEE", "ORGANIZER", *said):
        assert word not in text, word
    assert feed.fingerprint != secret


def test_full_members_read_the_same_internal_meetings_stay_out(own: Circle) -> None:
    """The address of a group is one guests have too; the members' own calendar has the rest."""
    _, shared = open_own(group=own.group, by=own.bonn, at=AT)
    assert not any(word in text_of(shared) for word in INTERNAL)
    _, mine = open_feed(of="person", by=own.bonn, at=AT)
    assert "Personalrunde" in text_of(mine)


def test_it_is_revoked_by_its_person_alone_and_ends_with_the_membership(own: Circle) -> None:
    feed, secret = open_own(group=own.group, by=own.guest, at=AT)
    with pytest.raises(QualificationRefused, match="gehört jemand anderem"):
        revoke_feed(feed=feed, by=own.chair, at=AT)
    rows = GroupMembership.objects.filter(person=own.guest)
    rows.update(until=AT.date())
    assert titles(text_of(secret))
    with pytest.raises(CalendarFeed.DoesNotExist):
        text_of(secret, AT + timedelta(days=1))
    rows.update(until=None)
    revoke_feed(feed=feed, by=own.guest, at=AT)
    with pytest.raises(CalendarFeed.DoesNotExist):
        text_of(secret)


def test_a_stranger_opens_none_and_a_guest_no_wider_one(own: Circle) -> None:
    stranger = factories.person("specialist", of=factories.organisation("KI Unna", "centre"))
    with pytest.raises(QualificationRefused, match="gehören nicht"):
        open_own(group=own.group, by=stranger, at=AT)
    with pytest.raises(QualificationRefused, match="auf ihrer Seite"):
        open_feed(of="group", by=own.bonn, at=AT)
    assert not CalendarFeed.objects.exists()


def test_a_guest_without_account_is_mailed_an_address_that_the_chair_ends(own: Circle) -> None:
    member = guest_of(own)
    with pytest.raises(GroupRefused):
        send_to(member=member, by=own.bonn, at=AT)
    send_to(member=member, by=own.chair, at=AT)
    secret = mailed_secret()
    mail = OutboxMail.objects.get(key__startswith="qualification.calendar_feed:")
    assert mail.to == "aussen@example.org"
    assert "Sport" not in mail.subject + mail.text
    assert titles(text_of(secret)) == ["Projektgruppe Sport: 1. Sitzung"]
    mail.delete()
    send_to(member=member, by=own.chair, at=AT)
    with pytest.raises(CalendarFeed.DoesNotExist):
        text_of(secret)  # replaced
    secret = mailed_secret()
    assert end_for(member=member, by=own.chair, at=AT) == 1
    with pytest.raises(CalendarFeed.DoesNotExist):
        text_of(secret)
    factories.client_of(own.guest)  # signs in
    with_account = GroupMembership.objects.get(person=own.guest)
    with pytest.raises(QualificationRefused, match="legt die Adresse selbst an"):
        send_to(member=with_account, by=own.chair, at=AT)


def test_the_pages_are_for_those_who_belong_and_addresses_are_shown_once() -> None:
    now = timezone.now()
    own = with_meetings(now)
    page = f"{ROOT}{own.group.pk}/abo/"
    guest = factories.client_of(own.guest)
    shown = guest.post(page).content.decode()
    secret = shown.partition("<code>")[2].partition("</code>")[0][:-4].rpartition("/")[2]
    answer = Client().get(f"/kalender/{secret}.ics")
    assert titles(answer.content.decode()) == ["Projektgruppe Sport: 1. Sitzung"]
    again = Client().get(f"/kalender/{secret}.ics", headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert secret not in guest.get(page).content.decode()
    assert Client().get(f"/kalender/{secret[:-1]}x.ics").status_code == 404
    assert guest.post(f"{ROOT}abo/{CalendarFeed.objects.get().pk}/widerrufen/").status_code == 302
    assert Client().get(f"/kalender/{secret}.ics").status_code == 404


def test_others_do_not_find_the_pages() -> None:
    now = timezone.now()
    own = with_meetings(now)
    feed, _ = open_own(group=own.group, by=own.guest, at=now)
    member = guest_of(own)
    for person in (own.guest, own.bonn):
        probing = factories.client_of(person)
        assert probing.post(f"{ROOT}mitglieder/{member.pk}/abo/").status_code == 404
    stranger = factories.client_of(
        factories.person("specialist", of=factories.organisation("KI Unna", "centre"))
    )
    assert stranger.post(f"{ROOT}{own.group.pk}/abo/").status_code == 404
    assert stranger.post(f"{ROOT}abo/{feed.pk}/widerrufen/").status_code == 404
    chair = factories.client_of(own.chair)
    assert chair.post(f"{ROOT}abo/{feed.pk}/widerrufen/").status_code == 404
    assert "Adresse mailen" in chair.get(f"{ROOT}{own.group.pk}/mitglieder/").content.decode()
    chair.post(f"{ROOT}mitglieder/{member.pk}/abo/", {"act": "send"})
    assert Client().get(f"/kalender/{mailed_secret()}.ics").status_code == 200
