"""The second factor of an invented person, for trying the demonstration."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from drehscheibe.kernel.access.demonstration import demonstration_code
from drehscheibe.kernel.access.selectors import account_with


class Command(BaseCommand):
    """Prints six digits; refuses outside of a demonstration."""

    help = "Zeigt den Einmalcode eines erfundenen Kontos der Demonstration."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose code."""
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        """Print the code that holds now."""
        if not settings.DEMONSTRATION:
            raise CommandError("Nur in der Demonstration: DREHSCHEIBE_DEMO=1 setzen.")
        account = account_with(email)
        code = demonstration_code(account) if account else None
        if code is None:
            raise CommandError("Zu dieser Adresse gibt es kein Konto mit bekanntem Code.")
        self.stdout.write(code)
