"""Both ministries send their page at the same second: one status, both decisions, no fault."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from drehscheibe.domain.controlling.models import GoalDecision
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from drehscheibe.kernel.workflow.models import Step
from tests import factories
from tests.domain.controlling.stories import Story, story
from tests.doors.staff.controlling.test_goal_decisions import word

pytestmark = pytest.mark.django_db(transaction=True)


def sent_at_once(address: str, *pages: tuple[Client, dict[str, str]]) -> list[int]:
    """Send the forms together, each with a connection of its own; their statuses."""
    start = Barrier(len(pages))

    def send(page: tuple[Client, dict[str, str]]) -> int:
        try:
            start.wait(timeout=10)
            return page[0].post(address, page[1]).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(pages)) as pool:
        return list(pool.map(send, pages))


def put_forward(noon: datetime) -> tuple[Story, str]:
    """Two goals before both ministries."""
    with acting_as_system():
        people = story()
        period = people.submitted(at=noon, goals=2)
    return people, f"/mitarbeit/ziele/{period.pk}/entscheiden/"


def test_both_ministries_send_at_the_same_second(noon: datetime) -> None:
    people, address = put_forward(noon)
    words = word(1, "agree") | word(2, "agree")
    clients = [factories.client_of(one) for one in (people.integration, people.school)]
    assert sent_at_once(address, *((client, words) for client in clients)) == [302, 302]
    with acting_as_system():
        assert GoalDecision.objects.count() == 4
        agreed = Step.objects.filter(name="agree")
        assert agreed.filter(workflow="controlling.goal").count() == 2
        assert agreed.filter(workflow="controlling.period").count() == 1


def test_two_colleagues_send_opposite_words_and_one_is_told(noon: datetime) -> None:
    people, address = put_forward(noon)
    with acting_as_system():
        other = factories.person("ministry_school", of=people.school.memberships.get().organisation)
    first, second = factories.client_of(people.school), factories.client_of(other)
    statuses = sent_at_once(
        address, (first, word(1, "agree")), (second, word(1, "change", "Kürzer."))
    )
    assert sorted(statuses) == [302, 422]
    with acting_as_system():
        assert GoalDecision.objects.count() == 1
