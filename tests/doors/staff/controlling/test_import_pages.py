"""Reading a planning in, without script: nothing chosen is lost between the steps."""

from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.controlling.goals import beginning
from drehscheibe.domain.controlling.models import GoalPeriod, GoalVersion, PlanningUpload
from tests import factories
from tests.domain.controlling.stories import Story, story
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
GOOD = (
    "Säule;Handlungsfeld;Ziel;Was;Kennzahl;Soll 2023;Soll 2024\n"
    "IQ;Sport;Zehn Vereine öffnen sich.;Dialog Sport;Vereine mit Angebot;8;10\n"
)


def text_of(answer: Any) -> str:
    """What a sound page says."""
    return " ".join("".join(assert_sound(answer).itertext()).split())


@pytest.fixture
def people() -> Story:
    """A centre and a field of action."""
    FieldOfAction.objects.get_or_create(
        key="querschnitt.sport", defaults={"facet": "thema", "label": "Sport", "position": 1}
    )
    return story()


@pytest.fixture
def browser(people: Story) -> Client:
    """The specialist, signed in."""
    return factories.client_of(people.specialist)


@pytest.fixture
def period(people: Story, noon: datetime) -> GoalPeriod:
    """An empty draft."""
    return beginning.start_period(
        centre=people.centre, frame=beginning.two_years_from(2023), by=people.specialist, at=noon
    )


@pytest.fixture
def page(period: GoalPeriod) -> str:
    """The one address of all steps."""
    return f"/mitarbeit/ziele/{period.pk}/einlesen/"


def upload(browser: Client, page: str, text: str = GOOD) -> Any:
    """Send a file; the page it leads to."""
    file = SimpleUploadedFile("planung.csv", text.encode())
    return browser.post(page, {"act": "upload", "file": file}, follow=True)


def test_file_columns_trial_and_take(browser: Client, page: str, period: GoalPeriod) -> None:
    said = text_of(upload(browser, page))
    assert "Vorgeschlagen nach der Überschrift" in said
    assert "D: Was" in said
    columns = {
        "spalte-0": "strand", "spalte-1": "fields", "spalte-2": "text",
        "spalte-3": "measure-title", "spalte-4": "indicator-name",
        "spalte-5": "indicator-target_2023", "spalte-6": "indicator-target_2024",
    }  # fmt: skip
    tried = browser.post(page, {"act": "try", **columns})
    assert "1 Ziele, 1 Maßnahmen, 1 Indikatoren; nichts zu berichtigen." in text_of(tried)
    assert not GoalVersion.objects.exists()
    again = browser.get(page).content.decode()  # somebody comes back later
    assert 'value="measure-title" selected' in again
    taken = browser.post(page, {"act": "take", **columns}, follow=True)
    assert "Übernommen: 1 Ziele mit 1 Maßnahmen und 1 Indikatoren." in text_of(taken)
    assert GoalVersion.objects.get().measures.get().title == "Dialog Sport"
    assert "Zuordnung gemerkt" in text_of(upload(browser, page))


def test_mistakes_stand_with_their_cells_and_nothing_is_taken(browser: Client, page: str) -> None:
    upload(browser, page, GOOD.replace(";8;", ";acht;").replace("IQ", "Wirtschaft"))
    columns = {"spalte-0": "strand", "spalte-2": "text", "spalte-4": "indicator-name",
               "spalte-5": "indicator-target_2023"}  # fmt: skip
    answer = browser.post(page, {"act": "take", **columns})
    said = text_of(answer)
    assert answer.status_code == 422
    assert "Nichts übernommen." in said
    assert "A2SäuleWirtschaftDiesen Strang gibt es nicht" in said
    assert not GoalVersion.objects.exists()


def test_a_useless_file_leaves_the_one_before(browser: Client, page: str) -> None:
    upload(browser, page)
    answer = upload(browser, page, "nur ein Wort")
    assert answer.status_code == 422
    assert "keine Kopfzeile zu erkennen" in text_of(answer)
    assert PlanningUpload.objects.get().name == "planung.csv"
    assert "Bitte wählen Sie eine Datei." in text_of(browser.post(page, {"act": "upload"}))
    assert browser.post(page, {"act": "drop"}).status_code == 302
    assert not PlanningUpload.objects.exists()


def test_names_of_columns_and_cells_are_never_markup(browser: Client, page: str) -> None:
    answer = upload(browser, page, "Ziel;<script>x</script>\n<b>fett</b>;1\n")
    assert b"<script>x" not in answer.content
    assert b"&lt;script&gt;x" in answer.content
    tried = browser.post(page, {"act": "try", "spalte-0": "text", "spalte-999": "<b>"})
    assert b"<b>fett" not in tried.content


def test_the_template_and_whose_page_it_is(
    people: Story, browser: Client, page: str, period: GoalPeriod
) -> None:
    sheet = browser.get(f"{page}vorlage.xlsx")
    assert sheet["Content-Disposition"] == 'attachment; filename="planung-2023-2024.xlsx"'
    assert sheet.content[:2] == b"PK"
    for other in (people.adviser, people.integration):
        assert factories.client_of(other).get(page).status_code == 403
    stranger = factories.person("specialist", of=factories.centre("Stadt Anderswo").organisation)
    assert factories.client_of(stranger).get(page).status_code == 404
