"""Reading proofs, always through the reader's standing."""

from typing import Any

from django.db.models import QuerySet

from drehscheibe.domain.funding.models import Application, ProofIs, ProofOfUse
from drehscheibe.domain.funding.proof import permissions as may
from drehscheibe.kernel.permissions.reach import Standing, within_reach

OUTLINES = ("application__centre__outline", "application__centre__path")


def proof_for(standing: Standing, number: str, *, whole: bool = True) -> ProofOfUse:
    """The proof of a case; `ProofOfUse.DoesNotExist` out of reach, drafts are the carrier's own."""
    rows = within_reach(ProofOfUse.objects.all(), *may.READING, standing=standing)
    rows = rows.select_related("application__centre__carrier", "application__authority")
    if whole:
        rows = rows.select_related(
            "application__decision", "application__centre__organisation", "certificate",
            "checked_by", "submitted_by",
        ).prefetch_related("posts", "items", "queries__asked_by")  # fmt: skip
    return rows.defer(*OUTLINES).get(application__number=number)


def proof_of(standing: Standing, application: Application) -> ProofOfUse | None:
    """The proof of a case this person sees, when it may be seen."""
    rows = within_reach(ProofOfUse.objects.all(), *may.READING, standing=standing)
    return rows.filter(application=application).first()


def due_for_carrier(standing: Standing) -> QuerySet[ProofOfUse]:
    """Proofs the carrier's side has to hand in or answer, by due day."""
    rows: Any = within_reach(ProofOfUse.objects.all(), may.VIEW, standing=standing)
    open_rows = rows.filter(status__in=[ProofIs.DRAFT, ProofIs.CLARIFICATION])
    found: QuerySet[ProofOfUse] = open_rows.select_related("application__centre__carrier")
    return found.defer(*OUTLINES).order_by("due_on")


def waiting_for_authority(standing: Standing) -> QuerySet[ProofOfUse]:
    """Handed-in proofs to check, checked ones to close."""
    rows = within_reach(ProofOfUse.objects.all(), may.PROCESS, may.DECIDE, standing=standing)
    waiting = rows.filter(status__in=[ProofIs.SUBMITTED, ProofIs.CHECKED])
    return waiting.select_related("application__centre__carrier").defer(*OUTLINES)
