"""Write the facts of the analysis anew from the base rows, and prove that they equal them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from drehscheibe.domain.reporting.facts import rebuild
from drehscheibe.kernel.permissions.second_wall import acting_as_system


class Command(BaseCommand):
    """Fails when a difference remains; may be run at any time."""

    help = "Zahlen der Auswertung neu aus den Grunddaten bilden und mit ihnen vergleichen."

    def handle(self, *args: Any, **options: Any) -> None:
        """Says how many rows differed before, and that none does now."""
        with acting_as_system():
            before, after = rebuild()
        for table, count in before.items():
            self.stdout.write(f"{table}: {count} Zeilen wichen ab.")
        if any(after.values()):
            raise CommandError(f"Nach dem Neuaufbau weichen Zeilen ab: {dict(after)}")
        self.stdout.write("Alle Zahlen der Auswertung gleichen den Grunddaten.")
