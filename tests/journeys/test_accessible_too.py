"""The other half of the workspace in a real browser (tests/journeys/test_accessible.py)."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Server
from tests.journeys.test_accessible import workspace
from tests.stage import Stage

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_workspace_is_accessible(browser: Browser, server: Server, stage: Stage) -> None:
    """The pages that test_accessible.py leaves."""
    wrong = workspace(browser, server, stage, half=1)
    assert not wrong, "\n".join(wrong)
