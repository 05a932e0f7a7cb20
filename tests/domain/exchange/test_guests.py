"""A guest who probes for internal items finds nothing anywhere (Sc 2.4)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from drehscheibe.domain.exchange.deciding import Motion, propose
from drehscheibe.domain.exchange.digest import send_digests
from drehscheibe.domain.exchange.drafting import save_draft
from drehscheibe.domain.exchange.models import (
    ActionItem,
    AgendaItem,
    Decision,
    InternalMinutes,
    Meeting,
    Minutes,
    Paper,
    Post,
    Thread,
)
from drehscheibe.domain.exchange.papers import add_paper, release, remove
from drehscheibe.domain.exchange.recording import approve_minutes, circulate, write_minutes
from drehscheibe.domain.exchange.refusals import ExchangeRefused
from drehscheibe.domain.exchange.searching import search
from drehscheibe.domain.exchange.selectors import (
    actions_for,
    decisions_for,
    items_for,
    papers_for,
    posts_for,
    threads_for,
    trash_for,
)
from drehscheibe.domain.exchange.talking import Words, add_post, mute, open_thread
from drehscheibe.domain.exchange.workflow import MEETING
from drehscheibe.domain.exchange.working import Job, assign
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.permissions.reach import Standing, standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from drehscheibe.kernel.workflow.actions import perform
from tests.domain.exchange.stories import Circle, circle, held, local, planned, point

pytestmark = pytest.mark.django_db
AT = local(2026, 2, 10, 13)
WORD = "Zwischenlösung"


@pytest.fixture
def own() -> Circle:
    """A group where one word stands in internal things of every kind and nowhere else."""
    found = circle(AT)
    meeting = planned(found, local(2026, 2, 10), at=AT)
    point(found, meeting, "Bericht", at=AT)
    internal = point(found, meeting, WORD, at=AT, internal=True, text=f"<p>{WORD}</p>")
    motion = Motion(f"{WORD} beschlossen", "vote")
    propose(item=internal, motion=motion, by=found.chair, at=AT)
    job = Job(f"{WORD} schreiben", found.soest)
    assign(group=found.group, job=job, origin=internal, by=found.chair, at=AT)
    held(found, meeting, internal, at=AT)
    write_minutes(meeting=meeting, text="Bericht", internal=WORD, by=found.chair, at=AT)
    words = Words(f"<p>Zur {WORD}</p>")
    open_thread(group=found.group, title=WORD, words=words, internal=True, by=found.chair, at=AT)
    for title in ("bleibt", "geht"):
        file = SimpleUploadedFile("x.png", _png(), "image/png")
        paper = add_paper(
            group=found.group, title=f"{WORD} {title}", file=file, internal=True,
            by=found.chair, at=AT,
        )  # fmt: skip
    remove(paper=paper, by=found.chair, at=AT)
    return found


def _png() -> bytes:
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("L", (2, 2)).save(out, "PNG")
    return out.getvalue()


def lists(standing: Standing) -> list[int]:
    """How much each list holds of what is internal."""
    of = (
        items_for(standing).filter(internal=True), decisions_for(standing),
        actions_for(standing), threads_for(standing), posts_for(standing),
        papers_for(standing), trash_for(standing),
    )  # fmt: skip
    return [rows.count() for rows in of]


def test_hits_and_counter_are_zero_for_the_guest_sc_2_4(own: Circle) -> None:
    """Sc 2.4: hits 0, counter 0, lists and trash silent; a member finds all six."""
    guest, member = (standing_of(each, on=AT.date()) for each in (own.guest, own.bonn))
    found = search(guest, WORD)
    assert (found.count, found.hits) == (0, ())
    assert lists(guest) == [0] * 7
    assert search(member, WORD).count == 6
    assert {hit.kind for hit in search(member, WORD).hits} == {
        "item", "decision", "action", "paper", "thread", "post"
    }  # fmt: skip
    assert lists(member) == [1] * 7
    assert search(guest, "Bericht").count > 0


def test_the_wall_hides_it_as_well(own: Circle) -> None:
    models = (Decision, ActionItem, Thread, Post, Paper, InternalMinutes)
    with acting_as(standing_of(own.guest, on=AT.date())):
        assert [model.objects.count() for model in models] == [0] * 6
        assert AgendaItem.objects.filter(internal=True).count() == 0
        assert AgendaItem.objects.count() == 1
    with acting_as(standing_of(own.bonn, on=AT.date())):
        assert [model.objects.count() for model in models] == [1, 1, 1, 1, 2, 0]
    with acting_as(standing_of(own.chair, on=AT.date())):
        assert InternalMinutes.objects.count() == 1  # a draft is for those who lead


def test_the_digest_does_not_mention_it_sc_2_4(own: Circle) -> None:
    OutboxMail.objects.all().delete()
    later = AT + timedelta(hours=12)
    assert send_digests(at=later) == 3  # head, deputy, Bonn; not the guest, not the writer
    assert not OutboxMail.objects.filter(to=own.guest.email).exists()
    assert not OutboxMail.objects.filter(text__contains=WORD).exists()
    assert send_digests(at=later) == 0
    open_thread(group=own.group, title="Offenes", words=Words("Hallo"), by=own.chair, at=later)
    mute(thread=None, by=own.bonn, at=later)
    after = later + timedelta(hours=23)
    assert send_digests(at=after) == 3  # the guest instead of Bonn, who wants none


def test_a_guest_can_not_make_or_reach_internal_things(own: Circle) -> None:
    thread = Thread.objects.get()
    with pytest.raises(ExchangeRefused, match="gehören nicht"):
        add_post(thread=thread, words=Words("Ich weiß es"), by=own.guest, at=AT)
    with pytest.raises(ExchangeRefused):
        open_thread(
            group=own.group, title="x", words=Words("x"), internal=True, by=own.guest, at=AT
        )
    paper = Paper.objects.filter(removed_at=None).get()
    with pytest.raises(ExchangeRefused, match="bleibt bei den Mitgliedern"):
        release(paper=paper, tier="public", by=own.chair, at=AT)


def test_rich_text_is_cleaned_when_it_comes_in(own: Circle) -> None:
    thread = Thread.objects.get()
    words = Words('<p>Gut <img src=x onerror=alert(1)><a href="javascript:x">da</a></p>')
    post = add_post(thread=thread, words=words, by=own.bonn, at=AT)
    assert post.text == '<p>Gut <a rel="noopener noreferrer">da</a></p>'


def test_the_wall_hides_drafts_of_minutes_from_guest_and_members(own: Circle) -> None:
    """What the selectors say, said by the database: stage by stage."""
    meeting = Meeting.objects.get()

    def seen() -> list[int]:
        found = []
        for person in (own.guest, own.bonn, own.chair):
            with acting_as(standing_of(person, on=AT.date())):
                found.append(Minutes.objects.count())
        return found

    assert seen() == [0, 0, 1]
    meeting = circulate(meeting=meeting, until=AT.date(), by=own.chair, at=AT)
    assert seen() == [0, 1, 1]
    with acting_as(standing_of(own.bonn, on=AT.date())):
        assert InternalMinutes.objects.get().text
    after = AT + timedelta(days=1)
    approve_minutes(meeting=meeting, by=own.chair, at=after)
    assert seen() == [0, 1, 1]
    perform(MEETING, "publish", on=meeting, by=own.chair, at=after)
    assert seen() == [1, 1, 1]


def test_whoever_leads_writes_minutes_behind_the_wall(own: Circle) -> None:
    """The chair saves through the wall; a member's statement finds no row."""
    meeting = Meeting.objects.get()
    with acting_as(standing_of(own.chair, on=AT.date())):
        save_draft(meeting=meeting, typed={"text": "Neu"}, seen=0, by=own.chair, at=AT)
    with acting_as(standing_of(own.bonn, on=AT.date())):
        assert Minutes.objects.update(text="anders") == 0
    assert Minutes.objects.get().text == "<p>Neu</p>"
