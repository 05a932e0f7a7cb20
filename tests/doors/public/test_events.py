"""Public pages of events: catalogue, registration by mail, personal link, check page, feeds."""

import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from time_machine import TimeMachineFixture

from drehscheibe.domain.qualification import feeds
from drehscheibe.domain.qualification.attendance import Note, note_attendance
from drehscheibe.domain.qualification.certifying import issue_certificate, revoke_certificate
from drehscheibe.domain.qualification.links import own_page
from drehscheibe.domain.qualification.models import Participation, Question
from drehscheibe.domain.qualification.preparing import SeatFacts
from drehscheibe.domain.qualification.subjects import set_fields
from drehscheibe.kernel.design.published import mark
from drehscheibe.kernel.mail.models import OutboxMail
from tests import factories
from tests.domain.directory.stories import field
from tests.domain.qualification.stories import Hall, centre, hall

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 4, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)


def said(answer: Any) -> str:
    """The page as text."""
    return str(answer.content, "utf-8")


def token(answer: Any) -> str:
    found = re.search(r'name="form" value="([^"]+)"', said(answer))
    assert found
    return found.group(1)


def path_of(address: str) -> str:
    return "/" + address.split("/", 3)[3]


def test_the_catalogue_shows_public_events_with_their_seats() -> None:
    own = hall(NOW, seats=2, title="Für alle")
    hall(NOW, tier="network", title="Nur im Netz")
    hall(NOW, draft=True, title="Noch nicht")
    own.guest("Gast", at=NOW)
    page = Client().get("/veranstaltungen/")
    assert "Für alle" in said(page)
    assert "1 von 2 Plätzen frei" in said(page)
    assert "Nur im Netz" not in said(page)
    assert "Noch nicht" not in said(page)
    assert "Für alle" not in said(Client().get("/veranstaltungen/?worte=anderes"))


def test_the_field_of_action_narrows_the_catalogue_in_every_language() -> None:
    about, other = (field(f"hf.{key}", "handlungsfeld", f"Feld {key}") for key in ("a", "b"))
    own = hall(NOW, title="Davon")
    set_fields(event=own.event, fields=[about], by=own.host, at=NOW)
    hall(NOW, title="Nichts davon")
    for address in ("/veranstaltungen/", "/ar/veranstaltungen/"):
        page = said(Client().get(f"{address}?feld={about.pk}"))
        assert ">Davon<" in page
        assert "Nichts davon" not in page
        assert f'<option value="{about.pk}" selected>Feld a</option>' in page
    assert ">Davon<" not in said(Client().get(f"/veranstaltungen/?feld={other.pk}"))
    for unsound in ("%00", "x'--", "a" * 99, "%D9%A0"):
        assert "Nichts davon" in said(Client().get(f"/veranstaltungen/?feld={unsound}"))


def test_internal_events_do_not_exist_for_visitors() -> None:
    for own in (hall(NOW, tier="network"), hall(NOW, draft=True)):
        for name in ("event", "event_register"):
            url = reverse(f"public:{name}", args=[own.event.number])
            assert Client().get(url).status_code == 404


def test_a_visitor_registers_by_mail_and_withdraws_by_link() -> None:
    own = hall(NOW, seats=1)
    food = Question.objects.create(event=own.event, label="Essen?", kind="yes_no", required=True)
    url = reverse("public:event_register", args=[own.event.number])
    browser = Client()
    form = {"form": token(browser.get(url)), "name": "Jo Gast", "email": "jo@example.org"}
    refused = browser.post(url, form)
    assert refused.status_code == 422
    assert "Bitte beantworten Sie: Essen?" in said(refused)
    assert 'value="Jo Gast"' in said(refused)
    assert browser.post(url, {**form, f"question_{food.pk}": "ja"}).status_code == 302
    mail = OutboxMail.objects.get()
    link = path_of(next(line for line in mail.text.splitlines() if line.startswith("http")))
    shown = browser.get(link)  # a program that looks at links confirms nothing
    assert Participation.objects.count() == 0
    confirmed = browser.post(link, {"form": token(shown)})
    assert confirmed.status_code == 302
    mine = browser.get(confirmed["Location"])
    assert "Angemeldet" in said(mine)
    assert mine["Cache-Control"] == "private, no-store"
    assert browser.get(f"{confirmed['Location']}code/")["Content-Type"] == "image/svg+xml"
    assert browser.post(confirmed["Location"], {"act": "withdraw"}).status_code == 403
    gone = browser.post(confirmed["Location"], {"act": "withdraw", "form": token(mine)})
    assert "Abgemeldet" in said(browser.get(gone["Location"]))


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Confirm registration"), ("tr", "Kaydı onayla"), ("uk", "Підтвердити реєстрацію"),
     ("ar", "تأكيد التسجيل")],
)  # fmt: skip
def test_whoever_registers_in_her_language_is_answered_in_it(language: str, words: str) -> None:
    """Form, refusal, mail, link and own page; the text of the host stays German and says so."""
    own, browser = hall(NOW, seats=1), Client()
    own.guest("Vorher", at=NOW)
    url = f"/{language}/veranstaltungen/{own.event.number}/anmelden/"
    page = browser.get(url)
    form = {"form": token(page), "name": "", "email": "jo@example.org"}
    assert "Anmelden" not in said(page)
    assert f'<bdi lang="de">{own.event.title}</bdi>' in said(page)
    refused = said(browser.post(url, form))
    assert "Bitte geben Sie" not in refused
    assert 'value="jo@example.org"' in refused
    browser.post(url, {**form, "name": "Jo Gast"})
    mail = OutboxMail.objects.get(to="jo@example.org")
    assert "Bitte" not in mail.subject + mail.text
    link = path_of(next(line for line in mail.text.splitlines() if line.startswith("http")))
    assert link.startswith(f"/{language}/")
    shown = browser.get(link)
    assert words in said(shown)
    answer = browser.post(link, {"form": token(shown)})
    assert answer["Location"].startswith(f"/{language}/")
    mine = said(browser.get(answer["Location"]))
    assert "Alle Plätze sind vergeben" not in mine
    assert "Warteliste" not in mine
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in mine


