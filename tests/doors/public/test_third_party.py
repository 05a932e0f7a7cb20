"""The pages of third parties: every step accepted and refused, and what attackers try."""

import json
import logging
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from drehscheibe.config.logs import JsonLines
from drehscheibe.domain.forwarding.models import ForwardingCall, ForwardingCase
from drehscheibe.domain.forwarding.third_party.beginning import remove_never_opened
from drehscheibe.domain.forwarding.third_party.links import secret_of
from drehscheibe.doors.public.forwarding.guarding import FIELD, case_token, open_token
from drehscheibe.kernel.access.posting import MOST_OF_A_DEVICE
from drehscheibe.kernel.mail.models import OutboxMail
from tests.domain.forwarding.samples import plain
from tests.domain.forwarding.third_party import samples
from tests.domain.payments.samples import iban
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
BASE = "/foerderung/antrag"


@pytest.fixture
def call() -> ForwardingCall:
    """An open call."""
    return samples.open_call(at=timezone.now())


class Phone:
    """A third party's telephone: no cookie, only the link."""

    def __init__(self, case: ForwardingCase) -> None:
        self.secret = secret_of(case)
        self.case = case
        self.client = Client(enforce_csrf_checks=True)

    def get(self, page: str = "") -> Any:
        """Open a page of the case."""
        return self.client.get(f"{BASE}/{self.secret}/{page}")

    def post(self, page: str, form: dict[str, Any] | None = None, **headers: str) -> Any:
        """Send a form with its token."""
        self.case.refresh_from_db()
        form = {FIELD: case_token(self.secret), "version": self.case.version, **(form or {})}
        return self.client.post(f"{BASE}/{self.secret}/{page}", form, headers=headers)


@pytest.fixture
def phone(call: ForwardingCall) -> Phone:
    """Somebody who has begun."""
    return Phone(samples.begun(call, at=timezone.now()))


def said(answer: Any) -> str:
    return plain(answer.content.decode()).replace("&#x27;", "'")


def ask_for_link(call: ForwardingCall, email: str, **form: str) -> Any:
    address = f"/foerderung/aufruf/{call.slug}/beginnen/"
    client = Client(enforce_csrf_checks=True)
    return client.post(address, {FIELD: open_token(), "email": email, **form})


def test_beginning_answers_the_same_for_known_and_unknown(call: ForwardingCall) -> None:
    first = ask_for_link(call, "a@verein.example")
    again = ask_for_link(call, "a@verein.example")
    other = ask_for_link(call, "b@verein.example")
    answers = [(each.status_code, each["Location"]) for each in (first, again, other)]
    assert answers == [(302, "/foerderung/link/unterwegs/")] * 3
    assert ForwardingCase.objects.filter(email="a@verein.example").count() == 1
    mails = OutboxMail.objects.filter(to="a@verein.example")
    assert mails.count() == 2
    assert len({each.text for each in mails}) == 1, "the same link again"


def test_a_mistyped_address_is_told_at_the_field(call: ForwardingCall) -> None:
    answer = ask_for_link(call, "verein")
    assert answer.status_code == 422
    assert "Das ist keine E-Mail-Adresse" in said(answer)
    assert 'value="verein"' in said(answer)


def test_no_more_than_five_links_an_hour_go_to_one_address(call: ForwardingCall) -> None:
    for _ in range(8):
        assert ask_for_link(call, "a@verein.example").status_code == 302
    assert OutboxMail.objects.filter(to="a@verein.example").count() == 5


def test_one_place_cannot_ask_for_links_without_end(call: ForwardingCall) -> None:
    most = MOST_OF_A_DEVICE
    answers = [ask_for_link(call, f"a{n}@verein.example").status_code for n in range(most + 1)]
    assert answers[-1] == 429
    assert answers[:most] == [302] * most


