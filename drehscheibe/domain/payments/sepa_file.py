"""The file for the bank: SEPA credit transfer, pain.001.001.09, checked against its schema."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib.resources import as_file, files
from typing import Any
from xml.etree import ElementTree

from drehscheibe.domain.payments.sepa_text import LONGEST_NAME, LONGEST_PURPOSE, sepa_text
from drehscheibe.kernel.calendar.moments import BERLIN

SCHEMA = "pain.001.001.09"
SPACE = f"{{urn:iso:std:iso:20022:tech:xsd:{SCHEMA}}}"


class FileUnfit(RuntimeError):
    """The file does not say what the run says, or not in the bank's form: a fault of ours."""


@dataclass(frozen=True)
class Party:
    """Somebody with an account."""

    name: str
    iban: str
    bic: str = ""


@dataclass(frozen=True)
class Transfer:
    """One payment: to whom, how much in euro, what for, and the id that travels along."""

    to: Party
    amount: Decimal
    purpose: str
    end_to_end_id: str


@dataclass(frozen=True)
class Batch:
    """What one file carries; ids and moment are given, so the same batch is the same file."""

    message_id: str
    payer: Party
    execution_on: date
    made_at: datetime
    transfers: Sequence[Transfer]

    @property
    def total(self) -> Decimal:
        """In euro."""
        return sum((each.amount for each in self.transfers), Decimal(0))


def credit_transfer_file(batch: Batch) -> bytes:
    """The batch as a file every bank in SEPA reads; raises `FileUnfit`."""
    content = _settled(_drawn(batch), batch)
    _compare(content, batch)
    check_against_schema(content)
    return content


def check_against_schema(content: bytes) -> None:
    """Raise `FileUnfit` unless the file keeps to the schema of pain.001.001.09."""
    from lxml import etree  # only a release needs it

    try:
        document = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as fault:
        raise FileUnfit(str(fault)) from None
    schema = _schema()
    if not schema.validate(document):
        raise FileUnfit(schema.error_log.last_error.message)


@cache
def _schema() -> Any:
    """The schema as read by libxml2: a fifth of a second once, then a millisecond a file."""
    from lxml import etree

    with as_file(files("sepaxml") / "schemas" / f"{SCHEMA}.xsd") as path:
        return etree.XMLSchema(etree.parse(path))


def _drawn(batch: Batch) -> bytes:
    from sepaxml import SepaTransfer  # only a release needs it

    transfer = SepaTransfer(
        _named(batch.payer) | {"currency": "EUR", "batch": True}, schema=SCHEMA, clean=False
    )
    for each in batch.transfers:
        transfer.add_payment(
            _named(each.to)
            | {
                "amount": int(each.amount * 100),
                "description": sepa_text(each.purpose)[:LONGEST_PURPOSE],
                "execution_date": batch.execution_on,
                "endtoend_id": each.end_to_end_id,
            }
        )
    content: bytes = transfer.export(validate=False)
    return content


def _named(party: Party) -> dict[str, Any]:
    named = {"name": sepa_text(party.name)[:LONGEST_NAME], "IBAN": party.iban}
    return named | {"BIC": party.bic} if party.bic else named


def _settled(content: bytes, batch: Batch) -> bytes:
    """Ids and moment are the run's own instead of drawn ones; a bank without code is said so."""
    ElementTree.register_namespace("", SPACE.strip("{}"))
    root = ElementTree.fromstring(content)  # noqa: S314 – written by ourselves a moment ago
    made = batch.made_at.astimezone(BERLIN).isoformat(timespec="seconds")
    for tag, text in (("MsgId", batch.message_id), ("CreDtTm", made)):
        _one(root, tag).text = text
    _one(root, "PmtInfId").text = f"{batch.message_id}-1"
    bank = _one(_one(root, "DbtrAgt"), "FinInstnId")
    if len(bank) == 0:
        other = ElementTree.SubElement(bank, f"{SPACE}Othr")
        ElementTree.SubElement(other, f"{SPACE}Id").text = "NOTPROVIDED"
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def _compare(content: bytes, batch: Batch) -> None:
    """Number and sum of the file are those of the run, counted anew from its lines."""
    root = ElementTree.fromstring(content)  # noqa: S314
    amounts = [Decimal(each.text or "") for each in root.iter(f"{SPACE}InstdAmt")]
    said = (int(_one(root, "NbOfTxs").text or ""), Decimal(_one(root, "CtrlSum").text or ""))
    if not said == (len(amounts), sum(amounts)) == (len(batch.transfers), batch.total):
        raise FileUnfit(f"{batch.message_id}: the file's number or sum is not the run's")


def _one(root: ElementTree.Element, tag: str) -> ElementTree.Element:
    found = next(root.iter(f"{SPACE}{tag}"), None)
    if found is None:
        raise FileUnfit(f"the file lacks {tag}")
    return found
