"""Pages of actual values: typed, kept, fed, explained; rows of a figure; whose they are."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from drehscheibe.domain.controlling.activities.entering import Entry, enter_activity
from drehscheibe.domain.controlling.goals import submitting
from drehscheibe.domain.controlling.models import GoalPeriod, IndicatorTerms, Value, ValueSheet
from drehscheibe.domain.controlling.values.feeding import feed
from drehscheibe.domain.controlling.values.nightly import look_after_year
from drehscheibe.kernel.calendar.moments import day_of
from tests import factories
from tests.domain.controlling.stories import Story, counted, story
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db


def text_of(answer: Any) -> str:
    """What a sound page says."""
    return " ".join("".join(assert_sound(answer).itertext()).split())


@pytest.fixture
def people() -> Story:
    """A centre, its adviser, both ministries."""
    return story()


@pytest.fixture
def at() -> datetime:
    """The moment of the pages."""
    return timezone.now()


@pytest.fixture
def year(at: datetime) -> int:
    """A year that is over."""
    return day_of(at).year - 1


@pytest.fixture
def period(people: Story, at: datetime, year: int) -> GoalPeriod:
    """One agreed goal: an indicator that is fed and one by hand."""
    made = people.draft(at=at, goals=1, year=year)
    version = made.goals.get().versions.get()
    counted(version, name="Offene Angebote")
    IndicatorTerms.objects.filter(version=version, indicator__number=1).update(
        source="activities.participants"
    )
    submitting.note_local_agreement(
        period=made, body="Kreistag", decided_on=date(2022, 9, 1), by=people.specialist, at=at
    )
    submitting.submit_period(period=made, by=people.head, at=at)
    for ministry in ("integration", "school"):
        people.say(made.goals.get(), ministry, at=at)
    made.refresh_from_db()
    return made


@pytest.fixture
def sheet(period: GoalPeriod, year: int) -> str:
    """The page's address."""
    return f"/mitarbeit/ziele/{period.pk}/werte/{year}/"


def anchor(period: GoalPeriod, number: int) -> str:
    """Where an indicator's whole stands."""
    return f"values-{period.goals.get().indicators.get(number=number).pk}-w"


def dance(people: Story, period: GoalPeriod, year: int, at: datetime) -> str:
    """An activity of 14 people; its key."""
    entry = Entry(
        "Dialog Sport", date(year, 5, 4), "Kreishaus", "Vereine", 14, goal=period.goals.get()
    )
    made, _ = enter_activity(
        centre=people.centre, key=uuid4(), entry=entry, by=people.specialist, at=at
    )
    return str(made.key)


def test_typed_kept_and_stored_without_script(
    people: Story, period: GoalPeriod, sheet: str
) -> None:
    browser, two = factories.client_of(people.specialist), anchor(period, 2)
    said = text_of(browser.get(sheet))
    assert "0 von 2 Istwerten" in said
    assert "Noch nicht gezählt." in said
    assert not ValueSheet.objects.exists()  # reading writes nothing
    answer = browser.post(sheet, {"version": "1", f"{two}-amount": "neun"}, follow=True)
    assert "Gespeichert. Was noch nicht passt, ist rot und aufbewahrt." in text_of(answer)
    assert "ist keine Zahl" in text_of(answer)
    assert b'value="neun"' in answer.content
    answer = browser.post(sheet, {"version": "2", f"{two}-amount": "9"}, follow=True)
    assert "1 von 2 Istwerten" in text_of(answer)
    assert Value.objects.get(role="actual").amount == 9


def test_autosave_answers_with_findings_at_the_input(
    people: Story, period: GoalPeriod, sheet: str
) -> None:
    browser, two = factories.client_of(people.specialist), anchor(period, 2)
    answer = browser.post(
        sheet, {"version": "1", f"{two}-amount": "30"}, headers={"hx-request": "true"}
    )
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "liegt weit über den Vorjahren" in text
    assert "Bitte anmerken:" in text
    assert "(Regel unbestätigt)" in text
    answer = browser.post(
        sheet, {"version": "2", f"{two}-amount": "30", f"{two}-comment": "Neuer Verband"},
        headers={"hx-request": "true"},
    )  # fmt: skip
    assert "Bitte anmerken:" not in answer.content.decode()
    assert "Erklärt:" in answer.content.decode()


