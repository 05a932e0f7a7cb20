"""What monitoring is told."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from drehscheibe.kernel.audit.models import ChainCheck
from drehscheibe.kernel.mail.actions import enqueue

pytestmark = pytest.mark.django_db


def told(client: Client) -> tuple[int, str]:
    answer = client.get("/health/work")
    return answer.status_code, answer.content.decode()


def a_worker_lives() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")


def test_all_is_well(client: Client) -> None:
    a_worker_lives()
    assert told(client) == (200, "ok\n")


def test_a_missing_worker_is_told(client: Client) -> None:
    assert told(client) == (503, "no worker\n")


def test_a_broken_chain_is_told_and_the_pages_stay(client: Client) -> None:
    a_worker_lives()
    ChainCheck.objects.create(at=timezone.now(), entries=3, broken=[2])
    assert told(client) == (503, "audit chain broken\n")
    assert client.get("/health/ready").status_code == 200


def test_a_chain_nobody_looks_at_is_told(client: Client) -> None:
    a_worker_lives()
    ChainCheck.objects.create(at=timezone.now() - timedelta(days=3), entries=3)
    assert told(client) == (503, "audit chain not checked\n")


def test_late_mail_is_told_where_mail_is_sent(client: Client, settings: Settings) -> None:
    a_worker_lives()
    late = timezone.now() - timedelta(hours=2)
    enqueue(to="amt@example.org", subject="Frist", text="x", key="k", at=late)
    assert told(client) == (200, "ok\n")
    settings.DREHSCHEIBE_MAIL = True
    assert told(client) == (503, "mail late\n")
