"""The funding pages as people of each side meet them."""

import re
from datetime import datetime

import pytest
from django.test import Client
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from drehscheibe.domain.funding.models import Application
from tests import factories, pages
from tests.domain.funding.stories import Story, story

pytestmark = pytest.mark.django_db
BASE = "/mitarbeit/foerderung/antraege/"
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


@pytest.fixture
def case() -> Story:
    """Kreis Musterau."""
    return story()


def test_the_form_shows_every_amount_with_the_number_it_rests_on(
    case: Story, noon: datetime
) -> None:
    draft = case.draft(at=noon)
    page = factories.client_of(case.specialist).get(f"{BASE}{draft}/bearbeiten/")
    pages.assert_sound(page)
    text = page.content.decode()
    assert "57.000\u00a0€ je Stelle × 9/12" in text
    assert "350.250,00" in text


def test_without_javascript_everything_typed_is_kept(case: Story, noon: datetime) -> None:
    draft = case.draft(at=noon)
    browser = factories.client_of(case.specialist)
    draft.refresh_from_db()
    typed = {"version": draft.version, "posts-2-filled_from": "31.02.2023", "head_share": "0,5"}
    answer = browser.post(f"{BASE}{draft}/bearbeiten/", typed)
    assert answer.status_code == 302  # the back button then never asks to send again
    text = browser.get(answer["Location"]).content.decode()
    assert 'value="31.02.2023"' in text
    assert "Den 31.02.2023 gibt es nicht" in text
    assert "aufbewahrt" in text
    assert "Jemand anderes" not in text
    draft.refresh_from_db()
    assert str(draft.head_share) == "0.50"
    again = browser.get(f"{BASE}{draft}/bearbeiten/").content.decode()
    assert 'value="31.02.2023"' in again


def test_autosave_answers_with_sums_and_open_points(case: Story, noon: datetime) -> None:
    draft = case.draft(at=noon)
    draft.refresh_from_db()
    answer = factories.client_of(case.specialist).post(
        f"{BASE}{draft}/bearbeiten/",
        {"version": draft.version, "posts-1-filled_from": "1.1.2023"},
        headers={"hx-request": "true"},
    )
    text = answer.content.decode()
    assert "<html" not in text
    assert "364.500,00" in text
    assert 'hx-swap-oob="true"' in text
    assert "Was fehlt noch?" in text


def test_attack_10_two_people_at_one_draft_both_versions_are_shown(
    case: Story, noon: datetime
) -> None:
    draft = case.draft(at=noon)
    draft.refresh_from_db()
    loaded = draft.version
    url = f"{BASE}{draft}/bearbeiten/"
    factories.client_of(case.head).post(url, {"version": loaded, "head_share": "0,5"})
    page = factories.client_of(case.specialist).post(url, {"version": loaded, "head_share": "0,8"})
    assert page.status_code == 409
    text = page.content.decode()
    assert "Inzwischen gespeichert: <bdi>0,5</bdi>" in text
    assert 'value="0,8"' in text
    assert "Meine Fassung übernehmen" in text


def test_attack_1_another_centre_gets_404_everywhere(case: Story, noon: datetime) -> None:
    draft = case.draft(at=noon)
    other = story("Stadt Nebenau", kind="kreisfreie Stadt")
    submitted = other.submitted(at=noon)
    stranger = factories.client_of(other.head)
    parts = ["", "bearbeiten/", "schritt/sign_off/", "entscheidung/", "zeichnen/", "rueckfrage/"]
    for part in parts:
        assert stranger.get(f"{BASE}{draft}/{part}").status_code in {403, 404}, part
    assert stranger.get(f"{BASE}{draft}/").status_code == 404
    assert stranger.get(f"{BASE}{draft}/bearbeiten/").status_code == 404
    letter = submitted.letter_series
    from drehscheibe.kernel.documents.selectors import latest

    document = latest(letter)
    assert document is not None
    own = f"{BASE}{submitted}/dokumente/{document.pk}/"
    assert stranger.get(own).status_code == 200
    outsider = factories.client_of(case.head)
    assert outsider.get(own).status_code == 404
    assert draft.number not in stranger.get(BASE).content.decode()
    assert draft.number not in stranger.get("/mitarbeit/foerderung/antraege.csv").content.decode()


def test_ministries_see_submitted_cases_and_no_drafts(case: Story, noon: datetime) -> None:
    draft = case.draft(at=noon, year=2024)
    submitted = case.submitted(at=noon, year=2023)
    ministry = factories.client_of(
        factories.person("ministry_school", of=factories.organisation("Ministerium", "ministry"))
    )
    listing = ministry.get(BASE).content.decode()
    assert submitted.number in listing
    assert draft.number not in listing
    assert ministry.get(f"{BASE}{submitted}/").status_code == 200
    assert ministry.get(f"{BASE}{draft}/").status_code == 404
    assert ministry.get(f"{BASE}{submitted}/entscheidung/").status_code == 403


