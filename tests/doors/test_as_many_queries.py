"""Every public address with few rows and with fifty more: the same number of queries, at most 12.

The addresses come from the URL map: pages, feeds, files, and the interfaces for programs.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.growing import grow
from tests.routes import Route, open_routes, samples_for
from tests.stage import Stage

pytestmark = pytest.mark.django_db
MOST = 12
NO_ROWS = ("SAVEPOINT", "RELEASE", "SELECT set_config", "SELECT coalesce(current_setting")
"""Opening and closing the database's wall (second_wall.py) reads no table."""


def test_public_lists_ask_as_much_for_fifty_as_for_two(stage: Stage) -> None:
    open_to_all = open_routes()
    assert len(open_to_all) > 60
    few = {each.name: _asked(stage, each) for each in open_to_all}
    grow(stage, at=timezone.now())
    many = {each.name: _asked(stage, each) for each in open_to_all}
    grown = {name: (few[name], many[name]) for name in few if many[name] > few[name]}
    assert not grown, grown
    assert not {name: count for name, count in many.items() if count > MOST}


def _asked(stage: Stage, route: Route) -> int:
    """Queries of the second answer: what a process learns once is learnt."""
    address = route.address(samples_for(route, stage.samples)[0].arguments)
    visitor = Client()
    visitor.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = visitor.get(address)
        sum(len(part) for part in answer)  # a streamed answer asks while it is read
    assert answer.status_code < 500, address
    return len([each for each in asked if not each["sql"].startswith(NO_ROWS)])
