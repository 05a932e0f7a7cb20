"""Every address × the other half of everybody (tests/doors/test_every_page_every_role.py)."""

import pytest

from tests.doors.everybody import HALVES, workspace_as
from tests.stage import Stage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("email", HALVES[1])
def test_workspace(stage: Stage, email: str) -> None:
    """Attacks 1 and 5: 403 without permission, 404 out of reach, never a fault."""
    wrong = workspace_as(stage, email)
    assert not wrong, "\n".join(wrong)
