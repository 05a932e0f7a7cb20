"""Talks: opened, answered, muted, told by mail at once or once a day."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from drehscheibe.domain.exchange.answering import tell_of_post
from drehscheibe.domain.exchange.models import Mute, Post, Thread
from drehscheibe.domain.exchange.refusals import ExchangeRefused
from drehscheibe.domain.groups.leading import leads, membership_of
from drehscheibe.domain.groups.models import Function, Group, Tier
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.rich_text import cleaned, plain
from drehscheibe.kernel.people.models import Person

LONGEST = 20_000


@dataclass(frozen=True)
class Words:
    """What somebody says; `message_id` when it came as a mail."""

    text: str
    message_id: str = ""


@transaction.atomic
def open_thread(
    *, group: Group, title: str, words: Words, internal: bool = False, by: Person, at: datetime
) -> Thread:
    """Begin a talk among the members; an internal one is for the full members alone."""
    member = membership_of(by, group, on=day_of(at))
    if member is None or (internal and member.function == Function.GUEST):
        raise ExchangeRefused("Gespräche beginnen die Mitglieder der Gruppe.")
    if not title.strip():
        raise ExchangeRefused("Bitte geben Sie dem Gespräch einen Betreff.", "title")
    thread = Thread.objects.create(
        group=group, owner=group.host, tier=Tier.GROUP, internal=internal, title=title.strip(),
        opened_by=by, opened_at=at, last_at=at,
    )  # fmt: skip
    record("exchange.thread.open", about=thread, by=by, at=at)
    add_post(thread=thread, words=words, by=by, at=at)
    return thread


@transaction.atomic
def add_post(*, thread: Thread, words: Words, by: Person, at: datetime) -> Post:
    """Say something; the same mail twice is one post. Closed talks take nothing."""
    held = Thread.objects.select_for_update(of=("self",), no_key=True).get(pk=thread.pk)
    if not may_speak(by, held, at=at):
        raise ExchangeRefused("Sie gehören nicht zu dieser Gruppe.")
    if held.closed_at is not None:
        raise ExchangeRefused("Dieses Gespräch ist geschlossen.")
    text = cleaned(words.text)
    if not plain(text):
        raise ExchangeRefused("Bitte schreiben Sie etwas.", "text")
    if len(text) > LONGEST:
        raise ExchangeRefused("Der Beitrag ist zu lang. Bitte laden Sie ein Papier hoch.", "text")
    try:
        with transaction.atomic():
            post = Post.objects.create(
                thread=held, author=by, text=text, at=at, message_id=words.message_id,
                by_mail=bool(words.message_id),
            )  # fmt: skip
    except IntegrityError:
        return Post.objects.get(message_id=words.message_id)
    Thread.objects.filter(pk=held.pk).update(last_at=at)
    record("exchange.post.add", about=held, by=by, at=at, detail={"mail": post.by_mail})
    tell_of_post(post, at=at)
    return post


@transaction.atomic
def close_thread(*, thread: Thread, closed: bool, by: Person, at: datetime) -> Thread:
    """Nothing more is said here, or it goes on: whoever opened it, or leads."""
    held = Thread.objects.select_for_update(of=("self",), no_key=True).get(pk=thread.pk)
    if not may_close(by, held, at=at):
        raise ExchangeRefused("Schließen kann das Gespräch, wer es begann oder die Gruppe leitet.")
    if closed != (held.closed_at is not None):
        held.closed_at = at if closed else None
        held.save(update_fields=["closed_at"])
        act = "close" if closed else "reopen"
        record(f"exchange.thread.{act}", about=held, by=by, at=at)
    return held


@transaction.atomic
def remove_post(*, post: Post, by: Person, at: datetime) -> Post:
    """Take a contribution away: its author, or whoever leads."""
    held = Post.objects.select_for_update(of=("self",), no_key=True).get(pk=post.pk)
    group = held.thread.group
    if held.author_id != by.pk and (group is None or not leads(by, group, on=day_of(at))):
        raise ExchangeRefused("Entfernen kann das, wer es schrieb oder die Gruppe leitet.")
    if held.removed_at is None:
        held.removed_at = at
        held.save(update_fields=["removed_at"])
        record("exchange.post.remove", about=held.thread, by=by, at=at)
    return held


def mute(*, thread: Thread | None, by: Person, at: datetime) -> None:
    """No mail about this talk, or about any; muted twice is muted once."""
    Mute.objects.get_or_create(person=by, thread=thread, defaults={"since": at})


def unmute(*, thread: Thread | None, by: Person) -> None:
    """Mails again."""
    Mute.objects.filter(person=by, thread=thread).delete()


def may_close(person: Person, thread: Thread, *, at: datetime) -> bool:
    """Whoever opened it and still may speak, and whoever leads."""
    if thread.group is None:
        return False
    opened = thread.opened_by_id == person.pk and may_speak(person, thread, at=at)
    return opened or leads(person, thread.group, on=day_of(at))


def may_speak(person: Person, thread: Thread, *, at: datetime) -> bool:
    """A live member; of an internal talk no guest."""
    if thread.group is None:
        return False
    member = membership_of(person, thread.group, on=day_of(at))
    return member is not None and not (thread.internal and member.function == Function.GUEST)
