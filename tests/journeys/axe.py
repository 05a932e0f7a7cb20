"""Accessibility findings of a page as it stands in the browser."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RUN = """() => axe.run({resultTypes: ['violations'], preload: false}).then(found =>
  found.violations.flatMap(each => each.nodes.slice(0, 3).map(node =>
    `${each.id}: ${JSON.stringify(node.target)} ${(node.failureSummary || '').slice(0, 160)}`)))"""
"""Only what is wrong leaves the browser. Preloaded style sheets are for one rule we do not run."""


def findings(page: Page) -> list[str]:
    """What axe finds, one line each; works only where scripts run."""
    page.evaluate(Axe().axe_script)
    found: list[str] = page.evaluate(RUN)
    return found
