"""Write the pages of docs/reference anew from the code (`make docs`)."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from drehscheibe.doors.console.reference.pages import stale, write

FOLDER = Path(settings.BASE_DIR) / "docs" / "reference"


class Command(BaseCommand):
    """Needs no database; may be run twice."""

    help = (
        "Schreibt docs/reference/ aus dem Code: Verfahren, Berechtigungen, Regeln, Einstellungen, "
        "Befehle."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """`--check` writes nothing."""
        parser.add_argument(
            "--check", action="store_true", help="nur prüfen; scheitert, wenn etwas veraltet ist"
        )

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        """Write, or compare."""
        if check and (names := stale(FOLDER)):
            raise CommandError(f"Veraltet: {', '.join(names)}. Abhilfe: make docs")
        names = [] if check else write(FOLDER)
        self.stdout.write(f"Geschrieben: {', '.join(names)}" if names else "Alles ist aktuell.")
