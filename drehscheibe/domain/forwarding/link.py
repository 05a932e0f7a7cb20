"""The narrow path of third parties: they have no account, but a link that opens one case.

The link carries a secret; the database keeps its SHA-256 alone. `opened_by_link` looks the case up
as the system (nothing but the fingerprint is compared) and then runs the page in a transaction that
reaches this one case: row-level policies ask `forwarding_open_case()`, organisations are empty. So
a fault in a public page cannot show or change the case of anybody else, and permissions are not
involved at all. Steps are taken by `perform_by_link`, which accepts only those the workflow opens.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from drehscheibe.domain.forwarding.models import ForwardingCase
from drehscheibe.kernel.access.mailed_links import fingerprint, reaching
from drehscheibe.kernel.permissions.second_wall import acting_as_system

UNCONFIRMED_FOR = timedelta(days=14)
"""A link that was never opened stops working after this time."""


def new_link() -> tuple[str, str]:
    """A secret for the mail, and the fingerprint that is kept.

    >>> secret, kept = new_link()
    >>> kept == fingerprint(secret), len(kept)
    (True, 64)
    """
    secret = secrets.token_urlsafe(32)
    return secret, fingerprint(secret)


@contextmanager
def opened_by_link(secret: str, *, at: datetime) -> Iterator[ForwardingCase]:
    """The case of this link inside a transaction that reaches nothing else.

    Raises `ForwardingCase.DoesNotExist` for a wrong or outdated link: the page answers 404.
    """
    with acting_as_system():
        found = ForwardingCase.objects.filter(link_fingerprint=fingerprint(secret))
        row = found.values("pk", "confirmed_at", "link_sent_at").first()
    if row is None:
        raise ForwardingCase.DoesNotExist
    sent_at, confirmed_at = row["link_sent_at"], row["confirmed_at"]
    if confirmed_at is None and sent_at is not None and at > sent_at + UNCONFIRMED_FOR:
        raise ForwardingCase.DoesNotExist
    with acting_for_case(row["pk"]):
        yield ForwardingCase.objects.select_related("call", "centre__organisation").get(
            pk=row["pk"]
        )


@contextmanager
def acting_for_case(case_id: int) -> Iterator[None]:
    """One transaction that reaches this case, its rows and the public calls, and nothing else."""
    with reaching({"app.forwarding_case": str(case_id)}):
        yield
