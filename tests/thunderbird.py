"""What Thunderbird understands of a calendar: `ical.js`, run by node."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from boot.checks import in_ci
from boot.node import MODULES, node

PARSER = MODULES / "ical.js" / "dist" / "ical.js"
SCRIPT = Path(__file__).with_name("read_calendar.mjs")


def read_by_thunderbird(text: str) -> dict[str, Any]:
    """Name, method and events of the calendar; fails with the parser's words."""
    if not PARSER.exists():
        missing = "ical.js fehlt (make setup richtet es ein)."
        pytest.fail(missing) if in_ci() else pytest.skip(missing)
    program, env = node()
    done = subprocess.run(
        [program, str(SCRIPT), PARSER.as_uri()], input=text.encode(), capture_output=True,
        env={**os.environ, **env}, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    read: dict[str, Any] = json.loads(done.stdout)
    return read
