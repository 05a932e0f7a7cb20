"""Where a search for courses looks: what it says of a Kreis, of no known place, of no known day."""

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from drehscheibe.domain.courses.models import CourseDemand
from drehscheibe.kernel.territory.models import PlaceName
from drehscheibe.kernel.territory.spelling import fold
from tests.domain.courses.stories import AT, Stage, town
from tests.doors.public.test_courses import text_of, token
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(time_machine: TimeMachineFixture) -> Stage:
    """Two towns of one Kreis, a course in the first."""
    time_machine.move_to(AT, tick=False)
    made = Stage()
    town(made.centre, "Lünen", lat=51.7)
    PlaceName.objects.create(key=fold("Kreis Musterland"), district=made.centre.district)
    made.course()
    return made


def test_distances_of_a_kreis_are_not_said_to_be_those_of_a_town_in_it(stage: Stage) -> None:
    of_kreis = text_of(Client().get("/kurse/", {"ort": "Kreis Musterland"}))
    assert f"ab der Mitte von {stage.centre.district.name} gerechnet" in of_kreis
    of_town = text_of(Client().get("/kurse/", {"ort": "Lünen"}))
    assert "ab der Mitte von Lünen gerechnet" in of_town


def test_who_names_a_kreis_is_counted_for_none_of_its_towns(stage: Stage) -> None:
    browser = Client()
    page = browser.get("/kurse/fehlt/", {"ort": "Kreis Musterland", "von": "3", "bis": "4"})
    form = {"form": token(page), "ort": "Kreis Musterland", "von": "3", "bis": "4"}
    refused = browser.post("/kurse/fehlt/", form)
    assert_sound(refused)
    assert (refused.status_code, CourseDemand.objects.count()) == (422, 0)
    assert 'value="Kreis Musterland"' in refused.content.decode()
    assert browser.post("/kurse/fehlt/", form | {"ort": "Lünen"}).status_code == 302
    assert CourseDemand.objects.get().municipality.name == "Lünen"


def test_a_path_from_nowhere_says_that_the_place_is_not_known(stage: Stage) -> None:
    asked = {"von": "2", "bis": "3"}
    page = Client().get("/kurse/weg/", asked | {"ort": "Atlantis"})
    assert_sound(page)
    assert "Diesen Ort haben wir nicht gefunden" in text_of(page)
    assert "Diesen Ort" not in text_of(Client().get("/kurse/weg/", asked | {"ort": "Lünen"}))
    assert "Diesen Ort" not in text_of(Client().get("/kurse/weg/", asked))


def test_a_path_until_a_day_nobody_can_read_is_asked_for_again(stage: Stage) -> None:
    asked = {"ort": "Dortmund", "von": "2", "bis": "3"}
    page = Client().get("/kurse/weg/", asked | {"ende": "im Sommer"})
    assert_sound(page)
    assert "Tag.Monat.Jahr" in text_of(page)
    assert "Sie können B1" not in text_of(page)
    assert "Sie können B1" in text_of(Client().get("/kurse/weg/", asked | {"ende": "31.12.2026"}))