def test_the_number_of_a_certificate_can_be_typed_in() -> None:
    page = Client().get("/bescheinigung/?nummer=2026-017 abcd-efgh")
    assert page["Location"] == "/bescheinigung/2026-017-ABCD-EFGH/"
    missing = Client().get(page["Location"])
    assert missing.status_code == 404
    assert 'value="2026-017-ABCD-EFGH"' in said(missing)
    assert "gibt es nicht" not in said(Client().get("/bescheinigung/"))


def test_a_wrong_link_is_nothing() -> None:
    for url in ("/veranstaltungen/teilnahme/x/", "/veranstaltungen/bestaetigen/x/",
                "/kalender/x.ics", "/bescheinigung/2026-001-AAAA-BBBB/"):  # fmt: skip
        assert Client().get(url).status_code == 404


def test_the_online_room_stands_on_the_page_of_online_participants_only_sc_1_7() -> None:
    """Sc 1.7: not in the catalogue, not on the public page, not on site."""
    seats = {"onsite": SeatFacts(capacity=14), "online": SeatFacts(capacity=6)}
    own = hall(NOW, seats=seats, format="hybrid", link="https://raum.example.org/geheim")
    here, there = own.come(at=NOW, part="onsite"), own.come(at=NOW, part="online")
    browser = Client()
    pages = ["/veranstaltungen/", f"/veranstaltungen/{own.event.number}/",
             "/kalender/veranstaltungen.ics", path_of(own_page(here))]  # fmt: skip
    assert not [url for url in pages if "geheim" in said(browser.get(url))]
    assert "raum.example.org/geheim" in said(browser.get(path_of(own_page(there))))
    mine = browser.get(path_of(own_page(here)))
    to = own.parts["online"].pk
    browser.post(path_of(own_page(here)), {"act": f"switch:{to}", "form": token(mine)})
    assert "geheim" in said(browser.get(path_of(own_page(here))))


def test_the_check_page_says_nothing_of_the_person_sc_1_4(
    time_machine: TimeMachineFixture,
) -> None:
    """Sc 1.4: „widerrufen seit …“, and no name."""
    own = hall(NOW)
    one = own.guest("Geheime Person", at=NOW)
    event = own.over()
    assert event.ends_at is not None
    late = event.ends_at + timedelta(days=1)
    time_machine.move_to(late, tick=False)
    came = [Note(one.pk, own.sessions[0].pk, "present")]
    note_attendance(event=event, notes=came, by=own.host, at=late)
    paper = issue_certificate(participation=one, by=own.host, at=late)
    url = reverse("public:certificate", args=[paper.serial])
    page = said(Client().get(url))
    assert "gültig" in page
    assert "Geheime" not in page
    file = Client().get(f"{path_of(own_page(one))}bescheinigung/")
    assert file.content.startswith(b"%PDF-")
    revoke_certificate(certificate=paper, reason="Irrtum", by=own.host, at=late)
    page = said(Client().get(url))
    assert f'widerrufen seit <time datetime="{late:%Y-%m-%d}">{late:%d.%m.%Y}</time>' in page
    assert "Irrtum" not in page
    assert Client().get(f"{path_of(own_page(one))}bescheinigung/").status_code == 404


def test_feeds_answer_304_and_hold_no_names() -> None:
    own: Hall = hall(NOW, tier="network", title="Im Netz")
    own.come(at=NOW, name="Geheim")
    person = factories.person("specialist", of=centre())
    _, secret = feeds.open_feed(of="network", by=person, at=NOW)
    url = f"/kalender/{secret}.ics"
    first = Client().get(url)
    assert first["Content-Type"].startswith("text/calendar")
    entries = Calendar.from_ical(said(first)).walk("VEVENT")  # deadlines and holidays beside it
    titles = [str(each["SUMMARY"]) for each in entries]
    assert [each for each in titles if "Im Netz" in each] == ["Im Netz: Teil 1"]
    assert "Geheim" not in said(first)
    again = Client().get(url, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "Im Netz" not in said(Client().get("/kalender/veranstaltungen.ics"))


def test_the_check_page_may_be_kept_until_it_is_revoked_sc_1_4() -> None:
    """Sc 1.4 at the edge: what is found is everybody's, what is not found is kept nowhere."""
    own = hall(NOW)
    one = own.come(at=NOW)
    event = own.over()
    end = event.ends_at or NOW
    note_attendance(
        event=event, notes=[Note(one.pk, own.sessions[0].pk, "present")], by=own.host, at=end
    )
    paper = issue_certificate(participation=one, by=own.host, at=end)
    page = Client().get(f"/bescheinigung/{paper.serial}/")
    assert "no-store" not in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    told = mark().read()
    revoke_certificate(certificate=paper, reason="Irrtum", by=own.host, at=end)
    assert mark().read() != told  # every process makes its pages anew
    assert "widerrufen" in said(Client().get(f"/bescheinigung/{paper.serial}/"))
    missing = Client().get("/bescheinigung/2026-001-AAAA-BBBB/")
    assert missing["Cache-Control"] == "private, no-store"