def test_a_forged_form_is_refused(call: ForwardingCall, phone: Phone) -> None:
    """Attack 18: without token, with another case's, from another site by the browser's word."""
    other = Phone(samples.begun(call, at=timezone.now(), address="x@verein.example"))
    address = f"{BASE}/{phone.secret}/schreiben/"
    client = Client(enforce_csrf_checks=True)
    assert client.post(address, {"name": "x"}).status_code == 403
    assert client.post(address, {FIELD: case_token(other.secret)}).status_code == 403
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert phone.post("schreiben/", {"name": "x"}, **headers).status_code == 403
    assert ask_for_link(call, "a@verein.example", **{FIELD: "open:forged"}).status_code == 403
    phone.case.refresh_from_db()
    assert phone.case.name == ""


def test_pages_behind_the_link_are_not_kept_and_tell_no_referrer(phone: Phone) -> None:
    answer = phone.get()
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert not answer.cookies


def test_a_wrong_link_is_404_and_an_unopened_one_ends_after_14_days(phone: Phone) -> None:
    assert phone.client.get(f"{BASE}/{'x' * 43}/").status_code == 404
    ForwardingCase.objects.filter(pk=phone.case.pk).update(
        link_sent_at=timezone.now() - timedelta(days=15)
    )
    assert phone.get().status_code == 404


