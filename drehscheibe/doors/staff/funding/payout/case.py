"""What every page about the money of a case needs."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.urls import reverse

from drehscheibe.domain.funding import permissions as may
from drehscheibe.domain.funding.facts import guideline_of
from drehscheibe.domain.funding.models import Application, ChangeNotice, Is, PaymentCall
from drehscheibe.domain.funding.payout.workflow import AMENDED_NOTICE, CHANGE, PAYMENT_CALL
from drehscheibe.domain.funding.proof.guards import BACK
from drehscheibe.domain.funding.selectors import applications_for
from drehscheibe.domain.payments.models import PaymentOrder
from drehscheibe.doors.staff.funding.case import is_own, trail
from drehscheibe.doors.staff.pages import StaffRequest
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.workflow.declarations import Transition, Workflow

GRANTED = (Is.GRANTED, Is.FINAL)
KINDS = {
    PaymentCall.Is.REQUESTED: "info",
    PaymentCall.Is.CHECKED: "info",
    PaymentCall.Is.RELEASED: "success",
    PaymentCall.Is.REFUSED: "danger",
    PaymentCall.Is.WITHDRAWN: "neutral",
    ChangeNotice.Is.REPORTED: "warning",
    ChangeNotice.Is.NOTED: "info",
    ChangeNotice.Is.AMENDED: "success",
    "prepared": "info",
    "signed": "success",
    "discarded": "neutral",
}
WORKFLOWS = {"calls": PAYMENT_CALL, "changes": CHANGE, "amendments": AMENDED_NOTICE}


def granted_case(request: StaffRequest, number: str) -> Application:
    """The case with its money, when it was granted; else 404."""
    rows = applications_for(request.standing).filter(number=number, status__in=GRANTED)
    application = rows.select_related("decision").first()
    if application is None:
        raise Http404
    prefetch_related_objects([application], "posts", "calls", "changes__post", "amendments__notice")
    return application


def is_authority(request: StaffRequest, application: Application, permission: Permission) -> bool:
    """Whether the person holds the permission at the case's authority (no query)."""
    return application.authority_id in request.standing.organisations_with(permission)


def may_take(request: StaffRequest, application: Application, step: Transition) -> bool:
    """Whether a step's button is shown to this person; the action checks again."""
    carrier_only = step.permission == may.CALL
    if carrier_only:
        places = request.standing.organisations_with(step.permission)
        return application.centre.carrier_id in places
    if step.permission.through == may.CASE_AUTHORITY:
        return is_authority(request, application, step.permission)
    return is_own(request, application, step.permission)


def rows_with_steps(
    request: StaffRequest, application: Application, workflow: Workflow, rows: Any
) -> list[dict[str, Any]]:
    """Each row with its status badge and the steps this person may take from there."""
    return [
        {
            "row": row,
            "kind": KINDS[row.status],
            "steps": [
                step
                for step in workflow.steps_from(row.status)
                if step.name != "amend" and may_take(request, application, step)
            ],
        }
        for row in rows
    ]


def calls_with_payment(
    request: StaffRequest, application: Application, orders: dict[int, PaymentOrder]
) -> list[dict[str, Any]]:
    """The calls with steps and what became of their payment."""
    groups = {group.code: group.label for group in guideline_of(application).call_groups}
    rows = rows_with_steps(request, application, PAYMENT_CALL, application.calls.all())
    for each in rows:
        order = each["order"] = orders.get(each["row"].pk)
        each["came_back"] = order is not None and order.status in BACK
        each["may_reorder"] = each["came_back"] and is_authority(
            request, application, may.CALL_RELEASE
        )
        if not each["came_back"]:
            each["steps"] = [step for step in each["steps"] if step.name != "give_up"]
        each["group"] = groups.get(each["row"].line_group, "")
    return rows


def money_trail(application: Application, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The breadcrumb down to the money of a case and below."""
    page = reverse("staff:funding:money", args=[application.number])
    return trail(application, ("Mittel", page if more else ""), *more)
