"""Anschriften: who cares for an organisation fills the gap; nobody else finds the page."""

import pytest

from drehscheibe.kernel.organisations.models import Organisation
from tests import factories
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
LIST = "/mitarbeit/anschriften/"
TYPED = {
    "unit": "Der Landrat", "street": "Kreisweg 1", "postcode": "59999", "place": "Musterau",
    "contact": "", "valid_from": "01.01.2022",
}  # fmt: skip


@pytest.fixture
def carrier() -> Organisation:
    """A district."""
    return factories.organisation("Kreis Musterau", kind="carrier")


def test_the_carrier_fills_its_gap(carrier: Organisation) -> None:
    browser = factories.client_of(factories.person("carrier", of=carrier))
    shown = browser.get(LIST)
    assert_sound(shown)
    assert "Anschrift fehlt" in shown.content.decode()
    page = f"{LIST}{carrier.pk}/"
    assert_sound(browser.get(page))
    assert browser.post(page, TYPED)["Location"] == LIST
    assert "Kreisweg 1, 59999 Musterau" in browser.get(LIST).content.decode()


def test_what_is_wrong_is_refused_and_stays_typed(carrier: Organisation) -> None:
    browser = factories.client_of(factories.person("carrier", of=carrier))
    refused = browser.post(f"{LIST}{carrier.pk}/", TYPED | {"postcode": "5999"})
    assert refused.status_code == 422
    assert "fünf Ziffern" in refused.content.decode()
    assert "Kreisweg 1" in refused.content.decode()
    assert not carrier.addresses.exists()


def test_another_organisation_is_not_found_and_others_may_not(carrier: Organisation) -> None:
    centre = factories.organisation("KI Musterau", kind="centre", parent=carrier)
    other = factories.person("carrier", of=factories.organisation("Stadt Ufer", kind="carrier"))
    assert factories.client_of(other).get(f"{LIST}{carrier.pk}/").status_code == 404
    specialist = factories.client_of(factories.person("specialist", of=centre))
    assert specialist.get(LIST).status_code == 403


def test_the_operator_cares_for_the_authority() -> None:
    authority = factories.organisation("Bewilligungsbehörde", kind="authority")
    operator = factories.organisation("Betrieb", kind="operator")
    browser = factories.client_of(factories.person("operator", of=operator))
    assert browser.post(f"{LIST}{authority.pk}/", TYPED)["Location"] == LIST
    assert authority.addresses.get().street == "Kreisweg 1"