def test_two_at_once_see_both_texts(people: Story, period: GoalPeriod, sheet: str) -> None:
    two = anchor(period, 2)
    factories.client_of(people.head).post(sheet, {"version": "1", f"{two}-amount": "8"})
    answer = factories.client_of(people.specialist).post(
        sheet, {"version": "1", f"{two}-amount": "9"}
    )
    assert answer.status_code == 409
    assert "gespeichert ist „8“, Sie haben „9“" in text_of(answer)
    assert Value.objects.get(role="actual").amount == 8


def test_a_counted_figure_and_its_rows(
    people: Story, period: GoalPeriod, sheet: str, year: int, at: datetime
) -> None:
    """From the figure to its rows, from a row to the activity."""
    key = dance(people, period, year, at)
    browser = factories.client_of(people.specialist)
    answer = browser.post(f"{sheet}zaehlen/", follow=True)
    assert "Neu gezählt; geändert: 1." in text_of(answer)
    assert "Gezählt: 14 Teilnahmen" in text_of(answer)
    rows = f"{sheet}{period.goals.get().indicators.get(number=1).pk}/zeilen/"
    assert rows in answer.content.decode()
    shown = browser.get(rows)
    assert "Summe jetzt14 Teilnahmen" in text_of(shown)
    assert f"/mitarbeit/aktivitaeten/{key}/" in shown.content.decode()
    by_hand = period.goals.get().indicators.get(number=2).pk
    assert browser.get(f"{sheet}{by_hand}/zeilen/").status_code == 404


def test_whose_values_they_are(
    people: Story, period: GoalPeriod, sheet: str, year: int, at: datetime
) -> None:
    """The carrier reads, the network has no way to working figures, another centre 404."""
    dance(people, period, year, at)
    feed(people.centre, year, at=at)
    carrier = factories.person("carrier", of=people.centre.carrier)
    answer = factories.client_of(carrier).get(sheet)
    assert "eintragen kann sie das Zentrum" in text_of(answer)
    assert b"Speichern" not in answer.content
    two = anchor(period, 2)
    posted = factories.client_of(carrier).post(sheet, {"version": "1", f"{two}-amount": "9"})
    assert posted.status_code == 422
    assert Value.objects.filter(role="actual").count() == 1  # the one that was fed
    for other in (people.integration, people.school, people.adviser):
        assert factories.client_of(other).get(sheet).status_code == 403
    stranger = factories.person("specialist", of=factories.centre("Stadt Anderswo").organisation)
    assert factories.client_of(stranger).get(sheet).status_code == 404
    assert factories.client_of(stranger).post(f"{sheet}zaehlen/").status_code == 404


def test_a_year_to_come_is_only_read(people: Story, period: GoalPeriod, year: int) -> None:
    ahead = f"/mitarbeit/ziele/{period.pk}/werte/{year + 2}/"
    browser = factories.client_of(people.specialist)
    assert browser.get(ahead).status_code == 404
    GoalPeriod.objects.filter(pk=period.pk).update(ends_on=date(year + 2, 12, 31))
    assert "hat noch nicht begonnen" in text_of(browser.get(ahead))
    two = anchor(period, 2)
    answer = browser.post(ahead, {"version": "1", f"{two}-amount": "9"})
    assert answer.status_code == 422
    assert b'value="9"' in answer.content


def test_the_first_screen_tells_once(
    people: Story, period: GoalPeriod, sheet: str, year: int, at: datetime
) -> None:
    """One line after the night that found something, none when it is explained."""
    browser, two = factories.client_of(people.specialist), anchor(period, 2)
    dance(people, period, year, at)
    look_after_year(people.centre, year, at=at)
    look_after_year(people.centre, year, at=at)
    text = text_of(browser.get("/mitarbeit/"))
    assert text.count(f"Istwerte {year}: ein Wert zu prüfen") == 1
    browser.post(sheet, {"version": "1", f"{anchor(period, 1)}-comment": "Zwei neue Verbände"})
    browser.post(sheet, {"version": "2", f"{two}-amount": "8"})
    assert f"Istwerte {year}:" not in text_of(browser.get("/mitarbeit/"))


def test_the_page_costs_the_same_for_many(
    people: Story, period: GoalPeriod, sheet: str, client: Client
) -> None:
    browser = factories.client_of(people.specialist)
    browser.get(sheet)
    with CaptureQueriesContext(connection) as queries:
        browser.get(sheet)
    own = [each for each in queries.captured_queries if "controlling_" in each["sql"]]
    assert len(own) <= 12, len(own)
