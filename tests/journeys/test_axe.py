"""The checker finds what it is there for; measuring a look once hides nothing."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.axe import Looks, findings

pytestmark = pytest.mark.journey
PAGE = """<!doctype html><html lang="de"><head><title>Liste</title><style>
body {{ color: #111; background: #fff }}
.pale {{ color: #bbb }} li:nth-child(even) {{ background: #222 }}
</style></head><body><main><h1>Liste</h1><ul>{rows}</ul></main></body></html>"""


def contrast(browser: Browser, *pages: str) -> list[int]:
    """How many contrast findings each of these pages has, looked at one after the other."""
    page = browser.new_page()
    looks: Looks = set()
    counts = []
    for rows in pages:
        page.set_content(PAGE.format(rows=rows))
        told = findings(page, looks)
        counts.append(sum(each.startswith("color-contrast") for each in told))
        assert len(told) == counts[-1], told
    page.close()
    return counts


def test_what_is_pale_is_found_once_for_its_look(browser: Browser) -> None:
    assert contrast(browser, '<li class="pale">eins</li>', '<li class="pale">zwei</li>') == [1, 0]


def test_the_same_classes_on_another_ground_are_another_look(browser: Browser) -> None:
    """Dark letters are lost on every second row only; so is a state that changes the colour."""
    assert contrast(browser, "<li>eins</li>", "<li>eins</li><li>zwei</li><li>drei</li>") == [0, 1]


def test_another_colour_size_or_place_is_another_look(browser: Browser) -> None:
    pages = [
        "<li>eins</li>",
        '<li><span style="color: #bbb">eins</span></li>',
        '<li><span style="color: #ccc">eins</span></li>',
        '<li><b style="color: #ccc">eins</b></li>',
        '<li><span style="opacity: .3">eins</span></li>',
        '<li><span style="background: #333">eins</span></li>',
    ]
    assert contrast(browser, *pages) == [0, 1, 1, 1, 1, 1]


def test_other_rules_are_asked_of_every_page(browser: Browser) -> None:
    page = browser.new_page()
    looks: Looks = set()
    for _ in range(2):
        page.set_content(PAGE.format(rows='<li><img src="data:,"></li>'))
        assert any(each.startswith("image-alt") for each in findings(page, looks))
    page.close()
