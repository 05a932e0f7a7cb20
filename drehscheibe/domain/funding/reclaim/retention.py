"""How long papers stay (F23): holds with their reason, what may be archived, archiving by hand."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from drehscheibe.domain.funding.models import LegalHold, ProofIs, ProofOfUse
from drehscheibe.domain.funding.proof.workflow import PROOF
from drehscheibe.domain.funding.reclaim import permissions as may
from drehscheibe.domain.funding.reclaim.refusals import ReclaimRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import Standing, locked_for, within_reach
from drehscheibe.kernel.workflow.actions import perform


@transaction.atomic
def set_hold(*, proof: ProofOfUse, held: bool, reason: str, by: Person, at: datetime) -> LegalHold:
    """Set or lift the legal hold, which wins over the end of retention; why is kept for good."""
    locked = locked_for(by, may.HOLD, proof, on=day_of(at))
    if not reason.strip():
        raise ReclaimRefused("Bitte begründen Sie die Löschsperre.", field="reason")
    if locked.legal_hold == held:
        raise ReclaimRefused(
            "Die Löschsperre ist schon gesetzt." if held else "Es gilt keine Löschsperre."
        )
    locked.legal_hold = held
    locked.save(update_fields=["legal_hold"])
    hold = LegalHold.objects.create(proof=locked, held=held, reason=reason.strip(), by=by, at=at)
    record("funding.retention.hold", about=locked, by=by, at=at, detail={"held": held})
    return hold


@transaction.atomic
def archive(*, proof: ProofOfUse, by: Person, at: datetime) -> ProofOfUse:
    """A person archives a closed file whose time is over; afterwards vouchers may be deleted."""
    return perform(PROOF, "archive", on=proof, by=by, at=at)


def over_on(day: date) -> QuerySet[ProofOfUse]:
    """Closed files whose retention is over and that nothing holds."""
    closed = ProofOfUse.objects.filter(status=ProofIs.CLOSED, legal_hold=False)
    return closed.filter(retain_until__lt=day)


def to_archive(standing: Standing) -> QuerySet[ProofOfUse]:
    """Those of them this person may archive."""
    return within_reach(over_on(standing.on), may.ARCHIVE, standing=standing)
