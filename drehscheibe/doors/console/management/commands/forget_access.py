"""Forget expired sessions, kept inputs and old failures; to be run daily."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from drehscheibe.kernel.access.retention import forget


class Command(BaseCommand):
    """May be run at any time, as often as one likes."""

    help = "Löscht abgelaufene Sitzungen, aufbewahrte Eingaben und alte Fehlversuche."

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget and say how much."""
        gone = forget(at=timezone.now())
        self.stdout.write(
            f"Gelöscht: {gone['sessions']} Sitzungen, {gone['held_inputs']} Eingaben, "
            f"{gone['attempts']} Fehlversuche."
        )
