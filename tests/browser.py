"""The one browser of a test run (playwright allows one at a time in a process)."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, found by the bootstrap."""
    path = os.environ.get("CHROMIUM_PATH")
    if not path:
        pytest.skip("Kein Browser: CHROMIUM_PATH fehlt (make test richtet ihn ein).")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()
