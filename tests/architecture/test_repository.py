"""Nothing committed names a registry, a secret or the machine it was written on."""

import re
from pathlib import Path

from tests.architecture.sources import committed, shown

HERE = Path(__file__).name
LARGEST = 1_500_000  # bytes; the outlines of the centres are the largest thing we ship
TEXT = {
    ".py", ".md", ".toml", ".html", ".css", ".js", ".json", ".lock", ".txt", ".yml", ".cfg",
    ".po", ".typ", ".csv", ".sql", ".svg", ".geojson", ".sh", "",
}  # fmt: skip
FORBIDDEN = {
    "a path of a developer's machine": re.compile(r"(?<![\w.])/(?:work|root|home)/[a-z]"),
    "a package registry": re.compile(
        r"\b(?:pypi|pythonhosted|npmjs|files\.pyth\w+|registry\.\w+)\.(?:org|com)\b|--(?:extra-)?index-url"
    ),
    "a resolved download": re.compile(r'"resolved"\s*:'),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "an address with access data": re.compile(
        r"\b[a-z+]+://(?!user:password@)[^\s/:@{}<>]+:[^\s/:@{}<>*…]+@[\w.-]+"
    ),
}
# They name the patterns, or show an invented example of one.
EXEMPT = {"boot/checks.py", "tests/test_bootstrap.py", f"tests/architecture/{HERE}"}


def test_no_committed_file_says_what_it_must_not() -> None:
    found = []
    for path in committed():
        if shown(path) in EXEMPT or path.suffix not in TEXT:
            continue
        text = path.read_bytes().decode("utf-8", errors="ignore")
        for reason, pattern in FORBIDDEN.items():
            for hit in pattern.finditer(text):
                line = text.count("\n", 0, hit.start()) + 1
                found.append(f"{shown(path)}:{line}: {reason}: {hit[0][:50]}")
    assert not found


def test_no_committed_file_is_huge_or_made_by_machine() -> None:
    made = re.compile(r"(^|/)(?:__pycache__|node_modules|\.venv|\.boot|var)/|\.(?:mo|pyc)$")
    assert not [shown(path) for path in committed() if made.search(shown(path))]
    assert not [shown(path) for path in committed() if path.stat().st_size > LARGEST]


def test_mail_addresses_are_examples() -> None:
    """No real person stands in code, data or tests (standards, part A, 12)."""
    address = re.compile(r"\b[\w.+-]+@([\w-]+(?:\.[\w-]+)+)\b")
    fine = re.compile(r"(^|\.)(?:example|example\.(?:org|com|net)|invalid|test|localhost)$")
    school = re.compile(r"\d{6}@schule\.nrw\.de")  # the state's register: an office, no person
    found = []
    for path in committed():
        if path.suffix not in {".py", ".html", ".csv", ".toml", ".md", ".typ", ".txt"}:
            continue
        if path.name.startswith("requirements"):
            continue
        text = path.read_text("utf-8", errors="ignore")
        found += [
            f"{shown(path)}: {hit[0]}"
            for hit in address.finditer(text)
            if not fine.search(hit[1]) and not school.fullmatch(hit[0])
        ]
    assert not found
