"""A demonstration sends no mails: the page that speaks of the mail shows it."""

import re
from zoneinfo import ZoneInfo

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from drehscheibe.domain.forwarding.third_party.links import secret_of
from drehscheibe.doors.public.forwarding.guarding import FIELD, open_token
from drehscheibe.kernel.access.mailed_links import fingerprint
from tests.domain.forwarding.third_party import samples
from tests.domain.qualification.stories import hall
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
SENT = "/foerderung/link/unterwegs/"


def test_a_demonstration_shows_the_mail_it_does_not_send(settings: LazySettings) -> None:
    call, client = samples.open_call(at=timezone.now()), Client()
    form = {FIELD: open_token(), "email": "c@verein.example"}
    answer = client.post(f"/foerderung/aufruf/{call.slug}/beginnen/", form)
    assert answer["Location"] == SENT
    assert b"/foerderung/antrag/" not in client.get(SENT).content
    settings.DEMONSTRATION = True
    page = client.get(SENT)
    assert_sound(page)
    assert page["Cache-Control"] == "private, no-store"
    link = re.search(r'href="http://testserver(/foerderung/antrag/[^"]+)"', page.content.decode())
    assert link
    assert client.get(link[1]).status_code == 200
    settings.DREHSCHEIBE_MAIL = True
    assert b"/foerderung/antrag/" not in client.get(SENT).content


@pytest.mark.django_db(transaction=True)
def test_a_demonstration_shows_the_mail_to_a_visitor_of_an_event(settings: LazySettings) -> None:
    own, client, sent = hall(timezone.now(), seats=1), Client(), "/ar/veranstaltungen/unterwegs/"
    page = f"/ar/veranstaltungen/{own.event.number}/anmelden/"
    form = {FIELD: open_token(), "name": "Nur", "email": "nur@besuch.example"}
    answer = client.post(page, form)
    assert answer["Location"] == sent
    assert b"nur@besuch" not in client.get(sent).content
    settings.DEMONSTRATION = True
    shown = client.get(sent)
    assert shown["Cache-Control"] == "private, no-store"
    link = re.search(r'href="http://[^/]+(/ar/[^"]+)"', shown.content.decode())
    assert link
    assert client.get(link[1]).status_code == 200


def test_the_link_is_the_same_whatever_zone_its_moment_was_told_in() -> None:
    at = timezone.now().astimezone(ZoneInfo("Asia/Tokyo"))
    call = samples.open_call(at=at)
    samples.begun(call, at=at)
    told = samples.secret_for()
    case = call.cases.get()
    assert case.link_fingerprint == fingerprint(told)
    assert secret_of(case) == told
