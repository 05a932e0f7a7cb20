"""Reading claims, always through the reader's standing."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from drehscheibe.domain.funding.models import InterestWaiver, LegalHold, ProofIs, ProofOfUse
from drehscheibe.domain.funding.payout.call_orders import orders_by_call
from drehscheibe.domain.funding.proof.permissions import READING
from drehscheibe.domain.funding.reclaim import permissions as may
from drehscheibe.domain.funding.reclaim.letters import TITLES, series_of
from drehscheibe.domain.payments.models import OrderIs
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.permissions.reach import Standing, within_reach

OUTLINES = ("application__centre__outline", "application__centre__path")
OPEN = (ProofIs.HEARING, ProofIs.RECLAIMED, ProofIs.REPAID)


def reclaim_case(standing: Standing, number: str) -> ProofOfUse:
    """The handed-in proof of a case with its claim; `ProofOfUse.DoesNotExist` out of reach."""
    rows = within_reach(ProofOfUse.objects.all(), *READING, standing=standing)
    related = rows.filter(submitted_on__isnull=False).select_related(
        "application__centre__carrier",
        "application__authority",
        "application__decision",
        "reclaim__prepared_by",
        "reclaim__decided_by",
    )
    waivers = InterestWaiver.objects.select_related("prepared_by", "letter")
    found = related.prefetch_related(
        "reclaim__repayments", Prefetch("reclaim__waivers", waivers)
    ).defer(*OUTLINES)
    return found.get(application__number=number)


def letters_of(proof: ProofOfUse) -> list[Document]:
    """Hearing, reclaim notice and closing letter, in every version, oldest first."""
    series = [series_of(proof, kind) for kind in TITLES]
    return list(Document.objects.filter(series__in=series).order_by("created_at", "version"))


def holds_of(proof: ProofOfUse) -> list[LegalHold]:
    """When a hold was set or lifted, by whom and why, oldest first."""
    return list(LegalHold.objects.filter(proof=proof).select_related("by"))


def open_reclaims(standing: Standing) -> QuerySet[ProofOfUse]:
    """Cases in hearing, claimed or repaid that this person moves at the authority."""
    rows = within_reach(ProofOfUse.objects.all(), may.PREPARE, may.SIGN, standing=standing)
    waiting = rows.filter(status__in=OPEN)
    return with_carrier(waiting).select_related("reclaim").order_by("reclaim__known_on")


def waivers_to_sign(standing: Standing) -> QuerySet[InterestWaiver]:
    """Prepared interest waivers that wait for this person's signature, oldest first."""
    rows = within_reach(InterestWaiver.objects.all(), may.WAIVE_SIGN, standing=standing)
    waiting = rows.filter(status=InterestWaiver.Is.PREPARED).order_by("prepared_at")
    related = waiting.select_related("reclaim__proof__application__centre__carrier")
    return related.defer(*(f"reclaim__proof__{each}" for each in OUTLINES))


def hearings_of(standing: Standing) -> QuerySet[ProofOfUse]:
    """Hearings the carrier has not answered yet."""
    rows = within_reach(ProofOfUse.objects.all(), may.ANSWER, standing=standing)
    open_rows = rows.filter(status=ProofIs.HEARING, reclaim__answer="")
    return with_carrier(open_rows).select_related("reclaim").order_by("reclaim__hearing_until")


def with_carrier(rows: QuerySet[ProofOfUse]) -> QuerySet[ProofOfUse]:
    """Proofs with what a line about them names."""
    return rows.select_related("application__centre__carrier").defer(*OUTLINES)


def last_paid_on(proof: ProofOfUse) -> date | None:
    """When the last call of the case was paid; None when nothing was."""
    orders = orders_by_call(proof.application).values()
    days = [each.paid_on for each in orders if each.status == OrderIs.PAID and each.paid_on]
    return max(days, default=None)
