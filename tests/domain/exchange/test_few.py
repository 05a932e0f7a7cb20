"""What named members or one house alone may know of: the others find nothing, by no way."""

from datetime import datetime, timedelta

import pytest

from drehscheibe.domain.agenda.entries import Of, Scope, Window
from drehscheibe.domain.agenda.meetings import of_groups
from drehscheibe.domain.exchange.deciding import Motion, propose
from drehscheibe.domain.exchange.meetings import When, invite, reschedule, schedule_meeting
from drehscheibe.domain.exchange.models import ActionItem, AgendaItem, Decision, Meeting, Paper
from drehscheibe.domain.exchange.papers import add_paper, release
from drehscheibe.domain.exchange.recording import circulate, write_minutes
from drehscheibe.domain.exchange.searching import search
from drehscheibe.domain.exchange.selectors import (
    actions_for,
    decisions_for,
    items_for,
    meetings_for,
    minutes_for,
    papers_for,
)
from drehscheibe.domain.exchange.working import Job, assign
from drehscheibe.domain.groups.actions import Charter, found_group
from drehscheibe.domain.groups.keeping import change_charter, charter_of
from drehscheibe.domain.groups.models import Group
from drehscheibe.domain.groups.refusals import GroupRefused
from drehscheibe.domain.groups.selectors import groups_for
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from tests import factories
from tests.domain.circulars.test_attaching import picture
from tests.domain.exchange.stories import Circle, circle, held, local, planned, point

pytestmark = pytest.mark.django_db
AT, DAY = local(2026, 2, 9), local(2026, 2, 10)
WORD = "Personalrunde"
MODELS = (Meeting, AgendaItem, Decision, ActionItem, Paper)


def when(tier: str, *people: Person, on: datetime = DAY, title: str = WORD) -> When:
    """Two hours, for these few."""
    return When(title, on, on + timedelta(hours=2), "Essen", "", tier, [each.pk for each in people])


@pytest.fixture
def own() -> Circle:
    """A meeting of chair and head alone, with all that hangs on it, and a paper for the two."""
    made = circle(AT)
    meeting = schedule_meeting(
        group=made.group, when=when("named", made.head), by=made.chair, at=AT
    )
    item = point(made, meeting, WORD, at=AT)
    invite(meeting=meeting, by=made.chair, at=AT)
    propose(item=item, motion=Motion(f"{WORD} beschlossen", "vote"), by=made.chair, at=AT)
    assign(group=made.group, job=Job(f"{WORD} tun", made.soest), origin=item, by=made.chair, at=AT)
    held(made, meeting, item, at=DAY)
    write_minutes(meeting=meeting, text=WORD, internal="", by=made.chair, at=DAY)
    circulate(meeting=meeting, until=DAY.date() + timedelta(days=7), by=made.chair, at=DAY)
    paper = add_paper(group=made.group, title=WORD, file=picture(), by=made.chair, at=AT)
    release(paper=paper, tier="named", named=[made.head.pk], by=made.chair, at=AT)
    return made


def found(person: Person) -> tuple[list[int], int, list[int], int]:
    """What lists, search, the wall and the calendar hold of it."""
    standing = standing_of(person, on=DAY.date())
    lists = (meetings_for, items_for, decisions_for, actions_for, papers_for, minutes_for)
    with acting_as(standing):
        listed = [rows(standing).count() for rows in lists]
        hits = search(standing, WORD).count
        walled = [model.objects.count() for model in MODELS]
        window = Window(DAY.date(), DAY.date())
        entries = [
            entry
            for of in (Of.NETWORK, Of.PERSON)
            for entry in of_groups(standing, Scope(of), window)
        ]
    return listed, hits, walled, len(entries)


def test_the_named_find_it_and_nobody_else_by_any_way(own: Circle) -> None:
    nothing = ([0] * 6, 0, [0] * 5, 0)
    colleague = factories.person("specialist", of=own.soest)
    beside = factories.person("coordination", of=own.group.host)
    for person in (own.bonn, own.deputy, own.guest, colleague, beside):
        assert found(person) == nothing
    for person in (own.chair, own.head):
        listed, hits, walled, entries = found(person)
        assert listed == [1] * 6
        assert hits >= 4
        assert walled == [1] * 5
        assert entries == 2


def test_mails_go_to_the_named_alone(own: Circle) -> None:
    told = OutboxMail.objects.filter(key__startswith="exchange.m")
    assert set(told.values_list("to", flat=True)) == {own.chair.email, own.head.email}
    assert told.filter(key__contains="minutes").count() == 2


