"""The mailed link of an actor: with it its own people confirm, or propose another wording.

The link carries a secret; the database keeps its SHA-256 alone (docs/adr/0020). Whoever has the
mail, forwarded or not, may say that all still holds and may propose – what is proposed waits for
the centre, so a link in wrong hands changes nothing that the public reads. Opening changes nothing;
the same wording twice is once.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from drehscheibe.domain.directory import permissions as may
from drehscheibe.domain.directory.mails import link_mail
from drehscheibe.domain.directory.models import Actor, ActorLink, ActorRevision
from drehscheibe.domain.directory.offering import with_offer
from drehscheibe.domain.directory.refusals import DirectoryRefused
from drehscheibe.domain.directory.saying import said_in, same
from drehscheibe.domain.directory.wording import Wording
from drehscheibe.domain.directory.writing import IS, write
from drehscheibe.kernel.access.mailed_links import (
    end_links,
    link_to_renew,
    make_link,
    note_use,
    open_link,
    reaching,
)
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.design.published import publish_change
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.permissions.second_wall import acting_as_system


@transaction.atomic
def invite(*, actor: Actor, email: str, by: Person, at: datetime) -> ActorLink:
    """The centre mails an actor its link."""
    check(by, may.KEEP, actor, on=day_of(at))
    if not email.strip():
        raise DirectoryRefused("Bitte nennen Sie die Adresse der Organisation.", "email")
    return send_link(actor, email.strip(), by=by, at=at)


@transaction.atomic
def revoke(*, actor: Actor, by: Person, at: datetime) -> int:
    """All links of an actor end at once; how many."""
    check(by, may.KEEP, actor, on=day_of(at))
    ended = end_links(actor.links, at=at)
    record("directory.link.revoke", about=actor, by=by, at=at, detail={"links": ended})
    return ended


def send_link(actor: Actor, email: str, *, by: Person | None, at: datetime) -> ActorLink:
    """A new link in a new mail; earlier ones hold to their end."""
    made, page = make_link(actor.links, "actor_own", email=email, at=at)
    link: ActorLink = made
    link_mail(link, page, at=at)
    record("directory.link.send", about=actor, by=by, at=at)
    return link


@transaction.atomic
def send_again(secret: str, *, at: datetime) -> None:
    """A new link for an outdated one, to the address that one went to; who has it learns nothing.

    Ended by the centre, or asked for too often: nothing is sent.
    """
    with acting_as_system():
        rows = ActorLink.objects.select_related("actor__centre__organisation")
        old = link_to_renew(rows, secret, at=at)
        if old is not None:
            send_link(old.actor, old.email, by=None, at=at)


@contextmanager
def opened_by_link(secret: str, *, at: datetime) -> Iterator[ActorLink]:
    """The link inside a transaction that reaches this actor and nothing else.

    Raises `ActorLink.DoesNotExist` for a wrong or ended link.
    """
    rows = ActorLink.objects.select_related("actor__centre__organisation")
    link: ActorLink = open_link(rows, secret, at=at)
    with reaching({"app.directory_actor": str(link.actor_id)}):
        yield link


def newest(actor: Actor) -> ActorRevision | None:
    """What its people last said, else what is shown."""
    rows = actor.revisions.filter(standing__in=(IS.OPEN, IS.CLEARED)).order_by("-number")
    return rows.filter(standing=IS.OPEN).first() or rows.filter(shown=True).first()


def propose_by_link(link: ActorLink, wording: Wording, *, at: datetime) -> ActorRevision | None:
    """A wording that waits for the centre; None where it says what is said already."""
    with acting_as_system():
        held = Actor.objects.select_for_update(no_key=True).filter(pk=link.actor_id).get()
    note_use(link, at=at)
    before = newest(held)
    if before is not None:
        said = said_in(before)
        wording = replace(wording, services=said.services)  # offers have a page of their own
        if same(said, wording):
            return None
    return write(held, replace(wording, source="von der Organisation selbst"), by=None, at=at)


def propose_offer_by_link(
    link: ActorLink, key: str, texts: Mapping[str, str], *, at: datetime
) -> ActorRevision | None:
    """An offer added, changed or ended in the wording that waits; None where nothing differs.

    `key` is its identity. What else waits stays with it. Raises `DirectoryRefused` as long as
    nothing is said of the actor itself.
    """
    with acting_as_system():
        held = Actor.objects.select_for_update(no_key=True).filter(pk=link.actor_id).get()
    note_use(link, at=at)
    before = newest(held)
    if before is None:
        raise DirectoryRefused("Bitte sagen Sie zuerst, wer Sie sind und wo man Sie findet.")
    said = said_in(before)
    wording = replace(said, services=with_offer(held, said.services, key, texts))
    if same(said, wording):
        return None
    return write(held, replace(wording, source="von der Organisation selbst"), by=None, at=at)


def confirm_by_link(link: ActorLink, *, at: datetime) -> None:
    """„Stimmt noch“, by the actor's own people: all that is shown holds."""
    with acting_as_system():
        Actor.objects.filter(pk=link.actor_id).update(verified_at=at)
    note_use(link, at=at)
    record("directory.actor.confirm", about=link.actor, by=None, at=at, detail={"by": "link"})
    publish_change()
