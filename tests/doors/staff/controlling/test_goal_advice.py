"""The coordinating office advises on drafts opened to it, and never more than that."""

from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from drehscheibe.domain.controlling.goals import advice, beginning
from drehscheibe.domain.controlling.models import GoalAdvice
from tests import factories
from tests.domain.controlling.stories import Story, story
from tests.doors.staff.controlling.test_goal_decisions import text_of

pytestmark = pytest.mark.django_db
LIST = "/mitarbeit/ziele/beratung/"
MOST_QUERIES = 12
OF_THE_TEST = 2


@pytest.fixture
def people() -> Story:
    """A centre, its adviser, both ministries."""
    return story()


@pytest.fixture
def adviser(people: Story) -> Client:
    """Somebody of the coordinating office."""
    return factories.client_of(people.adviser)


def opened(people: Story, at: datetime, *, year: int = 2023) -> str:
    """The address of a draft the centre has opened."""
    period = people.draft(at=at, goals=2, year=year)
    beginning.share_for_advice(period=period, by=people.specialist, at=at)
    return f"/mitarbeit/ziele/{period.pk}/beraten/"


def hint(number: int, *, field: str = "", comment: str = "", text: str = "") -> dict[str, str]:
    """What the form of one goal sends."""
    start = f"ziel-{number}"
    return {
        f"{start}-field": field, f"{start}-comment": comment, f"{start}-proposed_text": text,
    }  # fmt: skip


def test_hints_to_several_goals_and_the_answers_of_the_centre(
    people: Story, adviser: Client, noon: datetime
) -> None:
    address = opened(people, noon)
    proposal = "Zwölf Vereine öffnen ihre Angebote."
    sent = hint(1, field="text", text=proposal) | hint(2, comment="Wer ist beteiligt?")
    assert adviser.post(address, sent).status_code == 302
    one, two = GoalAdvice.objects.order_by("version__goal__number")
    advice.accept_advice(advice=one, by=people.specialist, at=noon)
    advice.decline_advice(advice=two, note="Steht im Konzept.", by=people.specialist, at=noon)
    text = text_of(adviser.get(address))
    assert "Das ist keine Genehmigung und keine Ablehnung" in text
    assert "nicht übernommen" in text
    assert "Steht im Konzept." in text
    assert one.version.goal.versions.get().text == proposal


def test_what_is_refused_about_one_goal_keeps_what_was_typed(
    people: Story, adviser: Client, noon: datetime
) -> None:
    address = opened(people, noon)
    sent = hint(1, text="Ohne Angabe, wofür") | hint(2, comment="Gut so.")
    answer = adviser.post(address, sent)
    assert answer.status_code == 422
    text = text_of(answer)
    assert "Bitte wählen Sie, wofür der Wortlaut gedacht ist." in text
    assert "Ohne Angabe, wofür" in text
    assert "Ihr Hinweis zu Ziel 2 steht jetzt beim Zentrum." in text
    assert GoalAdvice.objects.count() == 1
    assert "zu mindestens einem Ziel" in text_of(adviser.post(address, hint(1) | hint(2)))


def test_a_proposal_the_goal_could_not_hold_is_refused(
    people: Story, adviser: Client, noon: datetime
) -> None:
    address = opened(people, noon)
    answer = adviser.post(address, hint(1, field="title", text="x" * 151))
    assert "Bitte höchstens 150 Zeichen" in text_of(answer)
    assert not GoalAdvice.objects.exists()


def test_a_draft_that_is_not_opened_does_not_exist(
    people: Story, adviser: Client, noon: datetime
) -> None:
    period = people.draft(at=noon)
    address = f"/mitarbeit/ziele/{period.pk}/beraten/"
    assert adviser.get(address).status_code == 404
    assert adviser.post(address, hint(1, comment="x")).status_code == 404
    assert "Kein Entwurf geöffnet" in text_of(adviser.get(LIST))


@pytest.mark.parametrize("who", ["integration", "school", "head"])
def test_ministries_and_centres_find_no_advice_page(
    who: str, people: Story, noon: datetime
) -> None:
    """The same answer whether the draft exists or not: it tells nothing."""
    address = opened(people, noon)
    browser = factories.client_of(getattr(people, who))
    statuses = {browser.get(each).status_code for each in (address, LIST)}
    statuses.add(browser.get("/mitarbeit/ziele/999999/beraten/").status_code)
    assert statuses == {403}
    assert browser.post(address, hint(1, comment="x")).status_code == 403
    assert not GoalAdvice.objects.exists()


def test_goals_before_the_ministries_are_read_but_not_advised(
    people: Story, adviser: Client, noon: datetime
) -> None:
    period = people.submitted(at=noon, goals=1)
    type(period).objects.filter(pk=period.pk).update(shared_at=noon)
    address = f"/mitarbeit/ziele/{period.pk}/beraten/"
    text = text_of(adviser.get(address))
    assert "Hinweise sind wieder möglich" in text
    refused = adviser.post(address, hint(1, comment="Zu spät?"))
    assert "beraten wird, solange es geschrieben wird" in text_of(refused)
    assert "Gefunden: 0" in text_of(adviser.get(LIST))
    assert "Gefunden: 1" in text_of(adviser.get(f"{LIST}?stand=alle&wort=Musterau"))


def test_the_list_asks_as_often_for_many_as_for_few(
    people: Story, adviser: Client, noon: datetime
) -> None:
    def asked() -> int:
        adviser.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            assert adviser.get(LIST).status_code == 200
        return len(queries)

    opened(people, noon)
    few = asked()
    for year in (2025, 2027, 2029):
        opened(people, noon, year=year)
    assert asked() == few <= MOST_QUERIES + OF_THE_TEST
