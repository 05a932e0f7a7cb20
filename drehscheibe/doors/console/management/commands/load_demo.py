"""The demonstration with invented people: sign-ins for every role, cases in every state."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from drehscheibe.doors.console import demo
from drehscheibe.kernel.permissions.second_wall import acting_as_system


class Command(BaseCommand):
    """May be run twice; what is there stays."""

    help = "Die Vorführung anlegen: erfundene Personen und Vereine, Vorgänge in jedem Stand."

    def handle(self, *args: Any, **options: Any) -> None:
        """Create people and cases, then print what can be tried."""
        if not settings.DEMONSTRATION:
            raise CommandError("Nur in einer Demonstration (DREHSCHEIBE_DEMO=1).")
        with acting_as_system():
            demo.load(at=timezone.now())
            self.stdout.write(demo.what_to_tell())
