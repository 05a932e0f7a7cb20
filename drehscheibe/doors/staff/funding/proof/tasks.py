"""What proofs of use put on the first screen: what is due, what waits."""

from datetime import datetime, timedelta

from django.urls import reverse

from drehscheibe.domain.funding.models import ProofIs, ProofOfUse
from drehscheibe.domain.funding.proof import permissions as may
from drehscheibe.domain.funding.proof.selectors import due_for_carrier, waiting_for_authority
from drehscheibe.doors.staff.home.bands import Task
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.permissions.reach import Standing

MOST = 20
AHEAD = timedelta(days=120)
"""A proof shows this long before it is due, not while the year it proves still runs."""
MINE = {ProofIs.SUBMITTED: may.PROCESS, ProofIs.CHECKED: may.DECIDE}
SAYS = {ProofIs.SUBMITTED: "Nachweis prüfen", ProofIs.CHECKED: "Nachweis abschließen"}


def proofs_due(standing: Standing, now: datetime) -> list[Task]:
    """„Verwendungsnachweis fällig bis …“ for the carrier's side."""
    if not standing.organisations_with(may.VIEW):
        return []
    soon = due_for_carrier(standing).filter(due_on__lte=day_of(now) + AHEAD)
    return [
        _task(
            proof,
            "Rückfrage zum Verwendungsnachweis beantworten"
            if proof.status == ProofIs.CLARIFICATION
            else f"Verwendungsnachweis fällig bis {proof.due_on:%d.%m.%Y}",
            "proof_edit" if standing.organisations_with(may.EDIT) else "proof_detail",
        )
        for proof in soon[:MOST]
    ]


def proofs_to_move(standing: Standing, now: datetime) -> list[Task]:
    """Handed-in proofs for the officer, checked ones for the approver."""
    wanted = [
        status for status, permission in MINE.items() if standing.organisations_with(permission)
    ]
    if not wanted:
        return []
    rows = waiting_for_authority(standing).filter(status__in=wanted)
    return [_task(proof, SAYS[ProofIs(proof.status)], "proof_detail") for proof in rows[:MOST]]


def _task(proof: ProofOfUse, what: str, page: str) -> Task:
    case = proof.application
    return Task(
        what=f"{case.number}: {what}",
        who=case.centre.carrier.name,
        url=reverse(f"staff:funding:{page}", args=[case.number]),
        button="Öffnen",
        due=proof.due_on if page == "proof_edit" or proof.submitted_on is None else None,
        since=proof.changed_at,
    )
