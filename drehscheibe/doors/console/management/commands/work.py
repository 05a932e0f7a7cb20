"""The worker: background jobs until it is told to stop."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from drehscheibe.kernel.jobs.worker import work


class Command(BaseCommand):
    """As many of these as one likes may run at the same time."""

    help = (
        "Erledigt Aufträge aus der Warteschlange, bis SIGTERM oder Strg+C kommt; "
        "Begonnenes wird zu Ende gebracht. Mehrere dürfen gleichzeitig laufen."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """How many at once, and whether to stay."""
        parser.add_argument(
            "--parallel", type=int, default=2, metavar="ZAHL", help="Aufträge zur selben Zeit (2)"
        )
        parser.add_argument(
            "--once", action="store_true", help="Nur erledigen, was da ist, dann enden"
        )

    def handle(self, *args: Any, parallel: int, once: bool, **options: Any) -> None:
        """Work."""
        work(clock=timezone.now, parallel=parallel, wait=not once)
