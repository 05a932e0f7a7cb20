"""The mailed link of a provider: it opens this provider's courses, in one tap they hold again.

The link carries a secret; the database keeps its SHA-256 alone (docs/adr/0020). Whoever has the
mail, forwarded or not, may say how many seats are taken and that a course is off – nothing else,
and no page behind it tells an address or a name. Opening it changes nothing; saying the same twice
is once.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from drehscheibe.domain.courses import permissions as may
from drehscheibe.domain.courses.keeping import IS, Seats, count
from drehscheibe.domain.courses.mails import keep_mail
from drehscheibe.domain.courses.models import CourseOffer, ProviderLink
from drehscheibe.domain.courses.refusals import CourseRefused
from drehscheibe.domain.directory.models import Actor
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
def invite(*, actor: Actor, email: str, by: Person, at: datetime) -> ProviderLink:
    """The centre mails a provider its link."""
    check(by, may.KEEP_ALL_OF, actor.centre, on=day_of(at))
    if not email.strip():
        raise CourseRefused("Bitte nennen Sie die Adresse des Trägers.", "email")
    return send_link(actor, email.strip(), by=by, at=at)


@transaction.atomic
def revoke(*, actor: Actor, by: Person, at: datetime) -> int:
    """All links of a provider end at once; how many."""
    check(by, may.KEEP_ALL_OF, actor.centre, on=day_of(at))
    ended = end_links(actor.course_links, at=at)
    record("courses.link.revoke", about=actor, by=by, at=at, detail={"links": ended})
    return ended


def send_link(actor: Actor, email: str, *, by: Person | None, at: datetime) -> ProviderLink:
    """A new link in a new mail; earlier ones hold to their end."""
    made, page = make_link(actor.course_links, "provider", email=email, at=at)
    link: ProviderLink = made
    keep_mail(link, page, at=at)
    record("courses.link.send", about=actor, by=by, at=at)
    return link


@transaction.atomic
def send_again(secret: str, *, at: datetime) -> None:
    """A new link for an outdated one, to the address that one went to; who has it learns nothing.

    Ended by the centre, or asked for too often: nothing is sent.
    """
    with acting_as_system():
        rows = ProviderLink.objects.select_related("actor__centre__organisation")
        old = link_to_renew(rows, secret, at=at)
        if old is not None:
            send_link(old.actor, old.email, by=None, at=at)


@contextmanager
def opened_by_link(secret: str, *, at: datetime) -> Iterator[ProviderLink]:
    """The link inside a transaction that reaches this provider's courses and nothing else.

    Raises `ProviderLink.DoesNotExist` for a wrong or ended link.
    """
    rows = ProviderLink.objects.select_related("actor")
    link: ProviderLink = open_link(rows, secret, at=at)
    with reaching({"app.course_provider": str(link.actor_id)}):
        yield link


def courses_by_link(link: ProviderLink, *, at: datetime) -> QuerySet[CourseOffer]:
    """What the provider keeps: published courses that are not over."""
    rows = CourseOffer.objects.filter(actor=link.actor_id, standing=IS.PUBLISHED)
    return rows.exclude(ends_on__lt=day_of(at)).order_by("starts_on", "pk")


def count_by_link(
    link: ProviderLink, seats: Mapping[int, Seats], *, at: datetime
) -> list[CourseOffer]:
    """All that is said through the link, in one tap. Another provider's course is not touched."""
    open_ = set(courses_by_link(link, at=at).values_list("pk", flat=True))
    counted = count({pk: each for pk, each in seats.items() if pk in open_}, link.actor,
                    by=None, at=at)  # fmt: skip
    note_use(link, at=at)
    return counted


def cancel_by_link(link: ProviderLink, pk: int, *, at: datetime) -> CourseOffer:
    """The provider calls a course off; the centre sees it in its list."""
    offer = courses_by_link(link, at=at).filter(pk=pk).select_for_update(no_key=True).first()
    if offer is None:
        raise CourseRefused("Diesen Kurs gibt es hier nicht mehr.")
    offer.standing, offer.changed_at = IS.CANCELLED, at
    offer.save(update_fields=["standing", "changed_at"])
    record("courses.offer.cancel", about=offer, by=None, at=at, detail={"by": "link"})
    publish_change()
    note_use(link, at=at)
    return offer
