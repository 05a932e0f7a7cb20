"""The first screen says a case once, in the band where it must be acted on."""

from datetime import datetime

import pytest

from tests import factories
from tests.domain.funding.stories import story

pytestmark = pytest.mark.django_db


def test_a_case_stands_in_one_band_only(noon: datetime) -> None:
    case = story()
    submitted = case.submitted(at=noon)
    for person in (case.officer, case.approver, case.carrier):
        text = factories.client_of(person).get("/mitarbeit/").content.decode()
        assert text.count(f'/antraege/{submitted}/"') <= 1
    text = factories.client_of(case.officer).get("/mitarbeit/").content.decode()
    waiting = text.split('id="wartet"')[1].split("</section>")[0]
    assert str(submitted) in waiting


def test_the_address_of_the_area_leads_to_its_list() -> None:
    browser = factories.client_of(story().specialist)
    answer = browser.get("/mitarbeit/foerderung/")
    assert (answer.status_code, answer["Location"]) == (302, "/mitarbeit/foerderung/antraege/")
