"""The one browser of a test run (playwright allows one at a time in a process)."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 60_000
"""Milliseconds after which something will not come any more. Waiting costs nothing where it comes,
and a slow machine is no fault of the platform: an application freezes its PDF while one waits."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, found by the bootstrap.

    From now on a loop of playwright runs in this thread, for the tests behind as well; Django would
    take them for asynchronous.
    """
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    path = os.environ.get("CHROMIUM_PATH")
    if not path:
        pytest.skip("Kein Browser: CHROMIUM_PATH fehlt (make test richtet ihn ein).")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()
