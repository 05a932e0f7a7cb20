"""What every page about a case needs: the case within reach, its head, its next steps."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from drehscheibe.domain.funding.facts import facts_of, findings_of, grant_of, guideline_of
from drehscheibe.domain.funding.models import Application, Is
from drehscheibe.domain.funding.selectors import application_for
from drehscheibe.domain.funding.workflow import APPLICATION
from drehscheibe.doors.staff.pages import StaffRequest
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.workflow.declarations import Transition
from drehscheibe.kernel.workflow.selectors import next_steps

STATUS_KINDS = {
    Is.DRAFT: "neutral",
    Is.SIGNED_OFF: "info",
    Is.SUBMITTED: "info",
    Is.QUERY: "warning",
    Is.PREPARED: "info",
    Is.GRANTED: "success",
    Is.REJECTED: "danger",
    Is.WITHDRAWN: "neutral",
    Is.FINAL: "success",
}
OWN_PAGES = {
    "ask": "application_ask",
    "prepare": "decision_prepare",
    "grant": "decision_sign",
    "reject": "decision_sign",
}
"""Steps that need more than a reason have a page of their own."""


def case_or_404(request: StaffRequest, number: str, *, whole: bool = True) -> Application:
    """The case when the person may see it; else the same 404 as for one that does not exist."""
    try:
        return application_for(request.standing, number, whole=whole)
    except Application.DoesNotExist:
        raise Http404 from None


def is_own(request: StaffRequest, application: Application, permission: Permission) -> bool:
    """Whether the person holds the permission at the case's centre or carrier (no query)."""
    places = request.standing.organisations_with(permission)
    centre = application.centre
    return centre.organisation_id in places or centre.carrier_id in places


def require_own(request: StaffRequest, application: Application, permission: Permission) -> None:
    """403 unless `is_own`; the action checks again, against the database."""
    if not is_own(request, application, permission):
        raise PermissionDenied(f"Dafür fehlt Ihnen die Berechtigung „{permission.label}“.")


def trail(application: Application | None = None, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The breadcrumb down to a case and below."""
    start = [
        ("Übersicht", reverse("staff:home")),
        ("Förderung", reverse("staff:funding:application_list")),
    ]
    if application is not None:
        page = reverse("staff:funding:application_detail", args=[application.number])
        start.append((application.number, page if more else ""))
    return [*start, *more]


def step_url(application: Application, step: Transition) -> str:
    """Where a step is taken: its own page or the common one that states what it binds."""
    if step.name in OWN_PAGES:
        return reverse(f"staff:funding:{OWN_PAGES[step.name]}", args=[application.number])
    return reverse("staff:funding:application_step", args=[application.number, step.name])


def steps_for(request: StaffRequest, application: Application) -> list[tuple[Transition, str]]:
    """The steps this person may take now, each with its address; one entry for grant and reject."""
    steps = next_steps(APPLICATION, application, person=request.person, on=request.today)
    addressed = [(step, step_url(application, step)) for step in steps]
    seen: dict[str, tuple[Transition, str]] = {}
    for step, url in addressed:
        seen.setdefault(url, (step, url))
    return list(seen.values())


def case_context(request: StaffRequest, application: Application) -> dict[str, Any]:
    """Head, amounts and open points of a case."""
    facts = facts_of(application)
    return {
        "application": application,
        "status_kind": STATUS_KINDS[Is(application.status)],
        "guideline": guideline_of(application),
        "grant": grant_of(application, facts=facts),
        "findings": findings_of(application, on=request.today, facts=facts),
        "today": request.today,
        "trail": trail(application),
    }
