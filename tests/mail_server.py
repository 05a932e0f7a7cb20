"""A mail server on a free port of this machine (aiosmtpd) that does as it is told."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import override_settings

HOST = "127.0.0.1"
OK = "250 OK"
SMTP_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


@dataclass
class Postbox:
    """What has arrived; `says` answers each recipient, so that addresses can be refused."""

    says: Callable[[str], str] = lambda address: OK
    received: list[EmailMessage] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 (named by aiosmtpd)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, _: list[str]
    ) -> str:
        """Taken or refused."""
        answer = self.says(address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Kept as it came."""
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode()
        self.received.append(message_from_bytes(raw, policy=policy.default))
        return OK


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server((HOST, 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def listening(postbox: Postbox, port: int) -> Iterator[Postbox]:
    """The server runs inside the block and is gone afterwards."""
    server = Controller(postbox, hostname=HOST, port=port)
    server.start()
    try:
        yield postbox
    finally:
        server.stop()


@contextmanager
def sending_to(port: int) -> Iterator[None]:
    """The platform sends its mails to this port."""
    with override_settings(
        EMAIL_BACKEND=SMTP_BACKEND, EMAIL_HOST=HOST, EMAIL_PORT=port, EMAIL_HOST_USER="",
        EMAIL_HOST_PASSWORD="", EMAIL_USE_TLS=False, EMAIL_USE_SSL=False, EMAIL_TIMEOUT=10,
    ):  # fmt: skip
        yield


@contextmanager
def running() -> Iterator[Postbox]:
    """A server, and the platform sends to it."""
    port = free_port()
    with listening(Postbox(), port) as postbox, sending_to(port):
        yield postbox