def test_what_was_not_reached_stays_among_the_same_few() -> None:
    own = circle(AT)
    few = when("named", own.head)
    first = schedule_meeting(group=own.group, when=few, by=own.chair, at=AT)
    point(own, first, WORD, at=AT)
    held(own, first, at=DAY)
    wide = planned(own, DAY + timedelta(days=7), at=DAY)
    assert not wide.items.exists()
    again = when("named", own.head, on=DAY + timedelta(days=14))
    next_one = schedule_meeting(group=own.group, when=again, by=own.chair, at=DAY)
    assert [item.title for item in next_one.items.all()] == [WORD]


def test_whoever_is_left_out_later_is_told_nothing_of_it() -> None:
    """The entry leaves the calendar of the others; title and agenda stay with the few."""
    own = circle(AT)
    meeting = planned(own, DAY, at=AT)
    point(own, meeting, "Bericht", at=AT)
    invite(meeting=meeting, by=own.chair, at=AT)
    OutboxMail.objects.all().delete()
    OutboxMail.objects.bulk_create(
        OutboxMail(key=f"exchange.meeting:{meeting.pk}:invite:0:{each.pk}", to=each.email,
                   subject="x", text="x", created_at=AT, send_after=AT)
        for each in (own.chair, own.head, own.bonn, own.guest)
    )  # fmt: skip
    point(own, meeting, WORD, at=AT)
    reschedule(meeting=meeting, when=when("named", own.head), by=own.chair, at=AT)
    told = OutboxMail.objects.filter(key__contains=":leave:")
    assert set(told.values_list("to", flat=True)) == {own.bonn.email, own.guest.email}
    for mail in told:
        assert WORD not in mail.text + mail.subject + str(mail.attachments)
        assert "METHOD:CANCEL" in str(mail.attachments)
    wide = when("group", title="Sitzung")
    reschedule(meeting=meeting, when=wide, by=own.chair, at=AT)
    joined = OutboxMail.objects.filter(key__contains=":join:").values_list("to", flat=True)
    assert {own.bonn.email, own.guest.email} <= set(joined)


def test_the_tier_of_the_house_is_for_its_people() -> None:
    own = circle(AT)
    when_of_house = when("organisation")
    schedule_meeting(group=own.group, when=when_of_house, by=own.chair, at=AT)
    beside = factories.person("coordination", of=own.group.host)
    assert [found(each)[0][0] for each in (own.chair, beside, own.head, own.bonn)] == [1, 1, 0, 0]
    minutes = own.group.memberships.get(person=own.head)
    type(minutes).objects.filter(pk=minutes.pk).update(function="minutes")
    with pytest.raises(GroupRefused, match="selbst nicht mehr"):
        schedule_meeting(group=own.group, when=when_of_house, by=own.head, at=AT)


def test_nobody_and_strangers_can_not_be_named() -> None:
    own = circle(AT)
    stranger = factories.person("specialist", of=own.soest)
    for people, why in (((), "mindestens eine"), ((own.chair,), "mindestens eine"),
                        ((stranger,), "Mitglieder der Gruppe")):  # fmt: skip
        with pytest.raises(GroupRefused, match=why):
            schedule_meeting(group=own.group, when=when("named", *people), by=own.chair, at=AT)
    made = schedule_meeting(group=own.group, when=when("named", own.head), by=own.chair, at=AT)
    assert made.named == sorted([own.chair.pk, own.head.pk])
    reschedule(meeting=made, when=when("group", own.head), by=own.chair, at=AT)
    made.refresh_from_db()
    assert made.named == []


def test_a_group_for_its_members_its_house_and_those_named() -> None:
    own = circle(AT)
    named, other = (factories.person("specialist", of=own.soest) for _ in range(2))
    beside = factories.person("coordination", of=own.group.host)

    def known_to() -> list[bool]:
        people = (own.bonn, own.guest, beside, named, other)
        shown = []
        for each in people:
            standing = standing_of(each, on=DAY.date())
            with acting_as(standing):
                listed = groups_for(standing).filter(pk=own.group.pk).exists()
                assert Group.objects.filter(pk=own.group.pk).exists() is listed
                shown.append(listed)
        return shown

    charter = vars(charter_of(own.group))
    for tier, people, expected in (
        ("named", [named.pk], [True, True, True, True, False]),
        ("group", [named.pk], [True, True, True, False, False]),
    ):  # fmt: skip
        change_charter(
            group=own.group, charter=Charter(**charter | {"tier": tier, "named": people}),
            by=own.chair, at=AT,
        )  # fmt: skip
        assert known_to() == expected
    with pytest.raises(GroupRefused, match="mindestens eine"):
        found_group(
            charter=Charter("Neu", "project", AT.date(), tier="named"), host=own.group.host,
            by=own.chair, at=AT,
        )  # fmt: skip
