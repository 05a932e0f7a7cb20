"""What reclaims put on the first screen: hearings to answer, claims to move, files to archive."""

from datetime import date, datetime

from django.urls import reverse

from drehscheibe.domain.funding.models import ProofIs, ProofOfUse
from drehscheibe.domain.funding.reclaim import permissions as may
from drehscheibe.domain.funding.reclaim.retention import to_archive
from drehscheibe.domain.funding.reclaim.selectors import (
    hearings_of,
    open_reclaims,
    waivers_to_sign,
    with_carrier,
)
from drehscheibe.domain.funding.reclaim.statement import notice_until
from drehscheibe.doors.staff.home.bands import Task
from drehscheibe.kernel.permissions.reach import Standing, holds

MOST = 20


def claims_due(standing: Standing, now: datetime) -> list[Task]:
    """The carrier's hearings by their end; the authority's claims by their next deadline."""
    if standing.organisations_with(may.ANSWER):
        rows = hearings_of(standing)[:MOST]
        return [_task(each, "Stellung nehmen", each.reclaim.hearing_until) for each in rows]
    if not holds(standing, (may.PREPARE, may.SIGN)):
        return []
    return [_task(each, *_next(each)) for each in open_reclaims(standing)[:MOST]]


def waivers_to_decide(standing: Standing, now: datetime) -> list[Task]:
    """Prepared interest waivers that wait for a second person."""
    if not standing.organisations_with(may.WAIVE_SIGN):
        return []
    return [
        Task(
            what=f"{each.reclaim.proof.application.number}: Zinsverzicht zeichnen",
            who=each.reclaim.proof.application.centre.carrier.name,
            url=reverse(
                "staff:funding:waiver_step",
                args=[each.reclaim.proof.application.number, each.pk, "sign"],
            ),
            button="Öffnen",
            since=each.prepared_at,
        )
        for each in waivers_to_sign(standing)[:MOST]
    ]


def files_to_archive(standing: Standing, now: datetime) -> list[Task]:
    """Closed files whose retention is over; a person archives them."""
    if not standing.organisations_with(may.ARCHIVE):
        return []
    return [_task(each, "Archivieren") for each in with_carrier(to_archive(standing))[:MOST]]


def _next(proof: ProofOfUse) -> tuple[str, date | None]:
    claim = proof.reclaim
    if proof.status == ProofIs.HEARING:
        return "Über die Rückforderung entscheiden", notice_until(claim.known_on)
    if proof.status == ProofIs.RECLAIMED:
        return "Zahlung überwachen", claim.due_on
    return "Nach Erstattung abschließen", None


def _task(proof: ProofOfUse, what: str, due: date | None = None) -> Task:
    number = proof.application.number
    return Task(
        what=f"{number}: {what}",
        who=proof.application.centre.carrier.name,
        url=reverse("staff:funding:reclaim", args=[number]),
        button="Öffnen",
        due=due,
    )
