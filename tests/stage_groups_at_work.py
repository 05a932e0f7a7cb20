"""A group at work in every stage, for the addresses below `staff:groups:`."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

from drehscheibe.domain.exchange.agenda import Point, add_item
from drehscheibe.domain.exchange.deciding import Motion, close_vote, propose
from drehscheibe.domain.exchange.drafting import save_draft
from drehscheibe.domain.exchange.meetings import When, hold, invite, schedule_meeting
from drehscheibe.domain.exchange.models import AgendaItem, Meeting
from drehscheibe.domain.exchange.papers import add_paper, remove
from drehscheibe.domain.exchange.polling import open_poll
from drehscheibe.domain.exchange.recording import approve_minutes, circulate, correct_minutes
from drehscheibe.domain.exchange.talking import Words, open_thread
from drehscheibe.domain.exchange.workflow import ACTION
from drehscheibe.domain.exchange.working import Job, assign
from drehscheibe.domain.groups.actions import Charter, Seat, add_member, ask_to_join, found_group
from drehscheibe.domain.groups.models import Function, Group
from drehscheibe.domain.qualification.group_feeds import open_own
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.selectors import versions
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform
from tests.routes import Sample

ADVISER, HEAD = "beratung@koordinierung.example", "leitung@warendorf.example"
GUEST, ASKING = "gast@hochschule.example", "fachkraft@warendorf.example"
Samples = dict[str, list[Sample]]
STEPS = ("invite", "rework", "approve", "publish")


def samples_of_group_work(cast: dict[str, Person], at: datetime) -> Samples:
    """What belongs to a few is unknown to the others by `visible`, so no row stands beside it."""
    group = _group(cast, at)
    return {
        **_of_members(cast, group, at),
        **_of_meetings(cast, group, at),
        **_of_work(cast, group, at),
        **_of_papers(cast, group, at),
        **_of_talks(cast, group, at),
    }


def own(*keys: int, who: str = ADVISER, **form: str) -> list[Sample]:
    """Samples of rows whose knowing the room's own rule decides; who leads reaches them."""
    return [Sample({"pk": key}, own_rule=True, form=form, who=who) for key in keys]


def _group(cast: dict[str, Person], at: datetime) -> Group:
    office = Organisation.objects.get(code="koordinierungsstelle")
    charter = Charter(
        "Projektgruppe Sport", "project", day_of(at) - timedelta(days=90), joining="request"
    )
    group = found_group(charter=charter, host=office, by=cast[ADVISER], at=at)
    for email, code, function in (
        (HEAD, "ki-05570", Function.MEMBER), (GUEST, "hochschule", Function.GUEST),
    ):  # fmt: skip
        home = Organisation.objects.get(code=code)
        seat = Seat(cast[email], home, group.starts_on, function)
        add_member(group=group, seat=seat, by=cast[ADVISER], at=at)
    return group


def _of_members(cast: dict[str, Person], group: Group, at: datetime) -> Samples:
    home = Organisation.objects.get(code="ki-05570")
    asked = ask_to_join(group=group, organisation=home, message="Gern", by=cast[ASKING], at=at)
    rows = [each.pk for each in group.memberships.order_by("pk")]
    feed, _ = open_own(group=group, by=cast[HEAD], at=at)
    pages = (
        "group_detail", "group_edit", "member_list", "meeting_list", "meeting_plan",
        "group_feeds", "decision_list", "action_list", "action_assign", "paper_list", "paper_add",
        "thread_list",
        "thread_open", "poll_open",
    )  # fmt: skip
    return {
        **{f"staff:groups:{page}": own(group.pk) for page in pages},
        "staff:groups:decision_export": [
            Sample({"pk": group.pk, "form": form}, own_rule=True) for form in ("csv", "xlsx")
        ],
        "staff:groups:group_join": own(group.pk, who=ASKING),
        "staff:groups:member_change": own(rows[1]),
        "staff:groups:member_end": own(*rows[1:]),
        "staff:groups:request_answer": own(asked.pk, answer="yes"),
        "staff:groups:group_feed_revoke": own(feed.pk),
        "staff:groups:member_feed": own(*rows),
    }


def _of_meetings(cast: dict[str, Person], group: Group, at: datetime) -> Samples:
    by = cast[ADVISER]
    approved = _recorded(by, group, at - timedelta(days=40), at)
    draft = _held(by, group, at - timedelta(days=2), at)
    save_draft(meeting=draft, typed={"text": "Anfang"}, seen=0, by=by, at=at)
    out = _held(by, group, at - timedelta(days=3), at)
    save_draft(meeting=out, typed={"text": "Fertig", "internal": "Geheim"}, seen=0, by=by, at=at)
    circulate(meeting=out, until=day_of(at) + timedelta(days=7), by=by, at=at)
    ahead = _planned(by, group, at + timedelta(days=14), at)
    invite(meeting=ahead, by=by, at=at)
    items = [each.pk for each in AgendaItem.objects.filter(meeting=ahead)]
    every = [each.pk for each in (approved, draft, out, ahead)]
    first = {
        approved: ("meeting_detail", "minutes_correct", "minutes_versions"),
        draft: ("minutes_edit", "meeting_circulate"),
        out: ("minutes_comment",),
        ahead: ("meeting_edit", "meeting_calendar", "meeting_hold", "meeting_cancel", "agenda"),
    }
    return {
        **{
            f"staff:groups:{page}": own(meeting.pk, *(pk for pk in every if pk != meeting.pk))
            for meeting, pages in first.items()
            for page in pages
        },
        "staff:groups:meeting_step": [
            Sample({"pk": pk, "step": step}, own_rule=True) for pk in every for step in STEPS
        ],
        "staff:groups:item_edit": own(*items),
        "staff:groups:item_step": own(*items, act="down"),
        "staff:groups:decision_propose": own(*items),
    }


