"""Groups of the demonstration: one in the middle of its work, one that begins, one of the heads."""

from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from drehscheibe.domain.exchange.agenda import Point, add_item
from drehscheibe.domain.exchange.deciding import Motion, close_vote, propose, vote
from drehscheibe.domain.exchange.drafting import opening_texts, save_draft
from drehscheibe.domain.exchange.meetings import When, hold, invite, schedule_meeting
from drehscheibe.domain.exchange.models import Meeting
from drehscheibe.domain.exchange.papers import add_paper, add_version, release
from drehscheibe.domain.exchange.polling import answer, open_poll
from drehscheibe.domain.exchange.recording import approve_minutes, circulate, correct_minutes
from drehscheibe.domain.exchange.talking import Words, add_post, open_thread
from drehscheibe.domain.exchange.workflow import MEETING
from drehscheibe.domain.exchange.working import Job, assign
from drehscheibe.domain.groups.actions import Charter, Seat, add_member, ask_to_join, found_group
from drehscheibe.domain.groups.models import Function, Group, GroupMembership
from drehscheibe.domain.surveys.provenance import link
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.doors.console.demo_group_texts import (
    AGENDAS,
    FIRST_MINUTES,
    HEADS_MANDATE,
    LANGUAGE_MANDATE,
    SPORT_MANDATE,
    paper_pdf,
)
from drehscheibe.doors.console.demo_people import People
from drehscheibe.kernel.language.light_marks import from_marks
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform

ADVISER = "beratung@koordinierung.example"
SPORT, HEADS, LANGUAGE = "Sport und Vereine", "Leitungskreis", "Sprachbildung im Ganztag"


def groups(cast: People, days: Days) -> None:
    """What is there stays: each group is arranged whole or not at all."""
    for name, arrange in ((SPORT, _sport), (HEADS, _heads), (LANGUAGE, _language)):
        with transaction.atomic():
            if not Group.objects.filter(name=name).exists():
                arrange(cast, days)


def _sport(cast: People, days: Days) -> None:
    """A project group from its second meeting to the third, with a guest from a university."""
    by = cast[ADVISER]
    charter = Charter(
        SPORT, Group.Kind.PROJECT, days.ago(120).date(), SPORT_MANDATE, joining="request",
        tier="public",
    )  # fmt: skip
    group = _founded(charter, "koordinierungsstelle", by, days.ago(120))
    head = _joined(group, cast["leitung@warendorf.example"], by, days)
    _joined(group, cast["fachkraft@warendorf.example"], by, days, Function.DEPUTY, head)
    _joined(group, cast["leitung@koeln.example"], by, days, Function.MINUTES)
    _joined(group, cast["gast@hochschule.example"], by, days, Function.GUEST)
    asking = cast["fachkraft@duesseldorf.example"]
    ask_to_join(
        group=group, organisation=asking.memberships.get().organisation,
        message="Wir haben seit dem Sommer einen Sportbeauftragten.", by=asking, at=days.ago(2),
    )  # fmt: skip
    _first_meeting(group, cast, days)
    _second_meeting(group, cast, days)
    _third_meeting(group, by, days)
    _around(group, cast, days)


def _first_meeting(group: Group, cast: People, days: Days) -> None:
    """Recorded, approved, corrected once, published; its decision has been superseded since."""
    by, at = cast[ADVISER], days.ago(70)
    meeting = _planned(group, "Auftakt", at, by)
    first, second, third = meeting.items.order_by("number")
    motion = Motion(
        "Die Gruppe erarbeitet eine Handreichung für Vereine und Zentren.", "consensus",
        review_on=days.ahead(200),
    )  # fmt: skip
    taken = propose(item=second, motion=motion, by=by, at=at)
    close_vote(decision=taken, by=by, at=at + timedelta(hours=1))
    results = {first.pk: "<p>14 Zentren arbeiten mit Sportvereinen.</p>",
               second.pk: "<p>Siehe Beschluss.</p>"}  # fmt: skip
    held = _held(meeting, results, by)
    then = held.ends_at + timedelta(days=1)
    _written(held, {"text": FIRST_MINUTES}, by, then)
    circulate(meeting=held, until=(then + timedelta(days=7)).date(), by=by, at=then)
    approved = then + timedelta(days=9)
    approve_minutes(meeting=held, by=by, at=approved)
    perform(MEETING, "publish", on=held, by=by, at=approved)
    correct_minutes(
        meeting=held, text=from_marks(FIRST_MINUTES.replace("14 Zentren", "16 Zentren")),
        reason="Zwei Zentren hatten nachgemeldet.", by=by, at=approved + timedelta(days=3),
    )  # fmt: skip
    job = Job("Beispiele der Vereine sammeln", organisation=_home(cast, "leitung@koeln.example"),
              due_on=days.ago(3).date())  # fmt: skip
    assign(group=group, job=job, origin=third, by=by, at=held.ends_at)


