"""Takes from the mail server (LMTP) answers to talks, and reports of mails that came back."""

import asyncio
from collections.abc import Sequence
from typing import Any

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from drehscheibe.domain.exchange.intake import REFUSED, take_mail
from drehscheibe.domain.exchange.replying import LONGEST

TAKEN = "250 2.0.0 angenommen"
LATER = "451 4.3.0 bitte spaeter noch einmal"


def taken(raw: bytes, to: Sequence[str]) -> str:
    """The answer to the mail server: taken, never to be taken, or later once more."""
    close_old_connections()
    try:
        take_mail(raw=raw, to=to, at=timezone.now())
    except REFUSED as refused:
        words = str(refused).encode("ascii", "replace").decode()
        return f"550 5.7.1 {words}"
    except DatabaseError:
        return LATER
    finally:
        close_old_connections()
    return TAKEN


class Replies:
    """What is done with a mail; the database is asked beside the loop."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Named by aiosmtpd."""
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode()
        return await asyncio.to_thread(taken, raw, envelope.rcpt_tos)


async def serve(host: str, port: int) -> None:
    """Until it is stopped."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: LMTP(Replies(), data_size_limit=LONGEST, loop=loop), host, port
    )
    async with server:
        await server.serve_forever()


class Command(BaseCommand):
    """Beside the mail server; it hands over what comes to `antwort+…` and `ruecklauf+…`."""

    help = (
        "Nimmt per LMTP Antworten auf Gespräche und Unzustellbares entgegen, bis es beendet wird."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen; never open to the network."""
        parser.add_argument("--host", default="127.0.0.1", help="Adresse (127.0.0.1)")
        parser.add_argument("--port", type=int, default=2424, help="Port (2424)")

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        """Listen."""
        asyncio.run(serve(host, port))
