"""Honest defaults for rows that tests need; invented persons, example addresses only."""

from datetime import date
from itertools import count

from allauth.account.internal.flows.login import record_authentication
from django.test import Client

from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Account, Membership, Person

PASSWORD = "ein-langes-Kennwort-7"  # for invented accounts in tests only
_number = count(1)


def organisation(
    name: str = "Kreis Musterau", kind: str = "carrier", parent: Organisation | None = None
) -> Organisation:
    """The organisation of this name, created when it is new."""
    known = Organisation.objects.filter(name=name, kind=kind).first()
    return known or Organisation.objects.create(
        code=f"org-{next(_number)}", name=name, kind=kind, parent=parent
    )


def person(
    role: str = "specialist", *, of: Organisation | None = None, name: str = "", password: bool = False
) -> Person:
    """A person with an account and one membership that has held since 2012."""
    serial = next(_number)
    human = Person.objects.create(given_name="Mia", family_name=name or f"Muster{serial}")
    account = Account(person=human, email=f"person{serial}@example.org")
    if password:
        account.set_password(PASSWORD)
    else:
        account.set_unusable_password()
    account.save()
    Membership.objects.create(
        person=human,
        organisation=of or organisation(),
        role=role,
        valid_from=date(2012, 1, 1),
    )
    return human


def client_of(human: Person) -> Client:
    """A browser in which this person is signed in, second factor proved."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.contrib.auth import login
    from django.http import HttpRequest

    account = human.account
    if not account.authenticator_set.exists():
        TOTP.activate(account, generate_totp_secret())
    client = Client()
    request = HttpRequest()
    request.session = client.session  # type: ignore[assignment]
    login(request, account, backend="allauth.account.auth_backends.AuthenticationBackend")
    record_authentication(request, account, "mfa", type="totp")
    request.session.save()
    client.cookies["sitzung"] = request.session.session_key or ""
    return client