def test_journey_2_through_the_pages_from_sign_off_to_notice(case: Story, noon: datetime) -> None:
    draft = case.draft(at=noon)
    url = f"{BASE}{draft}/"

    def take(human: object, part: str, **data: str) -> None:
        browser = factories.client_of(human)  # type: ignore[arg-type]
        asked = browser.get(f"{url}{part}")
        pages.assert_sound(asked)
        hidden = {
            str(name): str(value)
            for name, value in HIDDEN.findall(asked.content.decode())
            if name in {"version", "prepared_at"}
        }
        answer = browser.post(f"{url}{part}", hidden | (data or {"reason": ""}))
        assert answer.status_code == 302, answer.content.decode()[:3000]

    take(case.head, "schritt/sign_off/")
    take(case.carrier, "schritt/submit/")
    take(case.officer, "rueckfrage/", reason="Warum ist Stelle 1 vakant?")
    query = draft.queries.get()
    take(case.specialist, f"antworten/{query.pk}/", reason="Elternzeit")
    take(case.carrier, "schritt/answer/")
    take(
        case.officer, "entscheidung/", outcome="grant", staff="350.000,00", material="0",
        komm_an="0", reason="Abrundung",
    )  # fmt: skip
    take(case.approver, "zeichnen/", decided_on="")
    draft.refresh_from_db()
    assert (draft.status, str(draft.granted)) == ("granted", "350000.00")
    take(case.carrier, "rechtsbehelfsverzicht/", waived_on=f"{localdate():%d.%m.%Y}")
    take(case.officer, "schritt/finalise/")
    page = factories.client_of(case.carrier).get(url)
    pages.assert_sound(page)
    assert "Zuwendungsbescheid" in page.content.decode()


def test_journey_3_the_same_is_refused_where_rules_refuse(case: Story, noon: datetime) -> None:
    draft = case.draft(at=noon)
    url = f"{BASE}{draft}/"
    assert factories.client_of(case.specialist).post(f"{url}schritt/sign_off/").status_code == 403
    browser = factories.client_of(case.head)
    browser.post(f"{url}bearbeiten/", {"version": "99", "posts-1-share": "0,7"})
    refused = browser.post(f"{url}schritt/sign_off/", {"reason": ""})
    assert refused.status_code == 422
    assert "Es fehlt noch etwas" in refused.content.decode()
    assert factories.client_of(case.officer).get(f"{url}rueckfrage/").status_code == 404


@pytest.mark.parametrize("rows", [20, 60, 400])
def test_the_list_takes_the_same_few_queries_whatever_its_length(
    case: Story, noon: datetime, rows: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first = case.draft(at=noon)
    Application.objects.bulk_create(
        Application(
            number=f"KI-X-{number}", centre=first.centre, authority=first.authority,
            fiscal_year=2100 + number, guideline=first.guideline, created_by=first.created_by,
            created_at=noon, changed_at=noon,
        )
        for number in range(rows)
    )  # fmt: skip
    browser = factories.client_of(case.head)
    browser.get(BASE)
    with django_assert_max_num_queries(12):
        page = browser.get(BASE)
    assert len(page.content) < 60_000


def test_the_form_takes_at_most_15_queries(
    case: Story, noon: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    draft = case.draft(at=noon)
    browser = factories.client_of(case.specialist)
    browser.get(f"{BASE}{draft}/bearbeiten/")
    with django_assert_max_num_queries(15):
        browser.get(f"{BASE}{draft}/bearbeiten/")


@pytest.mark.parametrize("year", ["1999", "2099", "zweitausend"])
def test_an_unknown_fiscal_year_is_refused_at_its_field(case: Story, year: str) -> None:
    browser: Client = factories.client_of(case.specialist)
    page = browser.post(f"{BASE}neu/", {"centre": case.centre.pk, "fiscal_year": year})
    assert page.status_code == 422
    assert year in page.content.decode()


def test_attack_2_nobody_starts_an_application_for_another_centre(case: Story) -> None:
    other = story("Stadt Nebenau", kind="kreisfreie Stadt")
    browser = factories.client_of(case.specialist)
    page = browser.post(f"{BASE}neu/", {"centre": other.centre.pk, "fiscal_year": "2023"})
    assert page.status_code == 422
    assert Application.objects.count() == 0


def test_attack_13_the_head_signs_only_the_version_that_was_shown(
    case: Story, noon: datetime
) -> None:
    draft = case.draft(at=noon)
    seen = draft.version
    factories.client_of(case.specialist).post(
        f"{BASE}{draft}/bearbeiten/", {"version": seen, "head_share": "0,5"}
    )
    url = f"{BASE}{draft}/schritt/sign_off/"
    late = factories.client_of(case.head).post(url, {"reason": "", "version": seen})
    assert late.status_code == 422
    assert "inzwischen geändert" in late.content.decode()
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_attack_13_the_approver_signs_only_the_preparation_that_was_shown(
    case: Story, noon: datetime
) -> None:
    application = case.prepared(at=noon)
    url = f"{BASE}{application}/"
    approver = factories.client_of(case.approver)
    shown = dict(HIDDEN.findall(approver.get(f"{url}zeichnen/").content.decode()))
    approver.post(f"{url}schritt/send_back/", {"reason": "Bitte kürzen."})
    factories.client_of(case.officer).post(
        f"{url}entscheidung/",
        {"outcome": "grant", "staff": "1,00", "material": "0", "komm_an": "0", "reason": "gekürzt"},
    )
    data = {"decided_on": "", "prepared_at": shown["prepared_at"]}
    late = approver.post(f"{url}zeichnen/", data)
    assert late.status_code == 422
    assert "neu vorbereitet" in late.content.decode()
    application.refresh_from_db()
    assert application.status == "prepared"


def test_the_first_screen_counts_from_the_last_step(case: Story, noon: datetime) -> None:
    application = case.prepared(at=noon)
    page = factories.client_of(case.approver).get("/mitarbeit/").content.decode()
    assert application.number in page
    assert f"{noon:%d.%m.%Y}" in page