def test_secrets_and_names_stay_out_of_the_log(
    phone: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    """404, 403 and a refusal below the link: no line holds the secret, an address or a name."""
    with caplog.at_level(logging.DEBUG):
        phone.get("gibt-es-nicht/")
        phone.client.post(f"{BASE}/{phone.secret}/schreiben/", {"name": "Ayla Muster"})
        phone.post("schreiben/", {"name": "Ayla Muster", "phone": "keine"})
    lines = [
        JsonLines().format(each) for each in caplog.records if each.name.startswith("django.r")
    ]
    assert lines
    for line in lines:
        assert phone.secret not in line
        assert "Ayla" not in line
        assert samples.ADDRESS not in line
        assert "…" in json.loads(line).get("path", "…")


def test_autosave_answers_with_amounts_and_refusals_while_typing(phone: Phone) -> None:
    """Example 13 through the form: 9 participants are refused, 12 accepted; K06, K10 told."""
    assert phone.post("foerdergegenstaende/", {"code": "B2"}).status_code == 302
    assert phone.post("foerdergegenstaende/", {"code": "D1"}).status_code == 302
    few = samples.typed(1, {**samples.GATHERING, "participants": "9"})
    answer = phone.post("schreiben/", few, **{"hx-request": "true"})
    assert answer.status_code == 200
    assert "9 Menschen sind weniger als 10" in said(answer)
    assert 'id="error-items-1-participants"' in said(answer)
    enough = samples.typed(1, samples.GATHERING) | samples.typed(2, samples.TRAINING)
    answer = phone.post("schreiben/", enough, **{"hx-request": "true"})
    assert "5.000,00 €" in said(answer)
    assert "6.600,00 €" in said(answer)
    assert "höchstens 30 % der Mittel" in said(answer)
    assert "21.086,94 €" in said(answer)


@pytest.mark.parametrize(
    ("code", "values", "expected"),
    [
        ("D1", {"topic": "x", "hours": "10", "days": "1"}, "800,00 €"),
        ("B1", {"volunteers": "1", "escorts": "5", "months": "1"}, "höchstens 3 Begleitungen"),
        ("A2", {"months": "12", "hours_target": "12", "hours_total": "40"}, "zu 30 % von"),
        ("A2", {"months": "12", "hours_target": "14", "hours_total": "40"}, "4.800,00 €"),
        ("C3", {"medium": "x", "characters": "10000"}, "350,00 €"),
    ],
)
def test_examples_13_and_14_through_the_form(
    phone: Phone, code: str, values: dict[str, str], expected: str
) -> None:
    phone.post("foerdergegenstaende/", {"code": code})
    answer = phone.post("schreiben/", samples.CLUB | samples.typed(1, values))
    if answer.status_code == 302:
        answer = phone.get("schreiben/")
    assert expected in said(answer)


def test_example_11_through_the_form(phone: Phone) -> None:
    """All items valid: 20,800 euro."""
    room = {"room_kind": "group", "hours_target": "14", "hours_total": "40"}
    wanted = [
        ("A1a", {"room": "Saal", **room}), ("A1b", {"room": "Küche", **room}),
        ("A2", {"months": "12", "hours_target": "14", "hours_total": "40"}),
        ("A3", {"concept": "Tablets", "licences": "2"}),
        ("B1", {"volunteers": "4", "escorts": "3", "months": "10"}), ("B2", samples.GATHERING),
        ("C1", {"medium": "Flyer"}), ("C2", {"medium": "Seite"}),
        ("C3", {"medium": "Wegweiser", "pages": "12"}), ("D1", samples.TRAINING),
        ("D2", {"months": "12"}),
    ]  # fmt: skip
    form: dict[str, str] = dict(samples.CLUB)
    for number, (code, values) in enumerate(wanted, start=1):
        phone.post("foerdergegenstaende/", {"code": code})
        form |= samples.typed(number, values)
    answer = phone.post("schreiben/", form | {"has_declarations": "1"})
    assert answer.status_code == 302, said(answer)
    phone.case.refresh_from_db()
    assert phone.case.requested == Decimal(20800)


def test_handing_in_is_refused_until_complete_and_happens_once(call: ForwardingCall) -> None:
    phone = Phone(samples.filled(call, at=timezone.now()))
    phone.post("schreiben/", {"title": "", "has_declarations": "1"})
    answer = phone.post("einreichen/")
    assert answer.status_code == 422
    assert "Es fehlt noch etwas" in said(answer)
    phone.post(
        "schreiben/",
        {"title": "Sport", "has_declarations": "1", "declarations": list(samples.DECLARED)},
    )
    assert phone.post("einreichen/").status_code == 302
    again = phone.post("einreichen/")
    assert again.status_code == 422
    assert "nicht mehr möglich" in said(again)
    assert OutboxMail.objects.filter(to=samples.ADDRESS, subject__contains="ist da").count() == 1
    assert phone.get("schreiben/").status_code == 302
    back = phone.post("schreiben/", {"title": "Anders"})
    assert back.status_code == 422
    assert "schon eingereicht" in said(back)
    assert 'value="Anders"' in said(back), "what was typed still stands there"


def test_the_application_is_frozen_as_pdf_and_read_by_its_own_link_alone(
    call: ForwardingCall,
) -> None:
    """Attack 1: another case's document and another case's link are 404."""
    now = timezone.now()
    case = samples.filled(call, at=now)
    samples.handed_in(case, at=now)
    letter = samples.application_of(case)
    own = Phone(case)
    answer = own.get(f"dokument/{letter.pk}/")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    other = Phone(samples.begun(call, at=now, address="x@verein.example"))
    assert other.get(f"dokument/{letter.pk}/").status_code == 404


def test_an_account_is_shown_masked_only(phone: Phone) -> None:
    number = iban(7)
    wrong = phone.post("konto/", {"holder": "Sportverein", "iban": number[:-1]})
    assert wrong.status_code == 422
    assert 'id="error-iban"' in said(wrong)
    assert phone.post("konto/", {"holder": "Sportverein", "iban": number}).status_code == 302
    page = said(phone.get())
    assert number not in page.replace(" ", "")
    assert number[-4:] in page
    assert number not in said(phone.get("konto/")).replace(" ", "")


def test_a_question_is_answered_and_given_back(call: ForwardingCall) -> None:
    now = timezone.now()
    case = samples.asked(samples.filled(call, at=now), at=now)
    phone = Phone(case)
    query = case.queries.get()
    assert "Wer hilft?" in said(phone.get())
    empty = phone.post("fragen/", {"send": "1"})
    assert empty.status_code == 422
    assert "jede Rückfrage" in said(empty)
    answer = phone.post("fragen/", {f"answer-{query.pk}": "Zwei Trainerinnen.", "send": "1"})
    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.status == "submitted"


def test_withdrawing_needs_a_reason(phone: Phone) -> None:
    refused = phone.post("zuruecknehmen/")
    assert refused.status_code == 422
    assert "Begründung" in said(refused)
    assert phone.post("zuruecknehmen/", {"reason": "Kein Raum."}).status_code == 302
    assert "Zurückgenommen" in said(phone.get())


def test_a_formula_in_a_name_stays_text(phone: Phone) -> None:
    """Attack 24."""
    phone.post("schreiben/", {"name": '=HYPERLINK("https://evil.example")<script>'})
    phone.case.refresh_from_db()
    assert phone.case.name.startswith("=HYPERLINK")
    assert "<script>" not in said(phone.get("schreiben/")).replace("<script src", "")


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_pages_are_sound_and_light_in_every_language(call: ForwardingCall, language: str) -> None:
    """At most 30 KB a page."""
    now = timezone.now()
    phone = Phone(samples.filled(call, at=now))
    start = "" if language == "de" else f"/{language}"
    pages = [
        f"{BASE}/{phone.secret}/{each}" for each in ("", "schreiben/", "einreichen/", "konto/")
    ]
    for address in (*pages, "/foerderung/", f"/foerderung/aufruf/{call.slug}/"):
        answer = Client().get(f"{start}{address}")
        assert answer.status_code == 200, address
        assert_sound(answer)
        import gzip

        assert len(gzip.compress(answer.content)) <= 30_000, address


def photo(width: int = 60, height: int = 40) -> SimpleUploadedFile:
    """A picture as a telephone sends it."""
    out = BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "JPEG")
    return SimpleUploadedFile("IMG_1.jpg", out.getvalue(), "image/jpeg")


