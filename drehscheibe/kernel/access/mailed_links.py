"""„A secret link is the key“ (docs/adr/0020): mailed links for people without an account.

The link carries a secret; the database keeps its SHA-256 alone. Whoever opens it acts for nobody
else: a transaction reaches what its room names (`reaching`), organisations are empty.
"""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction
from django.urls import reverse

from drehscheibe.kernel.permissions.second_wall import acting_as_system
from drehscheibe.kernel.permissions.transaction_settings import tell, told

LASTS = timedelta(days=14)
MOST_A_DAY = 5
"""So many links a day go to one addressee; what is asked for beyond is dropped."""
PUBLIC = "drehscheibe.doors.public.urls"
ALONE = {"app.organisations": "{}", "app.reach": "own", "app.person": ""}
"""Whoever comes by link acts for nobody else."""


class MailedLink(models.Model):
    """A mailed link that opens what one addressee keeps. The room adds whom it opens (`actor`).

    It ends by itself, or when the centre ends it. `used_at` is the last time something was said
    through it.
    """

    email = models.EmailField("geschickt an")
    fingerprint = models.CharField("SHA-256", max_length=64, unique=True)
    sent_at = models.DateTimeField("geschickt am")
    ends_at = models.DateTimeField("gilt bis")
    used_at = models.DateTimeField("zuletzt benutzt", null=True, blank=True)
    revoked_at = models.DateTimeField("beendet", null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """When it was sent."""
        return f"{self.sent_at:%d.%m.%Y}"


def fingerprint(secret: str) -> str:
    """What the database keeps of a secret."""
    return sha256(secret.encode()).hexdigest()


def make_link(links: Any, page: str, *, email: str, at: datetime) -> tuple[Any, str]:
    """A new link among `links` (the related manager of its addressee), and its whole address.

    `page` is the name of the public page behind it. Earlier links hold to their end.
    """
    secret = secrets.token_urlsafe(32)
    link = links.create(
        email=email, fingerprint=fingerprint(secret), sent_at=at, ends_at=at + LASTS
    )
    return link, f"{settings.DREHSCHEIBE_ORIGIN}{reverse(page, urlconf=PUBLIC, args=[secret])}"


def end_links(links: Any, *, at: datetime) -> int:
    """All of `links` that still open end at once; how many."""
    ended: int = links.filter(revoked_at=None, ends_at__gt=at).update(revoked_at=at)
    return ended


def link_to_renew(links: Any, secret: str, *, at: datetime) -> Any:
    """The link of this secret, outdated or not, whose addressee may have another; else None.

    Ended by the centre, or asked for too often today: none. Ask inside `acting_as_system`.
    """
    old = links.filter(fingerprint=fingerprint(secret), revoked_at=None).first()
    if old is None:
        return None
    today = links.filter(actor=old.actor_id, sent_at__gt=at - timedelta(days=1))
    return old if today.count() < MOST_A_DAY else None


def open_link(links: Any, secret: str, *, at: datetime) -> Any:
    """The link of this secret; raises its model's `DoesNotExist` for a wrong or ended one."""
    with acting_as_system():
        rows = links.filter(fingerprint=fingerprint(secret), revoked_at=None)
        return rows.filter(ends_at__gt=at).get()


def note_use(link: MailedLink, *, at: datetime) -> None:
    """Something was said through it."""
    with acting_as_system():
        type(link)._default_manager.filter(pk=link.pk).update(used_at=at)


@contextmanager
def reaching(wall: Mapping[str, str]) -> Iterator[None]:
    """One transaction for somebody without standing: it reaches what `wall` names, nothing else."""
    nested = connection.in_atomic_block
    alone = {**ALONE, **wall}
    with transaction.atomic():
        before = told(alone) if nested else None
        tell(alone)
        yield
        if before is not None:  # a setting outlives a released savepoint
            tell(before)
