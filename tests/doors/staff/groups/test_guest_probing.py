"""A guest of a group looks for internal things at every door of it (Sc 2.4)."""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from drehscheibe.domain.exchange.deciding import Motion, propose
from drehscheibe.domain.exchange.digest import send_digests
from drehscheibe.domain.exchange.drafting import save_draft
from drehscheibe.domain.exchange.inviting import tell_invited
from drehscheibe.domain.exchange.models import (
    ActionItem,
    Decision,
    Meeting,
    Paper,
    Post,
    Thread,
)
from drehscheibe.domain.exchange.papers import add_paper, remove
from drehscheibe.domain.exchange.recording import approve_minutes, circulate, comment
from drehscheibe.domain.exchange.talking import Words, open_thread
from drehscheibe.domain.exchange.workflow import MEETING
from drehscheibe.domain.exchange.working import Job, assign
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.selectors import versions
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.workflow.actions import perform
from tests import factories
from tests.domain.exchange.stories import Circle, circle, held, planned, point
from tests.domain.exchange.test_guests import _png

pytestmark = pytest.mark.django_db
WORD = "Zwischenlösung"
ROOT = "/mitarbeit/gruppen/"


@pytest.fixture
def own() -> Circle:
    """A group where the word stands in internal things of every kind, and nowhere else."""
    now = timezone.now()
    found = circle(now - timedelta(days=40))
    past = _recorded(found, now - timedelta(days=9))
    ahead = planned(found, now + timedelta(days=9), at=now)
    point(found, ahead, "Bericht", at=now)
    point(found, ahead, WORD, at=now, internal=True)
    perform(MEETING, "invite", on=ahead, by=found.chair, at=now)
    tell_invited(ahead, change="invite", at=now)
    secret = past.items.get(internal=True)
    propose(item=secret, motion=Motion(WORD, "vote"), by=found.chair, at=now)
    job = Job(WORD, found.soest, due_on=day_of(now))
    assign(group=found.group, job=job, origin=secret, by=found.chair, at=now)
    words = Words(f"<p>{WORD}</p>")
    open_thread(group=found.group, title=WORD, words=words, internal=True, by=found.chair, at=now)
    for title in (f"{WORD} bleibt", f"{WORD} geht"):
        file = SimpleUploadedFile(f"{WORD}.png", _png(), "image/png")
        paper = add_paper(
            group=found.group, title=title, file=file, internal=True, by=found.chair, at=now
        )
    remove(paper=paper, by=found.chair, at=now)
    return found


def _recorded(own: Circle, at: datetime) -> Meeting:
    """Published minutes with an internal part, a comment in them."""
    meeting = planned(own, at, at=at - timedelta(days=9))
    items = [point(own, meeting, title, at=at - timedelta(days=9), internal=internal)
             for title, internal in (("Alltag", False), (WORD, True))]  # fmt: skip
    done = held(own, meeting, *items, at=at + timedelta(hours=3))
    then = at + timedelta(days=1)
    typed = {"text": "Es war gut.", "internal": WORD}
    save_draft(meeting=done, typed=typed, seen=0, by=own.chair, at=then)
    circulate(meeting=done, until=day_of(then), by=own.chair, at=then)
    comment(meeting=done, text=f"Mehr zur {WORD}", by=own.head, at=then)
    later = then + timedelta(days=2)
    approve_minutes(meeting=done, by=own.chair, at=later)
    perform(MEETING, "publish", on=done, by=own.chair, at=later)
    return done


def pages(own: Circle) -> list[str]:
    """Every page a member of a group can open without naming an internal row."""
    group = f"{ROOT}{own.group.pk}/"
    below = ("", "mitglieder/", "sitzungen/", "beschluesse/", "auftraege/", "papiere/",
             "gespraeche/", f"beschluesse/?wort={WORD}")  # fmt: skip
    meetings = [
        f"{ROOT}sitzungen/{pk}/{more}"
        for pk in Meeting.objects.values_list("pk", flat=True)
        for more in ("", "termin.ics")
    ]
    published = Meeting.objects.filter(status="published").values_list("pk", flat=True)
    versions_of = [f"{ROOT}sitzungen/{pk}/protokoll/fassungen/" for pk in published]
    return [
        "/mitarbeit/", ROOT, f"{ROOT}suche/?wort={WORD}", *(f"{group}{each}" for each in below),
        *meetings, *versions_of,
    ]  # fmt: skip


