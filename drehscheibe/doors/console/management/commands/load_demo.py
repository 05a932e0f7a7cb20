"""A demonstration year with invented people: sign-ins for every role, cases in every state."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from drehscheibe.doors.console import demonstration
from drehscheibe.kernel.permissions.second_wall import acting_as_system


class Command(BaseCommand):
    """May be run twice; what is there stays."""

    help = "Das Demonstrationsjahr anlegen: erfundene Personen, Anträge in jedem Stand."

    def handle(self, *args: Any, **options: Any) -> None:
        """Create people and cases, then print the sign-ins."""
        if not settings.DEMONSTRATION:
            raise CommandError("Nur in einer Demonstration (DREHSCHEIBE_DEMO=1).")
        with acting_as_system():
            people = demonstration.people(at=timezone.now())
            demonstration.cases(people)
        self.stdout.write(demonstration.sign_ins())
