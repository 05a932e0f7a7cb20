"""Granted money on pages: overview, call with warning, change, amended notice, refusals."""

import re
from datetime import date, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from drehscheibe.domain.funding.models import Application, ChangeNotice, PaymentCall
from tests import factories, pages
from tests.domain.funding import money
from tests.domain.funding.stories import Story, story

pytestmark = pytest.mark.django_db
BASE = "/mitarbeit/foerderung/antraege/"


@pytest.fixture
def city() -> Story:
    """A kreisfreie Stadt."""
    return story("Stadt Musterau", kind="kreisfreie Stadt")


@pytest.fixture
def case(city: Story, noon: datetime) -> Application:
    """Its final grant of 307,500 euro for 2023."""
    return money.final_case(city, at=noon)


def at(case: Application, rest: str = "") -> str:
    """An address below the case's money."""
    return f"{BASE}{case.number}/mittel/{rest}"


def test_the_overview_shows_every_number_with_its_rows(
    city: Story, case: Application, noon: datetime,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    money.called(city, case, "153750", money_day(5), at=noon)
    browser = factories.client_of(city.carrier)
    with django_assert_max_num_queries(16):
        page = browser.get(at(case))
    pages.assert_sound(page)
    text = re.sub(r"<[^>]+>", "", page.content.decode())
    assert "Mittelabruf 1 zum 01.05.2023: 153.750,00" in text
    assert "Bewilligt: Bescheide, der letzte gilt: 307.500,00" in text


def money_day(month: int) -> date:
    """The first of a month of 2023."""
    return date(2023, month, 1)


def test_a_call_offers_half_and_warns_before_another_day_is_called(
    city: Story, case: Application
) -> None:
    browser = factories.client_of(city.carrier)
    form = browser.get(at(case, "abruf/G1/"))
    pages.assert_sound(form)
    assert 'value="153750,00"' in form.content.decode().replace(".", "")
    typed = {"staff": "153.750,00", "material": "", "komm_an": "", "due_on": "1.6.2023"}
    warned = browser.post(at(case, "abruf/G1/"), typed)
    assert "Trotzdem abrufen" in warned.content.decode()
    assert "F17" in warned.content.decode()
    assert not PaymentCall.objects.exists()
    assert browser.post(at(case, "abruf/G1/"), {**typed, "trotzdem": "ja"}).status_code == 302
    assert PaymentCall.objects.get().total == 153750


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"staff": "1,234.56"}, "Meinten Sie"),
        ({"staff": "-5"}, "darf nicht negativ sein"),
        ({"staff": "400000"}, "Abrufbar sind noch"),
        ({"staff": "99999999999"}, "100"),
        ({"staff": "100", "due_on": "31.02.2023"}, "31.02.2023"),
    ],
)
def test_bad_input_is_refused_at_the_field_and_stays(
    city: Story, case: Application, typed: dict[str, str], message: str
) -> None:
    data = {"due_on": "1.5.2023", "note": "Bitte zügig", **typed}
    page = factories.client_of(city.carrier).post(at(case, "abruf/G1/"), data)
    assert page.status_code == 422
    text = page.content.decode()
    assert message in text
    assert typed["staff"] in text
    assert "Bitte zügig" in text


def test_a_change_is_reported_noted_and_followed_by_an_amended_notice(
    city: Story, case: Application
) -> None:
    head, officer, approver = map(factories.client_of, (city.head, city.officer, city.approver))
    post = case.posts.get(number=5)
    typed = {"kind": "vacancy", "post": post.pk, "effective_on": "1.1.2023", "until": "31.3.2023"}
    assert head.post(at(case, "aenderung/"), typed).status_code == 302
    change = ChangeNotice.objects.get()
    page = officer.get(at(case, f"aenderungsbescheid/?anzeige={change.pk}"))
    pages.assert_sound(page)
    assert "293.250,00" in page.content.decode()
    prepared = officer.post(
        at(case, f"aenderungsbescheid/?anzeige={change.pk}"),
        {"staff": "293.250,00", "material": "0", "komm_an": "0", "volunteering": "0",
         "reason": "Vakanz Stelle 5"},
    )  # fmt: skip
    assert prepared.status_code == 302
    amendment = case.amendments.get()
    step = at(case, f"aenderungsbescheide/{amendment.pk}/sign/")
    assert officer.post(step, {}).status_code == 403
    signed = approver.post(step, {})
    assert signed.status_code == 302
    amendment.refresh_from_db()
    change.refresh_from_db()
    assert (amendment.status, change.status) == ("signed", "amended")


def test_sides_do_not_do_each_others_work(city: Story, case: Application, noon: datetime) -> None:
    """F24: the authority does not call, the carrier does not release, others see nothing."""
    call = money.called(city, case, "1000", money_day(5), at=noon)
    officer = factories.client_of(city.officer)
    carrier = factories.client_of(city.carrier)
    assert officer.get(at(case, "abruf/G1/")).status_code == 403
    assert carrier.post(at(case, f"abrufe/{call.pk}/release/")).status_code == 403
    stranger = factories.person("carrier", of=factories.centre("Kreis Fremdau").carrier)
    for rest in ("", "abruf/G1/", f"abrufe/{call.pk}/withdraw/", "aenderung/"):
        assert factories.client_of(stranger).get(at(case, rest)).status_code == 404, rest


def test_a_case_that_is_not_granted_has_no_money_page(city: Story, noon: datetime) -> None:
    draft = city.draft(at=noon)
    browser: Client = factories.client_of(city.carrier)
    assert browser.get(at(draft)).status_code == 404


@pytest.mark.parametrize("who", ["specialist", "head", "carrier", "officer"])
def test_everybody_of_the_case_reads_the_same_paid_sum(
    city: Story, case: Application, noon: datetime, who: str
) -> None:
    """The payment itself is behind a wall; that it was made is not."""
    money.open_accounts(city, at=noon)
    money.paid(city, money.called(city, case, "153750", money_day(5), at=noon), at=noon)
    page = factories.client_of(getattr(city, who)).get(at(case))
    text = re.sub(r"<[^>]+>", "", page.content.decode())
    assert "Ausgezahlt: 153.750,00" in text
