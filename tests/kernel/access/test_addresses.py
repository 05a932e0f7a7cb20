"""Addresses are dated: a new one ends the one before; nobody writes another's."""

from datetime import date, datetime

import pytest

from drehscheibe.kernel.access.actions import AccessRefused
from drehscheibe.kernel.access.addresses import PostalAddress, record_address
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.organisations.actions import import_organisations
from drehscheibe.kernel.organisations.models import Organisation
from tests import factories

pytestmark = pytest.mark.django_db
SPRING, SUMMER = date(2023, 4, 1), date(2023, 7, 1)


def address(street: str, since: date) -> PostalAddress:
    return PostalAddress(
        unit="Der Landrat", street=street, postcode="59999", place="Musterau", valid_from=since
    )


@pytest.fixture
def carrier() -> Organisation:
    """A district."""
    return factories.organisation("Kreis Musterau", kind="carrier")


def test_a_new_address_ends_the_one_before(carrier: Organisation, noon: datetime) -> None:
    clerk = factories.person("carrier", of=carrier)
    record_address(carrier, address("Altweg 1", SPRING), by=clerk, at=noon)
    record_address(carrier, address("Neuweg 2", SUMMER), by=clerk, at=noon)
    known = [carrier.address_on(day) for day in (date(2023, 6, 30), SUMMER)]
    assert [each and each.street for each in known] == ["Altweg 1", "Neuweg 2"]
    assert carrier.address_on(date(2023, 3, 31)) is None
    assert Entry.objects.filter(act="organisations.address.record").count() == 2


def test_the_same_day_corrects_and_an_earlier_one_is_refused(
    carrier: Organisation, noon: datetime
) -> None:
    clerk = factories.person("carrier", of=carrier)
    record_address(carrier, address("Tippweg 1", SUMMER), by=clerk, at=noon)
    record_address(carrier, address("Tippweg 10", SUMMER), by=clerk, at=noon)
    assert [each.street for each in carrier.addresses.all()] == ["Tippweg 10"]
    with pytest.raises(AccessRefused, match=r"01\.07\.2023"):
        record_address(carrier, address("Altweg 1", SPRING), by=clerk, at=noon)


def test_nobody_writes_the_address_of_another(carrier: Organisation, noon: datetime) -> None:
    other = factories.person("carrier", of=factories.organisation("Stadt Ufer", kind="carrier"))
    with pytest.raises(AccessRefused):
        record_address(carrier, address("Fremdweg 1", SPRING), by=other, at=noon)


def test_a_shipped_address_never_replaces_one_of_the_platform(noon: datetime) -> None:
    import_organisations()
    authority = Organisation.objects.get(code="bewilligungsbehoerde")
    operator = factories.person("operator", of=Organisation.objects.get(code="betrieb"))
    record_address(authority, address("Neuplatz 3", SUMMER), by=operator, at=noon)
    import_organisations()
    moved = authority.address_on(SUMMER)
    assert moved is not None
    assert moved.street == "Neuplatz 3"
    assert authority.addresses.count() == 2
