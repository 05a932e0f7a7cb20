"""Pages of the catalogue and of projects: what is typed stays, what is refused says why."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from drehscheibe.domain.controlling.catalogue.keeping import Counting, Wording, begin_entry
from drehscheibe.domain.controlling.models import CatalogueEntry, Participation, StatewideProject
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from tests import factories
from tests.domain.controlling.stories import Story, story
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]
ENTRY = {
    "code": "schulen", "name": "Schulen", "definition": "Schulen, die mitwirken.",
    "unit": "Schulen", "splits": "Grundschulen; Gymnasien", "valid_from": "01.01.2023",
    "kind": "count", "over_time": "latest", "over_places": "sum",
}  # fmt: skip


def url(page: str, *args: object) -> str:
    """An address of this part of the workspace."""
    return reverse(f"staff:controlling:{page}", args=args)


def said(browser: Client, address: str) -> str:
    """The page, sound."""
    answer = browser.get(address)
    assert_sound(answer)
    return answer.content.decode()


def test_an_entry_is_made_revised_and_ended(noon: datetime, as_person: As) -> None:
    browser = as_person(story().adviser)
    assert browser.post(url("entry_begin"), ENTRY).status_code == 302
    again = browser.post(url("entry_begin"), ENTRY)
    assert (again.status_code, "gibt es schon" in again.content.decode()) == (422, True)
    revised = {**ENTRY, "valid_from": "01.01.2025", "seen": "1", "breaks_series": "on"}
    refused = browser.post(url("entry_revise", "schulen"), revised | {"reason": ""})
    assert (refused.status_code, "Grundschulen; Gymnasien" in refused.content.decode()) == (
        422, True,
    )  # fmt: skip
    revised["reason"] = "Förderschulen zählen mit."
    assert browser.post(url("entry_revise", "schulen"), revised).status_code == 302
    page = said(browser, url("entry_detail", "schulen"))
    assert "bricht die Zeitreihe" in page
    assert "2023–2024" in page
    assert "seit 2025" in page
    browser.post(url("entry_end", "schulen"), {"ended_on": "01.01.2026"})
    assert CatalogueEntry.objects.get().ended_on == date(2026, 1, 1)


def test_two_officers_revise_and_the_second_is_told(noon: datetime, as_person: As) -> None:
    browser = as_person(story().adviser)
    browser.post(url("entry_begin"), ENTRY)
    revised = {**ENTRY, "valid_from": "01.01.2025", "seen": "1", "reason": "Neu."}
    browser.post(url("entry_revise", "schulen"), revised)
    second = browser.post(url("entry_revise", "schulen"), revised | {"name": "Meine Worte"})
    assert second.status_code == 422
    assert "Inzwischen gibt es Fassung 2" in second.content.decode()
    assert "Meine Worte" in second.content.decode()


def test_the_catalogue_asks_as_often_for_many_entries(noon: datetime, as_person: As) -> None:
    people = story()
    browser = as_person(people.adviser)

    def asked() -> int:
        browser.get(url("catalogue_list"))
        with CaptureQueriesContext(connection) as queries:
            assert "sind verknüpft" in said(browser, url("catalogue_list"))
        return len(queries)

    begin(people, "eins", at=noon)
    few = asked()
    for number in range(20):
        begin(people, f"nr-{number}", at=noon)
    assert asked() == few <= 14


def begin(people: Story, code: str, *, at: datetime) -> None:
    """An entry."""
    begin_entry(
        counting=Counting(code, "count", "sum", "sum"),
        wording=Wording(f"Zahl {code}", "Was es ist.", "Stück", date(2023, 1, 1)),
        by=people.adviser, at=at,
    )  # fmt: skip


def test_a_project_from_plan_to_results(noon: datetime, as_person: As) -> None:
    people = story()
    ministry, centre = as_person(people.integration), as_person(people.head)
    both = [each.pk for each in Organisation.objects.filter(kind="ministry")]
    given = {"title": "Sprachmittlung", "aim": "Erproben.", "starts_on": "01.02.2026",
             "ministries": both}  # fmt: skip
    wrong = ministry.post(url("project_begin"), given | {"ends_on": "01.01.2026"})
    assert (wrong.status_code, "vor dem Beginn" in wrong.content.decode()) == (422, True)
    assert ministry.post(url("project_begin"), given).status_code == 302
    project = StatewideProject.objects.get()
    assert centre.get(url("project_detail", project.pk)).status_code == 404  # not asked yet
    ministry.post(url("project_ask", project.pk), {"centres": [people.centre.pk]})
    part = Participation.objects.get()
    early = ministry.post(url("project_step", project.pk, "begin"), {})
    assert (early.status_code, "keine Kommune" in early.content.decode()) == (422, True)
    answer = {"answer": "yes", "body": "", "on": "01.02.2026"}
    unnamed = centre.post(url("participation_answer", part.pk), answer)
    assert (unnamed.status_code, "wer zugestimmt hat" in unnamed.content.decode()) == (422, True)
    centre.post(url("participation_answer", part.pk), answer | {"body": "Kreistag"})
    ministry.post(url("project_step", project.pk, "begin"), {})
    centre.post(url("participation_report", part.pk), {"results": "14 Schulen"})
    page = said(centre, url("project_detail", project.pk))
    assert "14 Schulen" in page
    assert "Kreistag, " in page
    ministry.post(url("project_step", project.pk, "finish"), {"text": "Es trägt."})
    project.refresh_from_db()
    assert (project.status, project.results) == ("finished", "Es trägt.")


def test_another_centres_part_does_not_exist(noon: datetime, as_person: As) -> None:
    people, other = story(), factories.centre("Stadt Beispiel")
    stranger = as_person(factories.person("head", of=other.organisation))
    project = StatewideProject.objects.create(
        title="X", aim="Y", starts_on=noon.date(), created_by=people.school, created_at=noon
    )
    part = Participation.objects.create(
        project=project, centre=people.centre, asked_on=noon.date(), entered_by=people.school,
        entered_at=noon,
    )  # fmt: skip
    assert stranger.get(url("project_detail", project.pk)).status_code == 404
    assert stranger.get(url("participation_answer", part.pk)).status_code == 404
