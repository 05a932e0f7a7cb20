"""Who stands in a letter: dated addresses, the town hall where it is known as such, else a gap."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from drehscheibe.domain.funding import decisions
from drehscheibe.domain.funding.letter_parties import carrier_party, party_of
from drehscheibe.domain.funding.letter_texts import hints_before_signing, notice_letter
from drehscheibe.kernel.organisations.models import OrganisationAddress
from tests.domain.funding.stories import Story, story

pytestmark = pytest.mark.django_db
DAY = date(2023, 5, 15)


@pytest.fixture
def case() -> Story:
    """Kreis Musterau and its authority."""
    return story()


def test_the_town_hall_serves_only_where_the_register_says_it_is_one(
    case: Story, noon: datetime
) -> None:
    centre = case.draft(at=noon).centre
    centre.street, centre.postcode, centre.place = "Kreisweg 1", "59999", "Musterau"
    centre.address_status = "verified"
    assert carrier_party(centre, DAY).lines == ()
    centre.address_status = "admin_building"
    assert carrier_party(centre, DAY).lines == ("Kreisweg 1", "59999 Musterau")


def test_the_approver_sees_what_the_notice_lacks_before_signing(
    case: Story, noon: datetime
) -> None:
    application = case.draft(at=noon)
    decisions.sign_off(application=application, by=case.head, at=noon)
    submitted = decisions.submit(application=application, by=case.carrier, at=noon)
    amounts = {"staff": Decimal(1000), "material": Decimal(0), "komm_an": Decimal(0)}
    decision = decisions.prepare(
        application=submitted, outcome="grant", amounts=amounts, reason="Abrundung",
        by=case.officer, at=noon,
    )  # fmt: skip
    hints = hints_before_signing(submitted, decision, on=noon.date())
    assert any(hint.startswith("Anschrift fehlt: Kreis Musterau") for hint in hints)
    assert any("Rechtsbehelfsbelehrung" in hint for hint in hints)

    OrganisationAddress.objects.create(
        organisation=submitted.centre.carrier, unit="Der Landrat", street="Kreisweg 1",
        postcode="59999", place="Musterau", valid_from=date(2022, 1, 1),
    )  # fmt: skip
    fresh = type(submitted).objects.get(pk=submitted.pk)
    hints = hints_before_signing(fresh, decision, on=noon.date())
    assert not any("Kreis Musterau" in hint for hint in hints)
    letter = notice_letter(fresh, decision, on=noon.date())
    assert letter.clerk == str(case.officer)
    assert letter.addressee == party_of(fresh.centre.carrier, noon.date())
