"""The other half of the workspace in a real browser (tests/journeys/test_accessible.py).

And the public pages in Cyrillic; a course named in Ethiopic script stands on them.
"""

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Server
from tests.journeys.crawling import crawl
from tests.journeys.test_accessible import public, workspace
from tests.stage import Stage

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_workspace_is_accessible(browser: Browser, server: Server, stage: Stage) -> None:
    """The pages that test_accessible.py leaves."""
    wrong = workspace(browser, server, stage, half=1)
    assert not wrong, "\n".join(wrong)


def test_public_pages_are_accessible_in_ukrainian(
    browser: Browser, server: Server, stage: Stage
) -> None:
    """Longer words, another script; without scripts they were seen in German and Arabic."""
    wrong = crawl(browser, server, public(stage, "uk"), language="uk", unscripted=False)
    assert not wrong, "\n".join(wrong)
