"""Who hears of it when goals move: once a person and submission, without any content."""

from datetime import datetime, timedelta

import pytest

from drehscheibe.domain.controlling.goals import decisions, submitting
from drehscheibe.domain.controlling.models import GoalDecision
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Person
from tests.domain.controlling.stories import Story, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Story:
    """A centre, its adviser, both ministries."""
    return story()


def told(*people: Person) -> list[str]:
    """The addresses in the outbox, each as often as it is written to; then it is emptied."""
    rows = OutboxMail.objects.order_by("to")
    found = list(rows.values_list("to", flat=True))
    assert set(found) <= {each.email for each in people}
    rows.delete()
    return sorted(found)


def addresses(*people: Person) -> list[str]:
    """Each once."""
    return sorted(each.email for each in people)


def test_putting_forward_tells_both_ministries_once(people: Story, noon: datetime) -> None:
    period = people.submitted(at=noon)
    mails = OutboxMail.objects.all()
    assert {mail.subject for mail in mails} == {
        f"{period}, Kreis Musterau: Ziele liegen zur Entscheidung vor"
    }
    for mail in mails:
        for hidden in ("Ziel Nummer", "Zehn Vereine", people.head.family_name, "Mia"):
            assert hidden not in mail.subject + mail.text
    assert told(people.integration, people.school) == addresses(people.integration, people.school)


def test_several_goals_in_one_submission_are_one_mail(people: Story, noon: datetime) -> None:
    period = people.submitted(at=noon)
    OutboxMail.objects.all().delete()
    for goal in period.goals.all():
        people.say(goal, "integration", at=noon)
    assert told() == []  # one ministry alone has agreed nothing
    later = noon + timedelta(hours=1)
    for goal in period.goals.all():
        people.say(goal, "school", at=later)
    centre = (people.head, people.specialist)
    assert told(*centre) == addresses(*centre)


def test_a_wish_for_change_and_the_next_version(people: Story, noon: datetime) -> None:
    period = people.submitted(at=noon, goals=1)
    goal = period.goals.get()
    OutboxMail.objects.all().delete()
    people.say(goal, "school", at=noon, change="Bitte vertraulich behandeln.")
    centre = (people.head, people.specialist)
    assert "vertraulich" not in " ".join(OutboxMail.objects.values_list("text", flat=True))
    assert told(*centre) == addresses(*centre)
    submitting.begin_change(goal=goal, reason="", by=people.specialist, at=noon)
    goal.refresh_from_db()
    submitting.submit_goal(goal=goal, by=people.head, at=noon + timedelta(days=1))
    assert told(people.integration, people.school) == addresses(people.integration, people.school)


def test_what_is_taken_back_is_told(people: Story, noon: datetime) -> None:
    people.agreed(at=noon, goals=1)
    OutboxMail.objects.all().delete()
    own = GoalDecision.objects.get(ministry="school")
    decisions.withdraw_decision(decision=own, reason="Irrtum", by=people.school, at=noon)
    assert "zurückgenommen" in OutboxMail.objects.order_by("to")[0].subject
    centre = (people.head, people.specialist)
    assert told(*centre) == addresses(*centre)
