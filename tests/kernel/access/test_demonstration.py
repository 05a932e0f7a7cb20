"""The known second factor exists in a demonstration only."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings
from time_machine import TimeMachineFixture

from drehscheibe.kernel.access.demonstration import demonstration_code, give_second_factor
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_command_prints_the_code_that_opens(
    client: Client, settings: Settings, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to("2026-11-23T12:00:00Z", tick=False)  # a code holds for 30 seconds
    settings.DEMONSTRATION = True
    centre = factories.organisation("KI Musterau", kind="centre")
    head = factories.person("head", of=centre, password=True)
    give_second_factor(head.account)
    told = StringIO()
    call_command("demo_code", head.account.email, stdout=told)
    data = {"login": head.account.email, "password": factories.PASSWORD}
    page = client.post("/mitarbeit/konto/anmelden/", data, follow=True)
    assert told.getvalue().strip() in page.content.decode(), "the demonstration shows it as well"
    answer = client.post(page.wsgi_request.path, {"code": told.getvalue().strip()})
    assert answer["Location"] == "/mitarbeit/"


def test_outside_of_a_demonstration_there_is_no_known_code(client: Client) -> None:
    head = factories.person("head", of=factories.organisation("KI Musterau", kind="centre"))
    with pytest.raises(RuntimeError):
        give_second_factor(head.account)
    with pytest.raises(RuntimeError):
        demonstration_code(head.account)
    with pytest.raises(CommandError):
        call_command("demo_code", head.account.email)


def test_a_factor_of_one_s_own_is_never_told(settings: Settings) -> None:
    settings.DEMONSTRATION = True
    head = factories.person("head", of=factories.organisation("KI Musterau", kind="centre"))
    factories.client_of(head)
    assert demonstration_code(head.account) is None
    with pytest.raises(CommandError):
        call_command("demo_code", head.account.email)
    with pytest.raises(CommandError):
        call_command("demo_code", "niemand@example.org")
