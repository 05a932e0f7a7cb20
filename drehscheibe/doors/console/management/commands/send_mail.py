"""Sending what waits in the outbox."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils import timezone

from drehscheibe.kernel.mail.actions import send_due
from drehscheibe.kernel.mail.selectors import backlog


class Command(BaseCommand):
    """One round by default; with `--every` again and again until it is stopped."""

    help = "Sendet fällige E-Mails aus dem Postausgang; mit --every SEKUNDEN immer wieder."

    def add_arguments(self, parser: CommandParser) -> None:
        """How often."""
        parser.add_argument("--every", type=int, default=0, metavar="SEKUNDEN")

    def handle(self, *args: Any, every: int, **options: Any) -> None:
        """Send, tell how many left and how many wait, rest."""
        self._round()
        while every:
            time.sleep(every)
            close_old_connections()
            self._round()

    def _round(self) -> None:
        now = timezone.now()
        sent = send_due(at=now)
        waiting = backlog(at=now)
        if sent or waiting.waiting or waiting.given_up:
            self.stdout.write(
                f"{sent} gesendet, {waiting.waiting} warten, {waiting.given_up} aufgegeben."
            )