def _planned(by: Person, group: Group, starts: datetime, at: datetime) -> Meeting:
    when = When("Sitzung", starts, starts + timedelta(hours=2), "Arnsberg")
    meeting = schedule_meeting(group=group, when=when, by=by, at=at)
    point = Point("Handreichung", "decision", "<p>Entwurf liegt vor.</p>")
    add_item(meeting=meeting, point=point, by=by, at=at)
    add_item(meeting=meeting, point=Point("Personal", internal=True), by=by, at=at)
    return meeting


def _held(by: Person, group: Group, starts: datetime, at: datetime) -> Meeting:
    meeting = _planned(by, group, starts, starts - timedelta(days=9))
    first = meeting.items.order_by("-number")[1]
    return hold(meeting=meeting, results={first.pk: "<p>Gut.</p>"}, by=by, at=at)


def _recorded(by: Person, group: Group, starts: datetime, at: datetime) -> Meeting:
    """Approved, and corrected once."""
    meeting, then = _held(by, group, starts, at), at - timedelta(days=20)
    save_draft(meeting=meeting, typed={"text": "Erstens"}, seen=0, by=by, at=then)
    circulate(meeting=meeting, until=day_of(then), by=by, at=then)
    approve_minutes(meeting=meeting, by=by, at=at)
    correct_minutes(meeting=meeting, text="Zweitens", reason="Irrtum", by=by, at=at)
    meeting.refresh_from_db()
    return meeting


def _of_work(cast: dict[str, Person], group: Group, at: datetime) -> Samples:
    by, item = cast[ADVISER], AgendaItem.objects.filter(meeting__group=group).latest("pk")
    item = AgendaItem.objects.filter(meeting=item.meeting, internal=False).latest("pk")
    opened = propose(item=item, motion=Motion("Wird gedruckt.", "vote"), by=by, at=at)
    taken = propose(item=item, motion=Motion("Wird verteilt.", "consensus"), by=by, at=at)
    close_vote(decision=taken, by=by, at=at)
    job = Job("Druck anfragen", person=cast[HEAD], due_on=date(2027, 3, 31))
    action = assign(group=group, job=job, origin=item, by=by, at=at)
    done = assign(group=group, job=job, origin=item, by=by, at=at)
    perform(ACTION, "finish", on=done, by=by, at=at)
    starts = at + timedelta(days=30)
    poll = open_poll(
        group=group, title="Frühjahr", dates=[(starts, starts + timedelta(hours=2))],
        closes_at=at + timedelta(days=9), by=by, at=at,
    )  # fmt: skip
    return {
        "staff:groups:decision_detail": own(opened.pk, taken.pk),
        "staff:groups:decision_vote": own(opened.pk, choice="yes"),
        "staff:groups:decision_close": own(opened.pk, valid_from="01.03.2027"),
        "staff:groups:action_detail": own(action.pk, done.pk),
        "staff:groups:action_finish": own(action.pk),
        "staff:groups:action_step": [
            Sample({"pk": action.pk, "step": step}, own_rule=True, who=ADVISER)
            for step in ("move", "drop")
        ],
        "staff:groups:poll_detail": own(poll.pk),
        "staff:groups:poll_choose": own(poll.options.get().pk),
    }


def _of_papers(cast: dict[str, Person], group: Group, at: datetime) -> Samples:
    by = cast[ADVISER]
    papers = [
        add_paper(group=group, title=title, file=_pdf(), internal=internal, by=by, at=at)
        for title, internal in (("Handreichung", False), ("Entwurf", True), ("Alt", False))
    ]
    remove(paper=papers[2], by=by, at=at)
    keys = [each.pk for each in papers]
    return {
        "group_papers": [Sample({"pk": group.pk})],
        "public_paper": [Sample({"pk": keys[0]})],
        "staff:groups:paper_detail": own(*keys[:2]),
        "staff:groups:paper_edit": own(*keys[:2], title="Neuer Titel"),
        "staff:groups:paper_release": own(*keys[:2], tier="network"),
        "staff:groups:paper_trash": own(*keys, act="restore"),
        "staff:groups:paper_file": [
            Sample({"pk": each.pk, "document": versions(each.series)[0].pk}, own_rule=True)
            for each in papers[:2]
        ],
    }


def _of_talks(cast: dict[str, Person], group: Group, at: datetime) -> Samples:
    by = cast[ADVISER]
    threads = [
        open_thread(
            group=group, title=title, words=Words(f"<p>{title}?</p>"), internal=internal, by=by,
            at=at,
        )
        for title, internal in (("Wer macht mit", False), ("Wer bleibt", True))
    ]  # fmt: skip
    keys = [each.pk for each in threads]
    return {
        "staff:groups:thread_detail": own(*keys, text="Ich."),
        "staff:groups:thread_step": own(*keys, act="mute"),
        "staff:groups:post_remove": own(*[each.posts.get().pk for each in threads]),
    }


def pdf_bytes() -> bytes:
    """An empty page."""
    made, out = pikepdf.new(), BytesIO()
    made.add_blank_page()
    made.save(out)
    return out.getvalue()


def _pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("papier.pdf", pdf_bytes(), "application/pdf")
