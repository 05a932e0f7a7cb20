"""Mails that come back: the envelope names the mail, so a report of failure finds its row.

A mail leaves from `ruecklauf+<number>.<seal>@…`, sealed with our key; the header still says our own
address. What comes to such an address and reports a final failure (RFC 3464) gives the mail up:
it did not arrive, and the outbox says so. Delays and answering machines change nothing.
"""

import hmac
import re
from collections.abc import Iterable
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from drehscheibe.kernel.mail.models import OutboxMail

LOCAL = "ruecklauf"
SEAL = 24
"""Hexadecimal places of the seal: 96 bits."""
ADDRESS = re.compile(rf"^{LOCAL}\+(\d{{1,18}})\.([0-9a-f]{{{SEAL}}})@", re.IGNORECASE)
LONGEST = 200_000
"""Bytes of a report that are read."""
FINAL = re.compile(r"^5\.\d{1,3}\.\d{1,3}$")
CAME_BACK = "zurückgekommen"


class ReportNotTaken(ValueError):
    """This is no report of a final failure of ours; the message says why."""


def return_address(number: int) -> str:
    """Where reports about this mail come to."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    return f"{LOCAL}+{number}.{_seal(number)}@{domain}"


def is_return_address(address: str) -> bool:
    """Whether the mail server hands over a report and not an answer."""
    return ADDRESS.match(address) is not None


@transaction.atomic
def take_report(*, to: str, raw: bytes, at: datetime) -> int:
    """Give up what came back, everything that left with it too; how many rows. Twice is once.

    Raises `ReportNotTaken` for a wrong seal and for whatever reports no final failure.
    """
    number = _sealed(to)
    status = _final_status(raw)
    mail = OutboxMail.objects.select_for_update().filter(pk=number).first()
    if mail is None or mail.sent_at is None:
        return 0
    together = OutboxMail.objects.filter(pk=mail.pk)
    if mail.bundle:
        together |= OutboxMail.objects.filter(bundle=mail.bundle, sent_at=mail.sent_at)
    return together.update(sent_at=None, given_up_at=at, last_error=f"{CAME_BACK} {status}")


def came_back(addresses: Iterable[str]) -> set[str]:
    """Those whose latest mail came back: nobody reads there."""
    latest = OutboxMail.objects.filter(to__in=list(addresses)).order_by("to", "-pk").distinct("to")
    rows = latest.values_list("to", "last_error")
    return {to for to, error in rows if error.startswith(CAME_BACK)}


def _seal(number: int) -> str:
    key = f"mail.return:{settings.SECRET_KEY}".encode()
    return hmac.new(key, str(number).encode(), sha256).hexdigest()[:SEAL]


def _sealed(address: str) -> int:
    found = ADDRESS.match(address)
    if found is None or not hmac.compare_digest(found[2].lower(), _seal(int(found[1]))):
        raise ReportNotTaken("Das Siegel der Adresse stimmt nicht.")
    return int(found[1])


def _final_status(raw: bytes) -> str:
    """The code of a final failure, e.g. `5.1.1`; words of the report are kept nowhere."""
    if len(raw) > LONGEST:
        raise ReportNotTaken("Der Bericht ist zu groß.")
    report: EmailMessage = message_from_bytes(raw, policy=policy.default)
    for part in report.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else ():
            if isinstance(block, Message) and (status := _failed(block)):
                return status
    raise ReportNotTaken("Die Mail meldet keinen endgültigen Fehler.")


def _failed(block: Message) -> str:
    action = str(block.get("Action", "")).strip().lower()
    status = str(block.get("Status", "")).strip().split(" ")[0]
    return status if action == "failed" and FINAL.match(status) else ""
