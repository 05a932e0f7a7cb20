"""What stands in an Arabic text without being Arabic."""

import pytest
from django.test import Client

from tests.domain.guide.stories import house, page, translate
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db


def body(client: Client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert_sound(answer)
    return str(answer.content.decode())


def test_a_number_one_dials_keeps_its_order(client: Client) -> None:
    of = house()
    made = page(of, "Wohnen", "Rufen Sie an: +49 2921 30-0.")
    translate(of, made, "ar", "السكن", "اتصل على الرقم +49 2921 30-0 أو 116 117، من 8:00–12:30.")
    assert of.guide.centre
    address = f"/wegweiser/{of.guide.centre.key}/{made.public_id}/wohnen/"
    shown = body(client, f"/ar{address}")
    assert '<bdi dir="ltr">+49 2921 30-0</bdi>' in shown
    assert '<bdi dir="ltr">116 117</bdi>' in shown
    assert "8:00–12:30" in shown
    assert "an: +49 2921 30-0." in body(client, address)


def test_a_sheet_to_print_says_that_some_of_it_is_german(client: Client) -> None:
    of = house()
    made = page(of, "Wohnen", "Deutsch.")
    translate(of, made, "ar", "السكن")
    assert of.guide.centre
    address = f"/wegweiser/{of.guide.centre.key}/{made.public_id}/wohnen/alles/"
    assert "kern-alert--info" in body(client, f"/ar{address}")
    assert "kern-alert--info" not in body(client, address)
