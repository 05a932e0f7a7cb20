"""Which pages there are, and writing them."""

from collections.abc import Callable
from pathlib import Path

from drehscheibe.doors.console.reference import commands, permissions, rules, settings, workflows

PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands.page,
    "permissions.md": permissions.page,
    "rules.md": rules.page,
    "settings.md": settings.page,
    "workflows.md": workflows.page,
}
NOTE = "<!-- Erzeugt mit „make docs“ aus dem Code. Nicht von Hand ändern. -->\n\n"


def rendered() -> dict[str, str]:
    """File name and text of every page."""
    return {name: NOTE + page() for name, page in PAGES.items()}


def write(folder: Path) -> list[str]:
    """Write what differs from what is there; the names of the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in rendered().items():
        file = folder / name
        if not file.exists() or file.read_text("utf-8") != text:
            file.write_text(text, "utf-8")
            written.append(name)
    return written


def stale(folder: Path) -> list[str]:
    """The names of the files that are missing or no longer say what the code says."""
    return [
        name
        for name, text in rendered().items()
        if not (folder / name).exists() or (folder / name).read_text("utf-8") != text
    ]
