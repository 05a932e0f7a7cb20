"""What a web worker does not carry from the start: libraries that few requests need.

Each costs every worker its megabytes, whoever uses them; 120 MB a worker is the limit.
"""

import subprocess
import sys

import pytest

RARE = {
    "PIL": "a photo of a receipt, an image that is uploaded",
    "typst": "a letter",
    "xlsxwriter": "a workbook going out",
    "openpyxl": "nothing: tests only",
    "sepaxml": "a payment file",
    "xmlschema": "a payment file, a package",
    "stdnum": "an account number that is entered",
    "networkx": "gaps, kept days and files of the network of actors",
}


@pytest.fixture(scope="module")
def loaded() -> frozenset[str]:
    """All packages after every page, job and command of the worker is imported."""
    code = (
        "import django, sys; django.setup(); import drehscheibe.config.urls;"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    return frozenset(told.split())


@pytest.mark.parametrize("library", RARE)
def test_a_worker_starts_without(library: str, loaded: frozenset[str]) -> None:
    assert "django" in loaded
    assert library not in loaded, f"only needed for {RARE[library]}"
