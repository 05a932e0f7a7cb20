"""Open forms are counted for all processes together, without keeping who sent them (Nr. 6)."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from django.db import connection

from drehscheibe.kernel.access.models import PostCount
from drehscheibe.kernel.access.posting import (
    MOST_OF_A_DEVICE,
    MOST_OF_A_NETWORK,
    posts_too_often,
)
from drehscheibe.kernel.access.visitors import Visitor
from tests.at_once import at_once

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
PHONE = Visitor("192.0.2.1", "Phone")
SENDS = """
import django; django.setup()
from tests.kernel.access.test_posting import AT, PHONE
from drehscheibe.kernel.access.posting import posts_too_often
print(sum(posts_too_often(PHONE, at=AT) for _ in range(100)))
"""


def address() -> str:
    """The test database for another process."""
    told = connection.settings_dict
    if not str(told["HOST"]).startswith("/"):
        pytest.skip("needs a database reached by a socket")
    return f"postgresql://{told['USER']}@/{told['NAME']}?host={quote(told['HOST'])}"


@pytest.mark.django_db(transaction=True)
def test_two_processes_count_together() -> None:
    environment = {**os.environ, "DATABASE_URL": address()}
    running = [
        subprocess.Popen([sys.executable, "-c", SENDS], env=environment, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    refused = [int(each.communicate(timeout=60)[0]) for each in running]
    assert sum(refused) == 2 * 100 - MOST_OF_A_DEVICE


@pytest.mark.django_db(transaction=True)
def test_devices_of_one_network_that_send_at_once_do_not_hold_each_other_up() -> None:
    devices = [Visitor("192.0.2.1", f"Phone {number}") for number in range(6)]
    acts = [lambda each=each: [posts_too_often(each, at=AT) for _ in range(20)] for each in devices]
    assert at_once(*acts) == ["done"] * 6
    assert sorted(PostCount.objects.values_list("count", flat=True)) == [20] * 6 + [120]


@pytest.mark.django_db
def test_a_shelter_of_200_people_on_the_same_phones_is_not_locked_out() -> None:
    """One address, ten kinds of phones, each person sends three forms within the hour."""
    people = [Visitor("192.0.2.7", f"Phone {number % 10}") for number in range(200)]
    assert not any(posts_too_often(each, at=AT) for each in people * 3)
    assert MOST_OF_A_NETWORK == 200 * 3


@pytest.mark.django_db
def test_a_network_has_a_limit_and_another_hour_begins_anew() -> None:
    for number in range(MOST_OF_A_NETWORK):
        assert not posts_too_often(Visitor("2001:db8::1", f"x{number}"), at=AT)
    assert posts_too_often(Visitor("2001:db8::2", "new"), at=AT), "the same household"
    assert not posts_too_often(Visitor("2001:db8:0:1::1", "new"), at=AT)
    assert not posts_too_often(Visitor("2001:db8::2", "new"), at=AT + timedelta(minutes=30))


@pytest.mark.django_db
def test_neither_address_nor_browser_is_kept_and_no_day_tells_of_another() -> None:
    posts_too_often(PHONE, at=AT)
    posts_too_often(PHONE, at=AT + timedelta(days=1))
    rows = list(PostCount.objects.values())
    assert len({each["mark"] for each in rows}) == 4
    assert not any(word in str(rows) for word in ("192.0.2", "Phone"))
