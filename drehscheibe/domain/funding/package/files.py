"""Which documents belong to a case, and what they are called in its package."""

import uuid
from dataclasses import dataclass

from django.db.models import Q

from drehscheibe.domain.funding.models import Application, ProofOfUse, Voucher
from drehscheibe.domain.funding.reclaim.letters import TITLES, series_of
from drehscheibe.kernel.documents.models import Document

NAMESPACE = uuid.UUID("7f3c1a52-6a0e-5d4b-9b1e-2f1f6f0c9a11")
"""Identifiers made from names in it are the same each time (RFC 9562, version 5)."""


@dataclass(frozen=True, slots=True)
class PackedDocument:
    """A document in the package; `vouchers` are the numbers of the lines it belongs to."""

    document: Document
    name: str
    vouchers: tuple[int, ...] = ()


def case_uuid(application: Application) -> uuid.UUID:
    """The lasting identifier of a case outside of this platform."""
    return uuid.uuid5(NAMESPACE, f"funding.application:{application.number}")


def packed_documents(
    application: Application, proof: ProofOfUse | None, vouchers: list[Voucher]
) -> list[PackedDocument]:
    """Frozen letters in every version, the concept, the certificate and vouchers' files.

    One query; names are safe on every system and begin with the document's identifier.
    """
    by_file: dict[uuid.UUID, list[int]] = {}
    for voucher in vouchers:
        if voucher.document_id is not None:
            by_file.setdefault(voucher.document_id, []).append(voucher.number)
    series = [application.letter_series, application.notice_series]
    single = {application.lay_interpreter_concept_id}
    if proof is not None:
        single.add(proof.certificate_id)
        series += [proof.letter_series, *(series_of(proof, kind) for kind in TITLES)]
    wanted = Q(series__in=series) | Q(pk__in=[key for key in {*single, *by_file} if key])
    found = Document.objects.filter(wanted).order_by("created_at", "series", "version")
    return [
        PackedDocument(each, f"{each.pk}_{each.download_name}", tuple(by_file.get(each.pk, ())))
        for each in found
    ]
