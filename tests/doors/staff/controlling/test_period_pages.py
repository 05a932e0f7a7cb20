"""Goal periods: beginning two years, the case page, the list, who sees what."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.goals import beginning, submitting
from drehscheibe.domain.controlling.goals.facts import open_points
from drehscheibe.domain.controlling.models import (
    CatalogueEntry,
    CatalogueVersion,
    GoalPeriod,
    GoalVersion,
    Indicator,
    IndicatorTerms,
    Measure,
    Target,
)
from drehscheibe.domain.controlling.returns.matrix import whole_matrix
from drehscheibe.domain.controlling.returns.obligations import GOALS, obligation
from drehscheibe.doors.staff.controlling.goal_tree import Addresses
from drehscheibe.kernel.calendar.words import days_left_text
from tests import factories
from tests.domain.controlling.stories import Story, story
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
LIST = "/mitarbeit/ziele/"
AT = datetime(2022, 9, 14, 10, tzinfo=UTC)


def today() -> date:
    """As the page sees it."""
    return timezone.localdate()


def text_of(answer: Any) -> str:
    """What a sound page says."""
    return " ".join("".join(assert_sound(answer).itertext()).split())


@pytest.fixture
def people() -> Story:
    """A centre, its adviser, both ministries."""
    return story()


@pytest.fixture
def browser(people: Story) -> Client:
    """The specialist, signed in."""
    return factories.client_of(people.specialist)


def start(browser: Client, people: Story, **typed: str) -> Any:
    """Send the form of a new period."""
    form = {"centre": str(people.centre.pk), "starts_on": "1.1.2027", "ends_on": "31.12.2028"}
    return browser.post(f"{LIST}neu/", form | typed)


def test_the_coming_two_years_are_preselected(people: Story, browser: Client) -> None:
    page = browser.get(f"{LIST}neu/")
    text_of(page)
    year = datetime.now(UTC).year + 1
    assert f'value="01.01.{year}"' in page.content.decode()
    assert f'value="31.12.{year + 1}"' in page.content.decode()
    assert start(browser, people).status_code == 302
    assert str(GoalPeriod.objects.get()) == "Ziele 2027/2028"


def test_years_that_have_a_period_are_not_suggested_again(people: Story, browser: Client) -> None:
    year = today().year
    days = {"starts_on": f"1.1.{year}", "ends_on": f"31.12.{year + 1}"}
    assert start(browser, people, **days).status_code == 302
    page = browser.get(f"{LIST}neu/").content.decode()
    assert f'value="01.01.{year + 2}"' in page
    assert f'value="31.12.{year + 3}"' in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"starts_on": "29.02.2027"}, "Der Februar 2027 hat 28 Tage"),
        ({"ends_on": "irgendwann"}, "Geben Sie den Tag so ein"),
        ({"ends_on": "31.12.2026", "deviation": "x"}, "Das Ende liegt vor dem Beginn"),
        ({"ends_on": "31.12.2030", "deviation": "x"}, "umfasst zwei Kalenderjahre"),
        ({"starts_on": "1.7.2027"}, "Bitte begründen Sie es"),
    ],
)
def test_odd_days_are_refused_at_their_field(
    typed: dict[str, str], said: str, people: Story, browser: Client
) -> None:
    answer = start(browser, people, **typed)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert not GoalPeriod.objects.exists()


def test_a_29_february_that_exists_is_taken_with_its_reason(people: Story, browser: Client) -> None:
    answer = start(browser, people, starts_on="29.02.2028", deviation="Gründung am 29.02.2028")
    assert answer.status_code == 302
    assert GoalPeriod.objects.get().starts_on == date(2028, 2, 29)


def test_overlapping_days_are_told_at_the_field(people: Story, browser: Client) -> None:
    start(browser, people)
    answer = start(browser, people, starts_on="1.1.2028", ends_on="31.12.2029")
    assert answer.status_code == 422
    assert "Für diese Zeit gibt es schon „Ziele 2027/2028“" in text_of(answer)
    assert 'id="id_starts_on_error"' in answer.content.decode()


def test_the_frame_is_corrected_while_it_is_a_draft(people: Story, browser: Client) -> None:
    period = people.draft(at=AT, goals=1)
    page = f"{LIST}{period.pk}/zeitraum/"
    form = {"starts_on": "1.7.2023", "ends_on": "31.12.2024", "deviation": "Gründung im Juli"}
    assert "Zeitraum" in text_of(browser.get(page))
    assert browser.post(page, form).status_code == 302
    lost = browser.post(page, form | {"starts_on": "1.1.2024", "ends_on": "31.12.2025"})
    assert "Für 2023 sind schon Zielwerte eingetragen" in text_of(lost)
    submitting.note_local_agreement(
        period=period, body="Kreistag", decided_on=date(2022, 9, 1), by=people.specialist, at=AT
    )
    assert "nur im Entwurf" in text_of(browser.post(page, form))


def test_a_foreign_centre_cannot_be_chosen(people: Story, browser: Client) -> None:
    """Attack 2: the number of another centre in the form."""
    foreign = story("Kreis Musterfeld").centre
    assert start(browser, people, centre=str(foreign.pk)).status_code == 422
    assert not GoalPeriod.objects.exists()


def test_what_is_missing_links_to_the_very_input(people: Story, browser: Client) -> None:
    period = people.draft(at=AT, goals=1)
    version = period.goals.get().versions.get()
    version.measures.all().delete()
    Target.objects.filter(terms__version=version, year=2023).delete()
    page = browser.get(f"{LIST}{period.pk}/").content.decode()
    assert f'href="{LIST}{period.pk}/1/bearbeiten/#measures"' in page
    assert f'href="{LIST}{period.pk}/1/bearbeiten/#indicators-1-target_2023"' in page
    assert f'href="{LIST}{period.pk}/abstimmung/#id_body"' in page
    form = browser.get(f"{LIST}{period.pk}/1/bearbeiten/").content.decode()
    assert 'id="measures"' in form
    assert 'id="indicators-1-target_2023"' in form
    assert 'id="id_body"' in browser.get(f"{LIST}{period.pk}/abstimmung/").content.decode()


def test_agreed_locally_and_put_forward_by_the_head(people: Story, browser: Client) -> None:
    period = people.draft(at=AT, goals=2)
    page, head = f"{LIST}{period.pk}/", factories.client_of(people.head)
    future = browser.post(f"{page}abstimmung/", {"body": "Kreistag", "decided_on": "1.1.2099"})
    assert "liegt in der Zukunft" in text_of(future)
    form = {"body": "Kreistag", "decided_on": "1.9.2022", "paper": "X/0815"}
    assert browser.post(f"{page}abstimmung/", form).status_code == 302
    assert browser.post(f"{page}schritt/submit/").status_code == 403
    assert "Beide Ministerien werden benachrichtigt" in text_of(head.get(f"{page}schritt/submit/"))
    assert head.post(f"{page}schritt/submit/").status_code == 302
    said = text_of(head.get(page))
    assert "Den Ministerien vorgelegt" in said
    assert "Integration: offen seit heute · Schule: offen seit heute" in said


def test_an_incomplete_period_is_not_put_forward(people: Story) -> None:
    period, head = people.draft(at=AT, goals=1), factories.client_of(people.head)
    Measure.objects.all().delete()
    submitting.note_local_agreement(
        period=period, body="Kreistag", decided_on=date(2022, 9, 1), by=people.head, at=AT
    )
    answer = head.post(f"{LIST}{period.pk}/schritt/submit/")
    assert answer.status_code == 422
    assert "Es fehlt eine Maßnahme" in text_of(answer)


def test_discarded_with_a_reason(people: Story) -> None:
    period, head = people.draft(at=AT, goals=1), factories.client_of(people.head)
    page = f"{LIST}{period.pk}/schritt/discard/"
    assert head.post(page, {"reason": ""}).status_code == 422
    assert head.post(page, {"reason": "Neu gegründet"}).status_code == 302
    assert "Neu gegründet" in text_of(head.get(f"{LIST}{period.pk}/"))


def test_opened_for_advice_and_closed_again(people: Story, browser: Client) -> None:
    period, adviser = people.draft(at=AT, goals=1), factories.client_of(people.adviser)
    page = f"{LIST}{period.pk}/"
    assert adviser.get(page).status_code == 404
    browser.post(f"{page}oeffnen/", {"open": "1"})
    assert "Wieder schließen" in text_of(browser.get(page))
    assert "Hinweise zum Wortlaut; das Zentrum ist nicht an sie gebunden" in text_of(
        adviser.get(page)
    )
    browser.post(f"{page}oeffnen/", {"open": "0"})
    assert adviser.get(page).status_code == 404


def test_ministries_have_no_path_to_drafts(people: Story) -> None:
    period = people.draft(at=AT, goals=2)
    ministry = factories.client_of(people.school)
    for path in ("", "1/fassungen/", "1/bearbeiten/", "abstimmung/", "schritt/submit/"):
        assert ministry.get(f"{LIST}{period.pk}/{path}").status_code in {403, 404}
    assert "Kreis Musterau" not in text_of(ministry.get(LIST))
    assert "Kreis Musterau" not in ministry.get("/mitarbeit/ziele.csv").content.decode()


def test_a_goal_added_after_submission_is_no_draft_of_the_ministries(people: Story) -> None:
    period = people.submitted(at=AT, goals=1)
    own = factories.client_of(people.specialist)
    ministry = factories.client_of(people.school)
    own.post(f"{LIST}{period.pk}/neues-ziel/", {"strand": "iq", "title": "Noch geheim"})
    page = ministry.get(f"{LIST}{period.pk}/")
    assert "Ziel Nummer 1" in text_of(page)
    assert "Noch geheim" not in page.content.decode()
    assert ministry.get(f"{LIST}{period.pk}/2/fassungen/").status_code == 404
    assert "Noch geheim" in own.get(f"{LIST}{period.pk}/").content.decode()


def test_another_centre_is_404_and_the_carrier_only_reads(people: Story) -> None:
    period = people.draft(at=AT, goals=1)
    other = factories.client_of(story("Kreis Musterfeld").specialist)
    carrier = factories.client_of(factories.person("carrier", of=people.centre.carrier))
    for path in ("", "1/bearbeiten/", "1/fassungen/", "abstimmung/", "zeitraum/", "neues-ziel/"):
        assert other.get(f"{LIST}{period.pk}/{path}").status_code == 404
    assert "Ziel Nummer 1" in text_of(carrier.get(f"{LIST}{period.pk}/"))
    assert carrier.get(f"{LIST}{period.pk}/1/bearbeiten/").status_code == 403


def test_filtered_and_exported_like_the_screen(people: Story, browser: Client) -> None:
    people.agreed(at=AT, goals=1, year=2021)
    people.draft(at=AT, goals=2, year=2023)
    agreed = text_of(browser.get(f"{LIST}?stand=agreed"))
    assert "Gefunden: 1" in agreed
    assert "2021/2022" in agreed
    assert "Gefunden: 1" in text_of(browser.get(f"{LIST}?jahr=2023&wort=Musterau"))
    assert "Keine Zielperiode" in text_of(browser.get(f"{LIST}?wort=Nirgendwo"))
    table = browser.get("/mitarbeit/ziele.csv?stand=agreed").content.decode()
    assert "01.01.2021" in table
    assert "01.01.2023" not in table
    assert browser.get("/mitarbeit/ziele.xlsx").status_code == 200


@pytest.mark.parametrize("centres", [1, 60])
def test_the_list_asks_the_same_however_long(centres: int, people: Story) -> None:
    for number in range(centres):
        own = factories.centre(f"Kreis Muster {number}")
        period = beginning.start_period(
            centre=own, frame=beginning.two_years_from(2023), at=AT,
            by=factories.person("specialist", of=own.organisation),
        )  # fmt: skip
        GoalPeriod.objects.filter(pk=period.pk).update(shared_at=AT)
    adviser = factories.client_of(people.adviser)
    adviser.get(LIST)
    with CaptureQueriesContext(connection) as asked:
        page = adviser.get(LIST)
    assert f"Gefunden: {centres}" in text_of(page)
    assert len(asked) <= 12


def grown(people: Story, indicators: int) -> GoalPeriod:
    """Ten goals with so many indicators altogether."""
    period = people.draft(at=AT, goals=10)
    linked = CatalogueEntry.objects.create(code="alle", over_time="sum", over_places="sum")
    CatalogueVersion.objects.create(
        entry=linked, number=1, valid_from=date(2022, 1, 1), name="Alle", definition="Alle.",
        unit="Personen", made_at=AT,
    )  # fmt: skip
    for goal in period.goals.all():
        version = goal.versions.get()
        for number in range(2, indicators // 10 + 1):
            one = Indicator.objects.create(
                goal=goal, centre=goal.centre, number=number, entry=linked
            )
            terms = IndicatorTerms.objects.create(
                version=version,
                indicator=one,
                name=f"Zahl {number}",
                unit="Personen",
                definition="x",
            )
            Target.objects.bulk_create(
                Target(terms=terms, year=year, amount=number) for year in (2023, 2024)
            )
    return period


@pytest.mark.parametrize("indicators", [10, 400])
def test_the_tree_asks_the_same_with_400_indicators(indicators: int, people: Story) -> None:
    page = f"{LIST}{grown(people, indicators).pk}/"
    head = factories.client_of(people.head)
    head.get(page)
    with CaptureQueriesContext(connection) as asked:
        answer = head.get(page)
    assert answer.content.decode().count('data-label="Indikator"') == indicators
    assert len(asked) <= 26


def test_many_open_points_are_folded_to_one_line_a_goal(people: Story) -> None:
    """Few are listed with the way to each input, hundreds by goal; none is lost in the count."""
    head = factories.client_of(people.head)
    period = grown(people, 10)
    few = head.get(f"{LIST}{period.pk}/").context["points"]
    GoalVersion.objects.update(starting_point="", text="", source_in_concept="", target_group="")
    Measure.objects.all().delete()
    IndicatorTerms.objects.update(unit="", definition="")
    many = head.get(f"{LIST}{period.pk}/").context["points"]
    goals = period.goals.count()
    assert few
    assert all("#" in each.url for each in few if each.message.startswith("Ziel "))
    of_goals = [each for each in many if each.message.startswith("Ziel ")]
    assert 0 < len(of_goals) <= goals
    counted = sum(int(n) for each in of_goals for n in re.findall(r"(\d+) Angabe", each.message))
    assert counted == sum(each.anchor.startswith("goal-") for each in open_points(period))


def test_the_day_to_put_it_forward_is_the_one_of_the_dated_obligations(
    people: Story, browser: Client
) -> None:
    """The same day as in the return matrix, marked as assumed; nothing once it is put forward."""
    period = people.draft(at=AT, year=2023)
    detail = f"{LIST}{period.pk}/"
    owed = obligation(GOALS, 2023)
    assert owed is not None
    text, left = text_of(browser.get(detail)), days_left_text(date(2022, 10, 31), today())
    assert f"bis 31.10.2022 ({left}) unbestätigt" in text
    assert owed.source in text
    row = whole_matrix([people.centre], 2023, date(2022, 9, 14)).rows[0]
    assert [each.due for each in row.cells if each.column.key == GOALS] == [date(2022, 10, 31)]
    submitting.note_local_agreement(
        period=period, body="Kreistag", decided_on=date(2022, 9, 1), by=people.specialist, at=AT
    )
    submitting.submit_period(period=period, by=people.head, at=AT)
    assert "unbestätigt" not in text_of(browser.get(detail))


def test_a_centre_founded_late_has_until_half_a_year_after_its_beginning(
    people: Story, browser: Client
) -> None:
    Centre.objects.filter(pk=people.centre.pk).update(known_since=date(2022, 12, 1))
    people.centre.refresh_from_db()
    period = people.draft(at=AT, year=2023)
    assert "bis 30.05.2023" in text_of(browser.get(f"{LIST}{period.pk}/"))


def test_addresses_of_goals_are_those_of_the_map() -> None:
    """They are resolved once for a whole tree; a step of a goal leads where the map says."""
    period = GoalPeriod(pk=7)
    to = Addresses(period)
    for number, step in ((1, "revise"), (12, "drop")):
        assert to.to_edit(number) == reverse("staff:controlling:goal_edit", args=[7, number])
        assert to.to_step(number, step) == reverse(
            "staff:controlling:goal_step", args=[7, number, step]
        )
