"""Every public page in three scripts before the checker of the W3C (bar „a11y“, standards A7).

The addresses come from the URL map, so that a new page cannot be forgotten.
"""

from pathlib import Path

import pytest
from django.test import Client

from tests.nu import complaints
from tests.routes import routes, samples_for
from tests.stage import Stage

pytestmark = pytest.mark.django_db
LANGUAGES = ("de", "ar", "uk")


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    page = b"<!doctype html><html lang=de><title>x</title><ul><p>y</p></ul></html>"
    assert [each.split(": ", 2)[0] for each in complaints({"trial": page}, tmp_path)] == ["trial"]


def test_public_pages_are_valid_html(stage: Stage, tmp_path: Path) -> None:
    """German, right to left, and Cyrillic; whatever a page holds of other languages with it."""
    visitor, pages = Client(), {}
    for route in routes():
        if not route.is_public:
            continue
        for language in LANGUAGES:
            address = route.address(samples_for(route, stage.samples)[0].arguments, language)
            answer = visitor.get(address)
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                pages[address] = answer.content
    assert len(pages) > 3 * 30
    wrong = complaints(pages, tmp_path)
    assert not wrong, "\n".join(wrong)
