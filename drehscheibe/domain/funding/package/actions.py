"""Handing out a case as one file; every time is in the record."""

import json
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import IO

from django.db import transaction

from drehscheibe.domain.funding.models import Application
from drehscheibe.domain.funding.package import permissions as may
from drehscheibe.domain.funding.package import xdomea
from drehscheibe.domain.funding.package.archive import Entry, archive, text_entry
from drehscheibe.domain.funding.package.case_data import case_data
from drehscheibe.domain.funding.package.contents import Contents, contents_of
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.selectors import document_bytes
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import allows, check
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.csv_out import write_csv

SCHEMA = Path(__file__).parent / "vorgang.schema.json"
VOUCHER_COLUMNS = (
    Column(key="number", label="Nr.", kind="integer"),
    Column(key="part", label="Förderlinie"),
    Column(key="post_number", label="Stelle", kind="integer"),
    Column(key="dated_on", label="Datum", kind="day"),
    Column(key="paid_on", label="gezahlt am", kind="day"),
    Column(key="payee", label="Empfänger"),
    Column(key="purpose", label="Grund der Zahlung"),
    Column(key="amount", label="Betrag", kind="money"),
    Column(key="file", label="Datei"),
)


@transaction.atomic
def build_package(*, application: Application, by: Person, at: datetime) -> IO[bytes]:
    """The package as an open ZIP file; what is only the authority's is left out for the carrier.

    Raises `PermissionDenied`, and `DocumentDamaged` when a file is not what was stored.
    """
    today = day_of(at)
    inside = allows(by, may.DOWNLOAD, application, on=today)
    if not inside:
        check(by, may.DOWNLOAD_OWN, application, on=today)
    contents = contents_of(application)
    package = archive(_entries(contents, inside=inside))
    record(
        "funding.package.download", about=application, by=by, at=at,
        detail={"case": application.number, "documents": len(contents.documents),
                "vouchers": len(contents.vouchers)},
    )  # fmt: skip
    return package


def _entries(contents: Contents, *, inside: bool) -> Iterable[Entry]:
    data = case_data(
        contents.application,
        contents.proof,
        documents=contents.documents,
        acts=contents.acts,
        inside=inside,
    )
    text = json.dumps(data, ensure_ascii=False, indent=1)
    yield text_entry("vorgang.json", f"{text}\n".encode())
    yield text_entry("vorgang.schema.json", SCHEMA.read_bytes())
    yield text_entry("belegliste.csv", _voucher_list(contents))
    yield text_entry(
        "xdomea.xml",
        xdomea.message(
            contents.application,
            contents.proof,
            documents=contents.documents,
            acts=contents.acts,
            at=contents.changed_at,
        ),
    )
    for packed in contents.documents:
        read = partial(document_bytes, packed.document)
        yield Entry(packed.name, read, packed.document.sha256)


def _voucher_list(contents: Contents) -> bytes:
    files = {number: each.name for each in contents.documents for number in each.vouchers}
    rows = (
        {
            "number": each.number,
            "part": each.get_part_display(),
            "post_number": each.post_number,
            "dated_on": each.dated_on,
            "paid_on": each.paid_on,
            "payee": each.payee,
            "purpose": each.purpose,
            "amount": each.amount,
            "file": files.get(each.number, ""),
        }
        for each in contents.vouchers
    )
    return write_csv(VOUCHER_COLUMNS, rows)
