"""Who is told by mail when a proof moves: the Aktenzeichen and where to look, no other content."""

from datetime import datetime

from drehscheibe.domain.funding.mails import CLOSING, recipients
from drehscheibe.domain.funding.models import ProofOfUse
from drehscheibe.domain.funding.proof import permissions as may
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.mail.actions import enqueue
from drehscheibe.kernel.permissions.declarations import Permission


def tell_authority(proof: ProofOfUse, *, news: str, at: datetime) -> None:
    """Officers: a proof or an answer came in."""
    _tell(proof, [proof.application.authority_id], may.PROCESS, news=news, at=at)


def tell_approvers(proof: ProofOfUse, *, news: str, at: datetime) -> None:
    """Those who close: a check is written."""
    _tell(proof, [proof.application.authority_id], may.DECIDE, news=news, at=at)


def tell_carrier(proof: ProofOfUse, *, news: str, at: datetime) -> None:
    """Centre and carrier: the authority asked or closed."""
    centre = proof.application.centre
    _tell(proof, [centre.organisation_id, centre.carrier_id], may.EDIT, news=news, at=at)


def _tell(
    proof: ProofOfUse, places: list[int], permission: Permission, *, news: str, at: datetime
) -> None:
    """One mail a person and moment; a retry of the same step changes nothing."""
    number = proof.application.number
    for to, person in recipients(places, permission, on=day_of(at)):
        enqueue(
            to=to,
            subject=f"Verwendungsnachweis {number}: {news}",
            text=f"Guten Tag,\n\nzum Verwendungsnachweis {number}: {news}.\n\n{CLOSING}",
            key=f"funding.proof:{proof.pk}:{proof.version}:{news}:{at.isoformat()}:{person}",
            at=at,
        )
