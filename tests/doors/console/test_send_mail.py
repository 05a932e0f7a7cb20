"""The command that empties the outbox."""

from datetime import datetime
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command

from drehscheibe.kernel.mail.actions import enqueue


@pytest.mark.django_db
def test_the_outbox_is_emptied_and_told(noon: datetime) -> None:
    enqueue(to="amt@example.org", subject="Frist", text="x", key="k", at=noon)
    told = StringIO()
    call_command("send_mail", stdout=told)
    assert told.getvalue().strip() == "1 gesendet, 0 warten, 0 aufgegeben."
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_an_empty_outbox_is_quiet() -> None:
    told = StringIO()
    call_command("send_mail", stdout=told)
    assert told.getvalue() == ""
