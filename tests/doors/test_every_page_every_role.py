"""Every address × everybody, GET and POST: what happens is what the permissions declare.

Attack 1 (another centre's case), attack 5 (crawl). The other half of the people has a file of its
own. The addresses come from the URL map: a new page without a sample in tests/stage.py fails here.
"""

import pytest

from drehscheibe.config.roles import ROLES
from drehscheibe.doors.console.demonstration import CAST
from tests.doors.everybody import EVERYBODY, HALVES, workspace_as
from tests.routes import routes, samples_for
from tests.stage import Stage

pytestmark = pytest.mark.django_db


def test_everybody_is_every_role() -> None:
    assert {each.role for each in CAST} == {role.code for role in ROLES}
    assert sorted(HALVES[0] + HALVES[1]) == sorted(EVERYBODY)


def test_no_page_is_forgotten(stage: Stage) -> None:
    """Each route of the URL map has a sample."""
    for route in routes():
        assert samples_for(route, stage.samples)


@pytest.mark.parametrize("email", HALVES[0])
def test_workspace(stage: Stage, email: str) -> None:
    """Attacks 1 and 5: 403 without permission, 404 out of reach, never a fault."""
    wrong = workspace_as(stage, email)
    assert not wrong, "\n".join(wrong)
