"""Both ministries on one page: several goals at once, what is refused loses nothing."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from drehscheibe.domain.controlling.goals import submitting
from drehscheibe.domain.controlling.models import Goal, GoalDecision, GoalPeriod, Value
from drehscheibe.kernel.organisations.models import OrganisationName
from tests import factories
from tests.domain.controlling.stories import Story, story
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
LIST = "/mitarbeit/ziele/entscheiden/"
MOST_QUERIES = 12
OF_THE_TEST = 2
"""The test is one transaction more: its settings are read and put back."""


def page_of(period: GoalPeriod) -> str:
    """Where a period is decided."""
    return f"/mitarbeit/ziele/{period.pk}/entscheiden/"


def text_of(answer: Any) -> str:
    """What a sound page says."""
    return " ".join("".join(assert_sound(answer).itertext()).split())


def word(number: int, verdict: str, reason: str = "", version: int = 1) -> dict[str, str]:
    """What the form of one goal sends."""
    return {
        f"ziel-{number}-version": str(version), f"ziel-{number}-verdict": verdict,
        f"ziel-{number}-reason": reason,
    }  # fmt: skip


@pytest.fixture
def people() -> Story:
    """A centre, its adviser, both ministries."""
    return story()


@pytest.fixture
def school(people: Story) -> Client:
    """Somebody of the ministry of schools."""
    return factories.client_of(people.school)


@pytest.fixture
def integration(people: Story) -> Client:
    """Somebody of the ministry of integration."""
    return factories.client_of(people.integration)


def stands(period: GoalPeriod) -> list[str]:
    """Where the goals stand, in their order."""
    return list(period.goals.values_list("status", flat=True))


def rewritten(goal: Goal, people: Story, *, at: datetime, submit: bool = True) -> None:
    """The centre writes another version, and puts it forward."""
    submitting.begin_change(goal=goal, reason="", by=people.specialist, at=at)
    version = goal.versions.get(submitted_at=None)
    version.text = "Zwölf Vereine öffnen ihre Angebote."
    version.save()
    version.indicators.get().targets.filter(year=2024).update(amount=12)
    if submit:
        goal.refresh_from_db()
        submitting.submit_goal(goal=goal, by=people.head, at=at)


def test_f14_several_goals_in_one_submission(
    people: Story, integration: Client, school: Client, noon: datetime
) -> None:
    period = people.submitted(at=noon)
    integration.post(page_of(period), word(1, "agree") | word(2, "agree") | word(3, "agree"))
    half = text_of(school.get(page_of(period)))
    assert "Integration: zugestimmt · Schule: offen seit heute" in half
    assert "Halb vereinbart" in half
    answer = school.post(
        page_of(period),
        word(1, "agree") | word(2, "change", "Bitte die Zielgruppe nennen.") | word(3, "agree"),
    )
    assert answer.status_code == 302
    assert stands(period) == ["agreed", "returned", "agreed"]
    assert Value.objects.filter(role="target").count() == 4  # published under the ministry's reach
    text = text_of(school.get(page_of(period)))
    assert "Festgehalten. Ziele 1, 3: zugestimmt; Ziel 2: um Änderung gebeten." in text
    assert "Bitte die Zielgruppe nennen." in text
    assert "zweites Wort am selben Tag" in text


def test_one_refused_goal_leaves_the_others_and_its_own_text(
    people: Story, school: Client, noon: datetime
) -> None:
    period = people.submitted(at=noon)
    two = period.goals.get(number=2)
    people.say(two, "integration", at=noon, change="Kürzer.")
    rewritten(two, people, at=noon)
    words = word(1, "agree") | word(2, "change", "Mit Zahlen, bitte.") | word(3, "change", " ")
    answer = school.post(page_of(period), words)
    assert answer.status_code == 422
    text = text_of(answer)
    assert "Ziel 1: zugestimmt" in text
    assert "Inzwischen liegt Fassung 2 vor" in text
    assert "Bitte schreiben Sie, was geändert werden soll." in text
    assert ">Mit Zahlen, bitte.</textarea>" in answer.content.decode().replace("\n", "")
    assert 'name="ziel-2-version" value="2"' in answer.content.decode()
    assert GoalDecision.objects.filter(ministry="school").count() == 1


def test_a_reason_without_its_verdict_is_asked_about(
    people: Story, school: Client, noon: datetime
) -> None:
    period = people.submitted(at=noon, goals=1)
    for verdict in ("", "agree"):
        answer = school.post(page_of(period), word(1, verdict, "Die Zielgruppe fehlt."))
        assert answer.status_code == 422
        assert "Bitte wählen Sie „ändern“ oder leeren Sie den Text." in text_of(answer)
    assert "Bitte wählen Sie bei mindestens einem Ziel" in text_of(
        school.post(page_of(period), word(1, ""))
    )
    assert not GoalDecision.objects.exists()


def test_from_the_second_version_on_it_says_what_changed(
    people: Story, school: Client, noon: datetime
) -> None:
    period = people.submitted(at=noon, goals=1)
    goal = period.goals.get()
    people.say(goal, "integration", at=noon, change="Kürzer.")
    rewritten(goal, people, at=noon)
    text = text_of(school.get(page_of(period)))
    assert "Was sich seit Fassung 1 geändert hat (2)" in text
    assert "Zehn Vereine öffnen" in text
    assert "Indikator 1, Zielwert 2024" in text
    assert "Integration: Kürzer." in text


def test_nobody_decides_on_what_is_being_rewritten(
    people: Story, school: Client, integration: Client, noon: datetime
) -> None:
    """The ministries see no open version; the page and the action know of it all the same."""
    period = people.submitted(at=noon, goals=1)
    goal = period.goals.get()
    said = people.say(goal, "integration", at=noon, change="Kürzer.")
    rewritten(goal, people, at=noon, submit=False)
    text = text_of(school.get(page_of(period)))
    assert "Das Zentrum schreibt eine neue Fassung" in text
    assert "Zwölf Vereine" not in text
    refused = school.post(page_of(period), word(1, "agree"))
    assert "schreibt schon an einer neuen Fassung" in text_of(refused)
    withdrawal = f"/mitarbeit/ziele/{period.pk}/entscheidungen/{said.pk}/zuruecknehmen/"
    answer = integration.post(withdrawal, {"reason": "Doch gut so."})
    assert "schreibt schon an einer neuen Fassung" in text_of(answer)
    assert stands(period) == ["returned"]


def test_the_second_of_two_colleagues_is_told(
    people: Story, school: Client, noon: datetime
) -> None:
    period = people.submitted(at=noon, goals=2)
    people.say(period.goals.get(number=1), "school", at=noon)
    answer = school.post(page_of(period), word(1, "change", "Kürzer.") | word(2, "agree"))
    assert answer.status_code == 422
    assert "Ihr Ministerium hat über diese Fassung schon entschieden." in text_of(answer)
    assert stands(period) == ["submitted", "submitted"]
    assert GoalDecision.objects.count() == 2


def test_a_consent_is_taken_back_with_reason(people: Story, school: Client, noon: datetime) -> None:
    period = people.agreed(at=noon, goals=1)
    own = GoalDecision.objects.get(ministry="school")
    other = GoalDecision.objects.get(ministry="integration")
    address = "/mitarbeit/ziele/{}/entscheidungen/{}/zuruecknehmen/"
    assert school.get(address.format(period.pk, other.pk)).status_code == 403
    assert school.get(address.format(period.pk, 999_999)).status_code == 404
    page = address.format(period.pk, own.pk)
    assert page in school.get(page_of(period)).content.decode()
    assert "bis wieder beide Ministerien zustimmen" in text_of(school.get(page))
    assert "Bitte begründen Sie" in text_of(school.post(page, {"reason": " "}))
    assert school.post(page, {"reason": "Der Haushalt fehlt."}).status_code == 302
    assert stands(period) == ["submitted"]
    assert "Rücknahme: Der Haushalt fehlt." in text_of(school.get(page_of(period)))


def test_the_ministries_bear_their_names_of_the_day(
    people: Story, school: Client, noon: datetime
) -> None:
    period = people.submitted(at=noon, goals=1)
    body = people.school.memberships.get().organisation
    OrganisationName.objects.create(
        organisation=body, name="Ministerium für Musterbildung", valid_from=noon.date()
    )
    text = text_of(school.get(page_of(period)))
    assert "Ministerium für Musterbildung" in text
    assert "Ministerium für Musterschulen" not in text


def test_a_draft_does_not_exist_for_a_ministry(
    people: Story, school: Client, noon: datetime
) -> None:
    draft = people.draft(at=noon)
    assert school.get(page_of(draft)).status_code == 404
    assert "Gefunden: 0" in text_of(school.get(f"{LIST}?stand=alle"))


@pytest.mark.parametrize("who", ["adviser", "head", "specialist"])
def test_f24_nobody_else_finds_the_page(who: str, people: Story, noon: datetime) -> None:
    """The same answer whether the period exists or not: it tells nothing."""
    period = people.submitted(at=noon, goals=1)
    browser = factories.client_of(getattr(people, who))
    answers = {browser.get(path).status_code for path in (page_of(period), LIST)}
    assert answers == {browser.get("/mitarbeit/ziele/999999/entscheiden/").status_code} == {403}
    assert browser.post(page_of(period), word(1, "agree")).status_code == 403


def test_the_list_by_state_district_strand_and_days(
    people: Story, school: Client, noon: datetime
) -> None:
    period = people.submitted(at=noon)
    one, two, three = period.goals.all()
    people.say(one, "school", at=noon)
    people.say(two, "integration", at=noon + timedelta(days=1))
    people.say(three, "integration", at=noon, change="Kürzer.")

    def found(query: str) -> str:
        return text_of(school.get(f"{LIST}?{query}"))

    assert "halb vereinbart" in found("stand=bei-uns")
    assert "Gefunden: 1" in found("stand=bei-uns")
    assert "Ziel Nummer 2" in found("")
    assert "Ziel Nummer 1" in found("stand=beim-anderen")
    assert "Ziel Nummer 3" in found("stand=zurueck")
    assert "Gefunden: 0" in found("stand=vereinbart")
    assert "Gefunden: 3" in found("stand=alle&bezirk=Musterbezirk")
    assert "Gefunden: 1" in found("stand=alle&strang=ehrenamt")
    assert "Gefunden: 3" in found("stand=alle&tage=30")
    assert "Gefunden: 0" in found("stand=alle&wort=Anderswo")


def test_both_pages_ask_as_often_for_many_goals_as_for_few(
    people: Story, school: Client, noon: datetime
) -> None:
    def asked(address: str) -> int:
        school.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert school.get(address).status_code == 200
        return len(queries)

    few = people.submitted(at=noon, goals=2)
    known = asked(f"{LIST}?stand=alle"), asked(page_of(few))
    other = story("Kreis Musterhausen")
    many = other.submitted(at=noon, goals=20)
    assert (asked(f"{LIST}?stand=alle"), asked(page_of(many))) == known
    assert known[0] <= MOST_QUERIES + OF_THE_TEST
