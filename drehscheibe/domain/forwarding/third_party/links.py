"""The link in the mail: one secret a case, derived so that every mail carries the same.

The database keeps the SHA-256 of the secret alone. It is drawn from the installation's key, the
case and the moment its link was issued; so a later mail can carry it again, and a new moment makes
a new link and ends the old one.
"""

import base64
from collections.abc import Callable
from datetime import UTC, datetime

from django.utils.crypto import salted_hmac

from drehscheibe.domain.forwarding.models import ForwardingCase
from drehscheibe.kernel.access.mailed_links import fingerprint

LinkMaker = Callable[[str], str]
"""From the secret to the whole address; only doors know addresses."""
SALT = "drehscheibe.forwarding.link"


def secret_of(case: ForwardingCase) -> str:
    """The secret of the case's link, 43 letters and digits; ask only for a mail to its address."""
    sent_at = case.link_sent_at.astimezone(UTC).isoformat() if case.link_sent_at else ""
    subject = f"{case.pk}:{sent_at}"  # as the database gives it back, whatever zone it came from
    drawn = salted_hmac(SALT, subject, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(drawn).rstrip(b"=").decode()


def link_of(case: ForwardingCase, link: LinkMaker, *, at: datetime) -> str:
    """The whole address for a mail; a case without a link, or of another key, gets its link now."""
    if case.link_sent_at is None:
        return new_link(case, link, at=at)
    secret = secret_of(case)
    if case.link_fingerprint != fingerprint(secret):
        _keep(case, secret)
    return link(secret)


def new_link(case: ForwardingCase, link: LinkMaker, *, at: datetime) -> str:
    """Another link; the one before no longer opens anything."""
    case.link_sent_at = at
    secret = secret_of(case)
    _keep(case, secret)
    return link(secret)


def _keep(case: ForwardingCase, secret: str) -> None:
    case.link_fingerprint = fingerprint(secret)
    case.save(update_fields=["link_fingerprint", "link_sent_at"])
