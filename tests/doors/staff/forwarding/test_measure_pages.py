"""A centre's own measures on pages, and double funding (K12) as each side reads it."""

import re
from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from drehscheibe.domain.forwarding.models import CentreMeasure
from drehscheibe.domain.funding import actions as applications
from tests import factories, pages
from tests.domain.forwarding.centre.desk import AT, Desk, desk
from tests.domain.forwarding.samples import plain
from tests.domain.forwarding.test_double_funding import CAFE, noted

pytestmark = pytest.mark.django_db
LIST = "/mitarbeit/weiterleitung/massnahmen/"
CASES = "/mitarbeit/weiterleitung/antraege/"
PAIRS = "/mitarbeit/weiterleitung/zuteilungen/doppelfoerderung/"
TYPED = {
    "title": "Naehcafe  Ost", "paid_by": "material", "street": "Marktstr. 5",
    "postal_code": "45127", "town": "Essen", "starts_on": "", "ends_on": "",
}  # fmt: skip


@pytest.fixture
def own() -> Desk:
    """A centre with an open call of 2024."""
    return desk()


def shown(answer: Any) -> str:
    """The page's text."""
    return plain(re.sub(r"<[^>]+>", "", answer.content.decode()))


def test_a_measure_is_noted_with_few_words_and_both_sides_are_warned(own: Desk) -> None:
    case = own.submitted(contact_name="Geheime Person", **CAFE)
    browser = factories.client_of(own.specialist)
    pages.assert_sound(browser.get(f"{LIST}?jahr=2024"))
    form = browser.get(f"{LIST}neu/2024/")
    pages.assert_sound(form)
    assert "Zentrum" not in [
        label.strip() for label in re.findall(r"<label[^>]*>([^<]*)<", form.content.decode())
    ]
    refused = browser.post(f"{LIST}neu/2024/", TYPED | {"postal_code": "4512"})
    assert refused.status_code == 422
    assert "Eine Postleitzahl hat fünf Ziffern." in shown(refused)
    assert 'value="Marktstr. 5"' in refused.content.decode()
    done = browser.post(f"{LIST}neu/2024/", TYPED, follow=True)
    assert "schon beantragt oder gefördert (K12)" in shown(done)
    row = CentreMeasure.objects.get()
    assert (row.starts_on, row.ends_on) == (date(2024, 1, 1), date(2024, 12, 31))
    page = browser.get(f"{LIST}?jahr=2024")
    pages.assert_sound(page)
    assert case.number in shown(page)
    assert "Geheime Person" not in shown(page)
    assert "Naehcafe Ost" in shown(browser.get(f"{CASES}{case.number}/"))
    assert "K12: ähnliche Maßnahme" in shown(browser.get(CASES))


def test_a_measure_is_changed_and_taken_out(own: Desk) -> None:
    row = noted(own.call.centre, own.specialist)
    browser = factories.client_of(own.specialist)
    pages.assert_sound(browser.get(f"{LIST}{row.pk}/"))
    browser.post(f"{LIST}{row.pk}/", TYPED | {"title": "Nähtreff", "ends_on": "30.6.2024"})
    row.refresh_from_db()
    assert (row.title, row.ends_on) == ("Nähtreff", date(2024, 6, 30))
    pages.assert_sound(browser.get(f"{LIST}{row.pk}/herausnehmen/"))
    browser.post(f"{LIST}{row.pk}/herausnehmen/")
    assert "Noch keine Maßnahme" in shown(browser.get(f"{LIST}?jahr=2024"))
    assert browser.get(f"{LIST}{row.pk}/").status_code == 404


def test_others_neither_see_nor_change_it(own: Desk) -> None:
    row = noted(own.call.centre, own.specialist)
    stranger = factories.person("head", of=factories.centre("Kreis Musterfeld").organisation)
    browser = factories.client_of(stranger)
    assert browser.get(f"{LIST}{row.pk}/").status_code == 404
    assert browser.post(f"{LIST}{row.pk}/", TYPED).status_code == 404
    assert "Noch keine Maßnahme" in shown(browser.get(f"{LIST}?jahr=2024"))
    ministry = factories.client_of(factories.person("ministry_integration"))
    assert ministry.get(LIST).status_code == 403
    assert ministry.get(PAIRS).status_code == 403


def test_the_yearly_application_shows_it_to_the_carrier_and_to_the_authority(own: Desk) -> None:
    """The carrier reads programme, title and place; the authority gets finding K12 with rows."""
    case = own.submitted(**CAFE)
    officer = factories.person("authority_officer", of=own.allocation.authority)
    asked = applications.start_application(
        centre=own.call.centre, fiscal_year=2024, by=own.specialist, at=AT
    )
    address = f"/mitarbeit/foerderung/antraege/{asked.number}/"
    mine = factories.client_of(own.carrier).get(address)
    assert "Noch keine eingetragen" in shown(mine)
    assert "?paid_by=volunteering" not in mine.content.decode()
    prefilled = factories.client_of(own.carrier).get(f"{LIST}neu/2024/?title=Sprachpool")
    assert 'value="Sprachpool"' in prefilled.content.decode()
    noted(own.call.centre, own.specialist)
    mine = factories.client_of(own.carrier).get(address)
    pages.assert_sound(mine)
    assert "„Nähcafé Ost“" in shown(mine)
    found = factories.client_of(officer).get(f"{PAIRS}?jahr=2024")
    pages.assert_sound(found)
    assert "Hinweis K12" in shown(found)
    assert case.number in shown(found)
    assert "Nichts gefunden" in shown(factories.client_of(officer).get(f"{PAIRS}?jahr=2023"))
    assert factories.client_of(officer).get(f"{PAIRS}?jahr=1").status_code == 422


@pytest.mark.parametrize("rows", [2, 30])
def test_the_list_with_the_warning_takes_few_queries(
    own: Desk, rows: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    noted(own.call.centre, own.specialist)
    for number in range(rows):
        own.submitted(name=f"Verein {number}", **CAFE)
    browser = factories.client_of(own.specialist)
    browser.get(CASES)
    for address in (CASES, f"{LIST}?jahr=2024"):
        with django_assert_max_num_queries(12):
            page = browser.get(address)
        assert "ähnliche Maßnahme" in shown(page)
