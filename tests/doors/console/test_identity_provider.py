"""The operator's command for the organisations' own sign-in."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from drehscheibe.kernel.access.models import IdentityProvider
from drehscheibe.kernel.access.providers import client_secret
from drehscheibe.kernel.audit.models import Entry
from tests import factories

pytestmark = pytest.mark.django_db


def add() -> str:
    """Register a service; what the command says."""
    told = StringIO()
    said = (
        "--organisation=kreis-b", "--slug=kreis-b", "--name=Kreis B", "--client-id=x",
        "--issuer=https://sso.kreis-b.example", "--secret-env=SECRET_OF_B",
    )  # fmt: skip
    call_command("identity_provider", "add", *said, stdout=told)
    return told.getvalue()


def test_a_service_is_registered_and_switched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_OF_B", "geheim")
    organisation = factories.organisation("Kreis B")
    organisation.code = "kreis-b"
    organisation.save()
    assert "/mitarbeit/konto/anbieter/kreis-b/rueckruf/" in add()
    provider = IdentityProvider.objects.get()
    assert client_secret(provider) == "geheim"
    call_command("identity_provider", "switch", "kreis-b", "--password=nein", stdout=StringIO())
    told = StringIO()
    call_command("identity_provider", "list", stdout=told)
    assert "in Betrieb, nur dieser Dienst" in told.getvalue()
    assert Entry.objects.filter(act__startswith="access.provider.").count() == 2


def test_what_is_missing_is_named() -> None:
    with pytest.raises(CommandError):
        add()
    with pytest.raises(CommandError):
        call_command("identity_provider", "switch", "kreis-x")