def told(browser: Client, address: str) -> int:
    """How often the page says the word beyond repeating what was asked for."""
    answer = browser.get(address)
    assert answer.status_code == 200, address
    text = answer.content.decode()
    return text.count(WORD) - (text.count(f'value="{WORD}"') if WORD in address else 0)


def test_no_page_tells_the_guest_sc_2_4(own: Circle) -> None:
    """Sc 2.4: 0 mentions on 16 pages for the guest; a member reads it on 9 or more."""
    guest, member = factories.client_of(own.guest), factories.client_of(own.head)
    addresses = pages(own)
    assert len(addresses) == 16
    found = {address: told(guest, address) for address in addresses}
    assert sum(found.values()) == 0, {each: n for each, n in found.items() if n}
    assert "0 Treffer" in guest.get(f"{ROOT}suche/?wort={WORD}").content.decode()
    for_member = {address: told(member, address) for address in addresses}
    assert sum(count > 0 for count in for_member.values()) >= 9, for_member


def test_internal_rows_do_not_exist_for_the_guest(own: Circle) -> None:
    """404 by address, for reading and for writing; the member reads them."""
    guest, member = factories.client_of(own.guest), factories.client_of(own.head)
    paper = Paper.objects.filter(removed_at=None).get()
    document = versions(paper.series)[0].pk
    rows = {
        f"{ROOT}beschluesse/{Decision.objects.get().pk}/": {"choice": "yes"},
        f"{ROOT}auftraege/{ActionItem.objects.get().pk}/": {},
        f"{ROOT}gespraeche/{Thread.objects.get().pk}/": {"text": "Ich weiß es"},
        f"{ROOT}papiere/{paper.pk}/": {},
        f"{ROOT}papiere/{paper.pk}/{document}/": {},
    }
    for address, form in rows.items():
        assert (guest.get(address).status_code, member.get(address).status_code) == (404, 200)
        assert guest.post(address, form).status_code == 404
    for address in (
        f"{ROOT}papiere/{Paper.objects.exclude(removed_at=None).get().pk}/papierkorb/",
        f"{ROOT}beitraege/{Post.objects.get().pk}/entfernen/",
        f"{ROOT}beschluesse/{Decision.objects.get().pk}/stimme/",
        f"{ROOT}auftraege/{ActionItem.objects.get().pk}/erledigt/",
    ):
        assert guest.post(address, {"act": "restore", "choice": "yes"}).status_code == 404
    assert (Post.objects.count(), Decision.objects.get().votes.count()) == (1, 0)
    assert Paper.objects.exclude(removed_at=None).count() == 1


def test_no_mail_tells_anybody_and_the_guest_has_none_that_follows_from_it(own: Circle) -> None:
    """Invitations and digests name no internal thing; of the digest the guest gets none."""
    send_digests(at=timezone.now() + timedelta(hours=1))
    mails = OutboxMail.objects.all()
    assert not mails.filter(text__contains=WORD).exists()
    assert not [mail for mail in mails if WORD in str(mail.attachments)]
    for key, guests, members in (
        ("exchange.digest", 0, 1), ("exchange.minutes", 0, 2), ("exchange.meeting", 1, 1),
    ):  # fmt: skip
        of = mails.filter(key__startswith=key)
        counts = (of.filter(to=own.guest.email).count(), of.filter(to=own.head.email).count())
        assert counts == (guests, members), key


def test_a_guest_who_leaves_knows_nothing_any_more(own: Circle) -> None:
    """Membership ends with its last day: pages of the group are gone, its papers too."""
    own.group.memberships.filter(person=own.guest).update(
        until=timezone.localdate() - timedelta(days=1)
    )
    guest = factories.client_of(own.guest)
    answers = {guest.get(each).status_code for each in pages(own) if "sitzungen/" in each}
    assert answers == {404}
    assert guest.get(f"{ROOT}{own.group.pk}/").status_code == 404
