"""Third parties' proofs as part of the centre's own: a list by file number, one ZIP file."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import IO, Any
from uuid import UUID

from django.db import transaction

from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.models import Allocation, AllocationProof, ForwardingProof
from drehscheibe.domain.funding.package.archive import Entry, archive, text_entry
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.documents.selectors import document_bytes
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.csv_out import write_csv

COLUMNS = (
    Column(key="number", label="Aktenzeichen", kind="code"),
    Column(key="version", label="Fassung", kind="integer"),
    Column(key="claimed", label="nachgewiesen", kind="money"),
    Column(key="accepted", label="anerkannt", kind="money"),
    Column(key="sha256", label="Prüfsumme (SHA-256)", kind="code"),
    Column(key="file", label="Datei"),
)

ZERO = Decimal(0)


def proofs_of(allocation: Allocation) -> list[dict[str, Any]]:
    """The frozen proofs of the allocation's third parties, by file number; amounts as text."""
    rows = (
        ForwardingProof.objects.filter(case__allocation=allocation, document__isnull=False)
        .select_related("case", "document")
        .prefetch_related("lines")
        .order_by("case__number")
    )
    return [
        {
            "number": row.case.number,
            "document": str(row.document.pk),
            "version": row.document.version,
            "sha256": row.document.sha256,
            "claimed": str(sum((each.claimed or ZERO for each in row.lines.all()), ZERO)),
            "accepted": str(row.eligible or ZERO),
        }
        for row in rows
        if row.document is not None
    ]


@transaction.atomic
def build_package(*, allocation: Allocation, by: Person, at: datetime) -> IO[bytes]:
    """The centre's proof, every third party's proof in it, their list and all checksums as ZIP.

    Who may have it is who may read the own proof: the caller found the allocation within reach.
    Raises `StepRefused` before the proof was handed in, `DocumentDamaged` for a changed file.
    """
    own = AllocationProof.objects.select_related("document").filter(allocation=allocation).first()
    if own is None or own.document is None:
        raise StepRefused("Das Paket gibt es, sobald der Nachweis eingereicht ist.")
    listed = own.figures.get("proofs", [])
    package = archive(_entries(own.document, listed))
    record(
        "forwarding.own_proof.download", about=own, by=by, at=at,
        detail={"allocation": allocation.number, "proofs": len(listed)},
    )  # fmt: skip
    return package


def _entries(own: Document, listed: list[dict[str, Any]]) -> Iterator[Entry]:
    yield _entry("verwendungsnachweis.pdf", own)
    known = Document.objects.in_bulk([UUID(each["document"]) for each in listed])
    rows = []
    for each in listed:
        name = f"nachweise/{each['number'].lower().replace('/', '-')}-v{each['version']}.pdf"
        yield _entry(name, known[UUID(each["document"])])
        amounts = {key: Decimal(each[key]) for key in ("claimed", "accepted")}
        rows.append({**each, **amounts, "file": name})
    yield text_entry("nachweise.csv", write_csv(COLUMNS, rows))


def _entry(name: str, document: Document) -> Entry:
    return Entry(name, partial(document_bytes, document), document.sha256)
