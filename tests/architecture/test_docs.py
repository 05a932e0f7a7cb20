"""What is documented exists, and what exists is documented."""

import re
from pathlib import Path

import pytest

from drehscheibe.doors.console.reference.pages import rendered, stale
from tests.architecture.sources import HOUSE, ROOT, rooms, shown

DOCS = ROOT / "docs"
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("floor", ["kernel", "domain"])
def test_every_room_has_its_page_and_no_page_lacks_its_room(floor: str) -> None:
    pages = {page.stem for page in (DOCS / "rooms").glob("*.md")} - {"index", "README"}
    missing = [room for room in rooms(floor) if room not in pages]
    assert not missing, f"docs/rooms/ lacks {missing}"
    assert not pages - {*rooms("kernel"), *rooms("domain"), *rooms("doors")}


def test_the_reference_says_what_the_code_says() -> None:
    assert not stale(DOCS / "reference"), "make docs"


def test_the_reference_shows_every_procedure() -> None:
    pages = rendered()
    for name in ("funding.application", "centres.concept"):
        assert f"`{name}`" in pages["workflows.md"]
    assert "stateDiagram-v2" in pages["workflows.md"]


def test_every_setting_of_the_platform_is_explained() -> None:
    """docs/how-to/operate.md names each variable that the settings read."""
    told = (DOCS / "how-to" / "operate.md").read_text("utf-8")
    names = set(re.findall(r"`((?:DREHSCHEIBE_|DATABASE_)\w+)`", rendered()["settings.md"]))
    assert not sorted(name for name in names if name not in told)


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    for page in [*DOCS.rglob("*.md"), *ROOT.glob("*.md")]:
        for target in LINK.findall(page.read_text("utf-8")):
            if re.match(r"[a-z]+:", target):
                continue
            if not (page.parent / target).exists():
                broken.append(f"{shown(page)} → {target}")
    assert not broken


def test_decisions_are_numbered_once() -> None:
    numbers = [page.name[:4] for page in (DOCS / "adr").glob("[0-9]*.md")]
    assert len(numbers) == len(set(numbers))


def test_adrs_named_in_code_exist() -> None:
    named = re.compile(r"docs/(?:adr|rooms|how-to|reference)/[\w.-]+\.md")
    files: list[Path] = [*HOUSE.rglob("*.py"), ROOT / ".importlinter"]
    missing = {
        target
        for file in files
        for target in named.findall(file.read_text("utf-8"))
        if not (ROOT / target).exists()
    }
    assert not missing
