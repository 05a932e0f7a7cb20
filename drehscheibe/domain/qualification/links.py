"""The personal link of everybody who takes part: one secret, the same in every mail.

The database keeps its fingerprint alone. Whoever opens it reaches this one participation and
nothing else: row-level policies ask `registration_by_link()`.
"""

import base64
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from drehscheibe.domain.qualification.mail_words import reading
from drehscheibe.domain.qualification.models import Participation
from drehscheibe.kernel.access.mailed_links import PUBLIC, fingerprint, reaching
from drehscheibe.kernel.permissions.second_wall import acting_as_system

SALT = "drehscheibe.qualification.link"


def give_link(participation: Participation) -> None:
    """The columns of a new participation; save it afterwards."""
    participation.link_salt = secrets.token_hex(20)
    participation.link_fingerprint = fingerprint(secret_of(participation))


def secret_of(participation: Participation) -> str:
    """The secret, 43 letters and digits; ask only for a mail to the participant's address."""
    drawn = salted_hmac(SALT, participation.link_salt, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(drawn).rstrip(b"=").decode()


def address(name: str, *arguments: str, language: str = settings.LANGUAGE_CODE) -> str:
    """The whole public address of a page, also for mails that no request has caused."""
    place = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    return f"{settings.DREHSCHEIBE_ORIGIN}{place}{reverse(name, urlconf=PUBLIC, args=arguments)}"


def own_page(participation: Participation) -> str:
    """Where the participant sees her seat, her certificate, and can withdraw, in her language."""
    secret = secret_of(participation)
    return address("participation", secret, language=reading(participation))


@contextmanager
def opened_by_link(secret: str) -> Iterator[Participation]:
    """The participation of this link inside a transaction that reaches nothing else.

    Raises `Participation.DoesNotExist` for a wrong link: the page answers 404.
    """
    with acting_as_system():
        rows = Participation.objects.filter(link_fingerprint=fingerprint(secret))
        found = rows.values_list("pk", "registration_id").first()
    if found is None:
        raise Participation.DoesNotExist
    with acting_by_link(registration=found[1]):
        yield Participation.objects.select_related(
            "event__owner", "registration__pool", "registration__person"
        ).get(pk=found[0])


@contextmanager
def acting_by_link(*, registration: int | None = None, request: str = "") -> Iterator[None]:
    """One transaction for somebody without standing: her registration, or her open request."""
    told = "" if registration is None else str(registration)
    with reaching({"app.registration": told, "app.guest_request": request}):
        yield
