"""What was done on a case, in order, by role and not by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from drehscheibe.domain.funding.models import Application, ProofOfUse
from drehscheibe.domain.funding.payout.workflow import AMENDED_NOTICE, CHANGE, PAYMENT_CALL
from drehscheibe.domain.funding.proof.workflow import PROOF
from drehscheibe.domain.funding.reclaim.workflow import WAIVER
from drehscheibe.domain.funding.workflow import APPLICATION
from drehscheibe.kernel.people.models import Membership
from drehscheibe.kernel.permissions.declarations import roles
from drehscheibe.kernel.workflow.models import Step

FLOWS = (APPLICATION, PAYMENT_CALL, CHANGE, AMENDED_NOTICE, PROOF, WAIVER)
WORKFLOWS = {each.name: each for each in FLOWS}
OTHERWISE = "Beteiligte Stelle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One step: procedure and step by their codes, `by` is a role's label."""

    procedure: str
    step: str
    label: str
    source: str
    target: str
    by: str
    reason: str
    decided_on: date
    at: datetime


def acts_of(application: Application, proof: ProofOfUse | None) -> list[Act]:
    """Every step of the case and what belongs to it, oldest first: two queries."""
    steps = list(Step.objects.filter(_belonging(application, proof)).order_by("id"))
    places = {
        application.authority_id,
        application.centre.carrier_id,
        application.centre.organisation_id,
    }
    held = Membership.objects.filter(
        person__in={step.by_id for step in steps}, organisation__in=places
    )
    by_person: dict[int, list[Membership]] = {}
    for each in held.order_by("id"):
        by_person.setdefault(each.person_id, []).append(each)
    return [
        Act(
            procedure=step.workflow,
            step=step.name,
            label=WORKFLOWS[step.workflow].by_name[step.name].label,
            source=step.source,
            target=step.target,
            by=_role(step, by_person.get(step.by_id or 0, ())),
            reason=step.reason,
            decided_on=step.decided_on,
            at=step.entered_at,
        )
        for step in steps
    ]


def _belonging(application: Application, proof: ProofOfUse | None) -> Q:
    rows = {
        APPLICATION.name: [application.pk],
        PAYMENT_CALL.name: [each.pk for each in application.calls.all()],
        CHANGE.name: [each.pk for each in application.changes.all()],
        AMENDED_NOTICE.name: [each.pk for each in application.amendments.all()],
        PROOF.name: [proof.pk] if proof is not None else [],
        WAIVER.name: _waivers(proof),
    }
    wanted = Q(pk__in=[])
    for name, keys in rows.items():
        if keys:
            wanted |= Q(workflow=name, object_id__in=keys)
    return wanted


def _waivers(proof: ProofOfUse | None) -> list[int]:
    claim = getattr(proof, "reclaim", None)
    return [each.pk for each in claim.waivers.all()] if claim is not None else []


def _role(step: Step, memberships: Iterable[Membership]) -> str:
    """The role that could take the step on that day; else any role held then."""
    known = roles()
    needed = WORKFLOWS[step.workflow].by_name[step.name].permission
    live = [
        known[each.role]
        for each in memberships
        if each.role in known
        and each.valid_from <= step.decided_on
        and (each.valid_to is None or step.decided_on <= each.valid_to)
    ]
    fitting = [role for role in live if needed in role.permissions]
    return next((role.label for role in [*fitting, *live]), OTHERWISE)
