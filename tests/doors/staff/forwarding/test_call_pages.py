"""Pages of calls, of the jury and of the centre's own proof."""

import re
from typing import Any

import pytest
from django.test import Client

from drehscheibe.domain.forwarding.models import ForwardingCall, JuryMeeting, JuryMember
from tests import factories, pages
from tests.domain.forwarding import rows
from tests.domain.forwarding.centre.desk import Desk, desk, fresh
from tests.domain.forwarding.samples import plain

pytestmark = pytest.mark.django_db
BASE = "/mitarbeit/weiterleitung/"
TYPED = {
    "title": "Zweiter Aufruf", "text": "Kommt zusammen.", "opens_on": "01.02.2024",
    "closes_on": "30.11.2024", "proof_due_on": "28.02.2025", "applicant_cap": "2.000,00",
}  # fmt: skip


@pytest.fixture
def own() -> Desk:
    """A centre with 5,000 euro and a call with a jury."""
    return desk("5000", with_jury=True)


def shown(answer: Any) -> str:
    """The page's text."""
    return plain(re.sub(r"<[^>]+>", "", answer.content.decode()))


def sound(browser: Client, *addresses: str) -> None:
    """Every page is sound."""
    for address in addresses:
        pages.assert_sound(browser.get(f"{BASE}{address}"))


def test_a_call_is_written_opened_changed_and_closed(own: Desk) -> None:
    browser = factories.client_of(own.specialist)
    number = own.allocation.number
    sound(browser, "aufrufe/", f"aufrufe/neu/{number}/")
    wrong = browser.post(f"{BASE}aufrufe/neu/{number}/", {**TYPED, "closes_on": "01.01.2024"})
    assert wrong.status_code == 422
    assert "Das Ende liegt vor dem Beginn" in shown(wrong)
    too_much = browser.post(f"{BASE}aufrufe/neu/{number}/", {**TYPED, "applicant_cap": "5000,01"})
    assert "Der Höchstbetrag liegt zwischen 0,01 € und 5.000,00 €" in shown(too_much)
    browser.post(f"{BASE}aufrufe/neu/{number}/", TYPED)
    call = ForwardingCall.objects.get(title="Zweiter Aufruf")
    at = f"aufrufe/{call.pk}/"
    sound(browser, at, f"{at}bearbeiten/", f"{at}schritt/open/")
    browser.post(f"{BASE}{at}schritt/open/")
    refused = browser.post(f"{BASE}{at}bearbeiten/", {**TYPED, "applicant_cap": "10,00"})
    assert "schon veröffentlicht" in shown(refused)
    browser.post(f"{BASE}{at}bearbeiten/", {**TYPED, "contact": "Mia Muster"})
    browser.post(f"{BASE}{at}schritt/close/")
    call.refresh_from_db()
    assert (call.status, call.contact) == ("closed", "Mia Muster")
    stranger = factories.person("head", of=factories.centre("Kreis Musterfeld").organisation)
    assert factories.client_of(stranger).get(f"{BASE}{at}").status_code == 404


def test_the_jury_meets_votes_and_ranks_on_pages(own: Desk) -> None:
    first, second = own.checked(name="Chor"), own.checked(name="Sportverein Musterau")
    browser = factories.client_of(own.specialist)
    address = f"{BASE}aufrufe/{own.call.pk}/jury/"
    pages.assert_sound(browser.get(address))
    browser.post(address, {"held_on": "01.02.2026", "place": "Rathaus"})
    meeting = JuryMeeting.objects.get()
    at = f"jury/{meeting.pk}/"
    browser.post(
        f"{BASE}{at}mitglied/", {"name": "Ada Muster", "organisation": "Sportverein Musterau e.V."}
    )
    again = browser.post(f"{BASE}{at}mitglied/", {"name": "Ada Muster"})
    assert "schon in dieser Jury" in shown(again)
    member = JuryMember.objects.get()
    votes = f"{at}mitglied/{member.pk}/stimmen/"
    sound(browser, at, votes, f"{at}mitglied/{member.pk}/befangen/", f"{at}schliessen/")
    page = browser.get(f"{BASE}{votes}").content.decode()
    assert f"case-{first.pk}" in page
    assert f"case-{second.pk}" not in page
    browser.post(f"{BASE}{votes}", {f"case-{first.pk}": "8", f"case-{second.pk}": "10"})
    assert "stimmt niemand mit ab" in shown(browser.get(f"{BASE}{at}"))
    browser.post(f"{BASE}{at}schliessen/", {"reason": "Einig."})
    assert (fresh(first).rank, fresh(second).rank) == (1, None)
    sound(browser, at)
    late = browser.post(f"{BASE}{votes}", {f"case-{first.pk}": "1"})
    assert fresh(first).rank == 1, late


def test_the_own_proof_is_written_handed_in_asked_and_closed(own: Desk) -> None:
    at = f"nachweis/{own.allocation.number}/"
    head, officer = factories.client_of(own.head), factories.client_of(rows.authority())
    sound(head, at, f"{at}schreiben/")
    assert "noch nicht eingereicht" in shown(officer.get(f"{BASE}{at}"))
    empty = head.post(f"{BASE}{at}schreiben/", {"text": "", "einreichen": "ja"})
    assert "Schreiben Sie zuerst den Sachbericht" in shown(empty)
    head.post(f"{BASE}{at}schreiben/", {"text": "Nichts ausgegeben."})
    assert "Nichts ausgegeben" not in shown(officer.get(f"{BASE}{at}"))
    head.post(f"{BASE}{at}schreiben/", {"text": "Nichts ausgegeben.", "einreichen": "ja"})
    sound(officer, at, f"{at}frage/", f"{at}abschliessen/")
    assert "An die Bewilligungsbehörde zu erstatten5.000,00 €" in shown(
        officer.get(f"{BASE}{at}")
    ).replace("\n", "").replace("  ", "")
    officer.post(f"{BASE}{at}frage/", {"question": "Warum?"})
    sound(head, at, f"{at}schreiben/")
    head.post(
        f"{BASE}{at}schreiben/",
        {"text": "Nichts ausgegeben.", "answer": "Kein Antrag.", "einreichen": "ja"},
    )
    assert officer.get(f"{BASE}{at}datei/")["Content-Type"] == "application/pdf"
    assert head.get(f"{BASE}{at}abschliessen/").status_code == 403
    officer.post(f"{BASE}{at}abschliessen/")
    assert "Die Behörde hat den Nachweis abgeschlossen" in shown(head.get(f"{BASE}{at}"))