def _second_meeting(group: Group, cast: People, days: Days) -> None:
    """Minutes with the members; a vote is open, one paper supersedes the first plan."""
    by, at = cast[ADVISER], days.ago(9)
    meeting = _planned(group, "Handreichung", at, by)
    carried, draft, internal, _last = meeting.items.order_by("number")
    motion = Motion(
        "Die Handreichung Sport wird gedruckt und an alle Zentren verteilt.", "vote",
        closes_at=days.ago(-6).replace(hour=23),
    )  # fmt: skip
    opened = propose(item=draft, motion=motion, by=by, at=at)
    vote(decision=opened, choice="yes", by=cast["leitung@koeln.example"], at=at)
    held = _held(meeting, {carried.pk: "", draft.pk: "<p>Der Entwurf liegt vor.</p>",
                           internal.pk: "<p>Kosten vertraulich besprochen.</p>"}, by)  # fmt: skip
    job = Job("Druck anfragen", person=cast["leitung@warendorf.example"], due_on=days.ahead(12))
    assign(group=group, job=job, origin=draft, by=by, at=held.ends_at)
    _written(held, opening_texts(held), by, held.ends_at + timedelta(days=1))
    until = days.ago(-5).date()
    circulate(meeting=held, until=until, by=by, at=held.ends_at + timedelta(days=2))


def _third_meeting(group: Group, by: Person, days: Days) -> None:
    """Invited; what was not reached stands on its agenda."""
    day = days.ahead(16)
    starts = days.ago(-16).replace(year=day.year, month=day.month, day=day.day)
    meeting = _planned(group, "Verteilung", starts, by, at=days.ago(4))
    invite(meeting=meeting, by=by, at=days.ago(3))


def _around(group: Group, cast: People, days: Days) -> None:
    """Papers, talks, a date poll."""
    by, koeln = cast[ADVISER], cast["leitung@koeln.example"]
    at = days.ago(8)
    paper = add_paper(
        group=group, title="Handreichung Sport", file=_file(1), by=by, at=at
    )  # fmt: skip
    add_version(paper=paper, file=_file(2), by=koeln, at=days.ago(5))
    release(paper=paper, tier="public", by=by, at=days.ago(4))
    add_paper(group=group, title="Kostenplan", file=_file(3), internal=True, by=by, at=at)
    link(source=group, target=paper, by=by, at=days.ago(4))
    words = Words("<p>Wer hat gute Beispiele, wie Vereine Neuzugewanderte ansprechen?</p>")
    thread = open_thread(group=group, title="Gute Beispiele", words=words, by=by, at=days.ago(7))
    reply = Words("<p>Bei uns laden die Vereine zu offenen Probetagen ein.</p>")
    add_post(thread=thread, words=reply, by=koeln, at=days.ago(1))
    first = days.ago(-50).replace(hour=9)
    dates = [(first + timedelta(days=n), first + timedelta(days=n, hours=3)) for n in (0, 2, 7)]
    poll = open_poll(
        group=group, title="Fachtag im Frühjahr", dates=dates,
        closes_at=days.ago(-10).replace(hour=23), by=by, at=days.ago(2),
    )  # fmt: skip
    suits = dict(zip(poll.options.values_list("pk", flat=True), ("yes", "maybe", "no"),
                     strict=True))  # fmt: skip
    answer(poll=poll, suits=suits, by=koeln, at=days.ago(1))


def _heads(cast: People, days: Days) -> None:
    """All heads, with a meeting ahead that nobody is invited to yet."""
    by = cast[ADVISER]
    charter = Charter(HEADS, Group.Kind.HEADS, days.ago(400).date(), HEADS_MANDATE)
    group = _founded(charter, "koordinierungsstelle", by, days.ago(400))
    for place in ("warendorf", "koeln", "duesseldorf"):
        _joined(group, cast[f"leitung@{place}.example"], by, days)
    _planned(group, "Leitungskreistagung", days.ago(-30), by, at=days.ago(6))


def _language(cast: People, days: Days) -> None:
    """Set up by a centre, open for the network, with nothing in it yet."""
    by = cast["leitung@koeln.example"]
    charter = Charter(
        LANGUAGE, Group.Kind.EXPERTS, days.ago(20).date(), LANGUAGE_MANDATE, joining="open"
    )
    _founded(charter, by.memberships.get().organisation.code, by, days.ago(20))


def _founded(charter: Charter, code: str, by: Person, at: datetime) -> Group:
    return found_group(charter=charter, host=Organisation.objects.get(code=code), by=by, at=at)


def _joined(
    group: Group, person: Person, by: Person, days: Days, function: str = Function.MEMBER,
    deputy_for: GroupMembership | None = None,
) -> GroupMembership:  # fmt: skip
    home = person.memberships.get().organisation
    seat = Seat(person, home, group.starts_on, function, deputy_for)
    return add_member(group=group, seat=seat, by=by, at=days.ago(90))


def _planned(
    group: Group, title: str, starts: datetime, by: Person, *, at: datetime | None = None
) -> Meeting:
    when = When(title, starts, starts + timedelta(hours=2), "Kreishaus Warendorf")
    at = at or starts - timedelta(days=14)
    meeting = schedule_meeting(group=group, when=when, by=by, at=at)
    for point in AGENDAS[title]:
        add_item(meeting=meeting, point=Point(*point), by=by, at=at)
    return meeting


def _held(meeting: Meeting, results: dict[int, str], by: Person) -> Meeting:
    return hold(meeting=meeting, results=results, by=by, at=meeting.ends_at)


def _written(meeting: Meeting, texts: dict[str, str], by: Person, at: datetime) -> None:
    save_draft(meeting=meeting, typed=texts, seen=0, by=by, at=at)
    meeting.refresh_from_db()


def _home(cast: People, email: str) -> Organisation:
    return cast[email].memberships.get().organisation


def _file(version: int) -> SimpleUploadedFile:
    return SimpleUploadedFile("handreichung.pdf", paper_pdf(version), "application/pdf")
