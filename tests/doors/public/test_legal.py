"""Pages that every installation owes, and short texts for machines."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.pages import assert_sound

LEGAL = ("/barrierefreiheit/", "/datenschutz/", "/impressum/", "/datenquellen/")
GAP = "Hier muss der Betrieb ergänzen"
FULL = {
    "name": "Beispielbetrieb",
    "address": "Beispielweg 1\n40213 Düsseldorf",
    "phone": "0211 000",
    "email": "post@example.org",
    "represented_by": "Kim Beispiel",
    "data_protection_officer": "datenschutz@example.org",
    "security_contact": "sicherheit@example.org",
}


@pytest.mark.parametrize("language", ["", "/ar"])
@pytest.mark.parametrize("address", LEGAL)
def test_legal_pages_are_sound_and_need_no_database(
    client: Client, address: str, language: str
) -> None:
    assert_sound(client.get(f"{language}{address}"))


@pytest.mark.parametrize("address", LEGAL[:3])
def test_what_the_operator_has_not_said_is_a_visible_gap(client: Client, address: str) -> None:
    assert GAP in client.get(address).content.decode()


@pytest.mark.parametrize("address", LEGAL[:3])
def test_what_the_operator_says_fills_the_gaps(client: Client, settings: Any, address: str) -> None:
    settings.DREHSCHEIBE_OPERATOR = FULL
    body = client.get(address).content.decode()
    assert GAP not in body
    assert "Beispielbetrieb" in body


def test_the_statement_on_accessibility_has_its_duties(client: Client) -> None:
    """Standards #2: state, gaps, feedback, ombuds office, date."""
    body = client.get("/barrierefreiheit/").content.decode()
    for duty in (
        "BITVNRW",
        "teilweise vereinbar",
        "Ombudsstelle",
        "Barrieren melden",
        "geprüft am",
    ):
        assert duty in body


def test_every_page_leads_to_the_legal_pages(client: Client) -> None:
    hrefs = {each.get("href") for each in assert_sound(client.get("/impressum/")).iter()}
    assert set(LEGAL) <= hrefs


def test_credits_name_what_the_licences_ask_for(client: Client) -> None:
    body = client.get("/datenquellen/").content.decode()
    for credit in (
        "© GeoBasis-DE / BKG 2021 (Daten verändert)",
        "GeoNames",
        "dl-de/by-2-0",
        "GV-ISys",
    ):
        assert credit in body


def test_security_txt_has_a_contact_and_ends_within_a_year(client: Client, settings: Any) -> None:
    """Standards #37, RFC 9116."""
    settings.DREHSCHEIBE_OPERATOR = FULL
    response = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:sicherheit@example.org"
    ends = datetime.strptime(fields["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    now = datetime.now(UTC)
    assert now < ends < now + timedelta(days=365)


def test_security_txt_without_a_contact_leads_to_the_imprint(client: Client) -> None:
    body = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: http://testserver/impressum/" in body


def test_robots_are_kept_out_of_the_workspace(client: Client) -> None:
    assert "Disallow: /mitarbeit/" in client.get("/robots.txt").content.decode()
