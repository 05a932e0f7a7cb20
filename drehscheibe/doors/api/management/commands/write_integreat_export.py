"""Write a region in the shape of Integreat into a file, to compare or to take elsewhere."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.guide.shapes import ours
from drehscheibe.doors.api import integreat_lists as lists
from drehscheibe.doors.api.integreat_shapes import region_out


class Command(BaseCommand):
    """Only what the public may read; may be run again."""

    help = (
        "Schreibt Seiten aller Sprachen, Anlaufstellen und Termine eines Zentrums in der Form von "
        "Integreat in eine JSON-Datei."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The key of the centre, and where to."""
        parser.add_argument("key", help="Schlüssel des Zentrums, z. B. 05978")
        parser.add_argument("file", type=Path, help="Zieldatei; wird ersetzt")

    def handle(self, *args: Any, key: str, file: Path, **options: Any) -> None:
        """Everything in one object; `pages` is what the page „Aus Integreat einlesen“ takes."""
        centre = Centre.objects.filter(key=key).first()
        if centre is None:
            raise CommandError("Ein Zentrum mit diesem Schlüssel gibt es nicht.")
        spoken = lists.languages_told(centre)
        codes = {each["code"]: ours(each["code"]) or "de" for each in spoken}
        root, at = settings.DREHSCHEIBE_ORIGIN, timezone.now()
        told: dict[str, Any] = {
            "region": region_out(centre, codes.values()), "languages": spoken,
            "pages": {code: lists.pages_told(root, key, tag) for code, tag in codes.items()},
            "locations": {"de": lists.places_told(root, centre, "de", at=at)},
            "events": {"de": lists.dates_told(root, centre, "de", at=at)},
        }  # fmt: skip
        file.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
        counts = ", ".join(f"{code} {len(rows or [])}" for code, rows in told["pages"].items())
        self.stdout.write(
            f"Seiten: {counts or 'keine'}; {len(told['locations']['de'])} Anlaufstellen, "
            f"{len(told['events']['de'])} Termine."
        )