@pytest.mark.parametrize("items", [1, 12])
def test_the_form_asks_the_database_as_often_for_twelve_items_as_for_one(
    phone: Phone, items: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(items):
        phone.post("foerdergegenstaende/", {"code": "D2"})
    with django_assert_max_num_queries(26):
        phone.get("schreiben/")
    with django_assert_max_num_queries(55):
        phone.post("schreiben/", {"title": "Sport"}, **{"hx-request": "true"})


def test_lists_of_calls_need_few_queries(
    call: ForwardingCall, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(3):
        Client().get("/foerderung/")
    with django_assert_max_num_queries(3):
        Client().get(f"/foerderung/aufruf/{call.slug}/")


def test_a_form_that_lay_open_too_long_comes_back_with_what_was_typed(
    call: ForwardingCall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drehscheibe.doors.public.forwarding.guarding.FORM_LASTS", -1)
    answer = ask_for_link(call, "a@verein.example")
    assert answer.status_code == 422
    assert "zu lange offen" in said(answer)
    assert 'value="a@verein.example"' in said(answer)
    assert not OutboxMail.objects.exists()


def test_drafts_nobody_opened_are_forgotten(phone: Phone) -> None:
    """A draft that was written stays, one never opened goes with its address."""
    later = timezone.now() + timedelta(days=15)
    other = Phone(samples.begun(phone.case.call, at=timezone.now(), address="x@verein.example"))
    other.post("schreiben/", {"name": "Chor"})
    assert remove_never_opened(at=later) == 1
    assert [each.email for each in ForwardingCase.objects.all()] == ["x@verein.example"]


def test_lost_links_come_again_and_strangers_get_nothing(phone: Phone) -> None:
    client = Client(enforce_csrf_checks=True)
    for address in (samples.ADDRESS, "fremd@verein.example"):
        answer = client.post("/foerderung/link/", {FIELD: open_token(), "email": address})
        assert (answer.status_code, answer["Location"]) == (302, "/foerderung/link/unterwegs/")
    assert samples.secret_for() == phone.secret, "the same link again"
    assert not OutboxMail.objects.filter(to="fremd@verein.example").exists()
