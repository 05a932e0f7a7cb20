"""What the tests of sign-in share."""

import time
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.test import Client
from pytest_django import Settings

from drehscheibe.kernel.people.models import Account, Person
from tests import factories

SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def _fast_hash(request: pytest.FixtureRequest, settings: Settings) -> None:
    """A fast hash, except where the real one is what is tested."""
    if "argon2" not in request.node.name and "time" not in request.node.name:
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def specialist(db: None) -> Person:
    """Somebody whose role demands no second factor."""
    centre = factories.organisation("KI Musterau", kind="centre")
    return factories.person("specialist", of=centre, password=True)


@pytest.fixture
def head(db: None) -> Person:
    """Somebody whose role demands one."""
    centre = factories.organisation("KI Musterau", kind="centre")
    return factories.person("head", of=centre, password=True)


def give_app(account: Account) -> str:
    """An authenticator app; returns its secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(account, secret)
    return secret


def code_of(secret: str, *, steps: int = 0) -> str:
    """The code that holds now, or some steps of 30 seconds later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))
