"""Fetches answers to talks, and reports of mails that came back, from a mailbox (IMAP), once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from drehscheibe.domain.exchange.intake import fetch_answers
from drehscheibe.kernel.mail.mailbox import MailboxAway, is_set_up


class Command(BaseCommand):
    """The worker does the same each minute."""

    help = "Holt einmal Antworten auf Gespräche und Unzustellbares aus dem Postfach (IMAP)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Fetch, and say how much it was."""
        if not is_set_up():
            raise CommandError("Kein Postfach eingestellt (DREHSCHEIBE_IMAP_HOST).")
        try:
            done = fetch_answers(at=timezone.now())
        except MailboxAway as away:
            raise CommandError(f"Das Postfach ist nicht erreichbar ({away}).") from None
        self.stdout.write(f"{done.taken} angenommen, {done.refused} beiseitegelegt.")
