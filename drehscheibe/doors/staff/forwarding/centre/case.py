"""What every page about a third party's case needs: the case within reach, its head, what next."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.centre.selectors import whole_case
from drehscheibe.domain.forwarding.models import CaseIs, ForwardingCase
from drehscheibe.domain.forwarding.refusals import ForwardingRefused
from drehscheibe.domain.forwarding.third_party.links import LinkMaker
from drehscheibe.domain.payments.refusals import PaymentRefused
from drehscheibe.doors.staff.pages import StaffRequest
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.refusals import UploadRefused
from drehscheibe.kernel.documents.wording import NoWording
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.workflow.refusals import TransitionRefused

REFUSALS = (TransitionRefused, ForwardingRefused, PaymentRefused, UploadRefused, NoWording)
UNFIT = 422
STATUS_KINDS = {
    CaseIs.DRAFT: "neutral",
    CaseIs.SUBMITTED: "info",
    CaseIs.QUERY: "warning",
    CaseIs.CHECKED: "info",
    CaseIs.RANKED: "info",
    CaseIs.PROMISED: "success",
    CaseIs.REFUSED: "danger",
    CaseIs.CONTRACTED: "success",
    CaseIs.PAID: "success",
    CaseIs.PROOF_SUBMITTED: "info",
    CaseIs.PROOF_CLARIFICATION: "warning",
    CaseIs.REPAYMENT: "warning",
    CaseIs.CLOSED: "success",
    CaseIs.WITHDRAWN: "neutral",
}


def case_or_404(request: StaffRequest, number: str) -> ForwardingCase:
    """The case when the person may see it; else the same 404 as for one that does not exist."""
    try:
        return whole_case(request.standing, number)
    except ForwardingCase.DoesNotExist:
        raise Http404 from None


def holds_here(request: StaffRequest, case: ForwardingCase, permission: Permission) -> bool:
    """Whether the person holds the permission at the case's centre or carrier (no query)."""
    places = request.standing.organisations_with(permission)
    return case.centre.organisation_id in places or case.centre.carrier_id in places


def require(request: StaffRequest, case: ForwardingCase, permission: Permission) -> None:
    """403 unless `holds_here`; the action checks again, against the database."""
    if not holds_here(request, case, permission):
        raise PermissionDenied(f"Dafür fehlt Ihnen die Berechtigung „{permission.label}“.")


def link_for(request: StaffRequest) -> LinkMaker:
    """The address of a third party's page, for mails."""

    def address(secret: str) -> str:
        return request.build_absolute_uri(reverse("public:case", args=[secret]))

    return address


def trail(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """The breadcrumb down to the cases and below."""
    cases = reverse("staff:forwarding:case_list") if more else ""
    return [("Übersicht", reverse("staff:home")), ("Anträge Dritter", cases), *more]


def case_trail(case: ForwardingCase, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The breadcrumb down to a case and below."""
    page = reverse("staff:forwarding:case_detail", args=[case.number]) if more else ""
    return trail((case.number, page), *more)


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a page that acts says: heading, what it binds, its button, what was done."""

    title: str
    lead: str
    button: str = ""
    done: str = ""
    template: str = "staff/forwarding/centre/act.html"


def act(
    request: StaffRequest,
    case: ForwardingCase,
    form: Any,
    doing: Callable[[dict[str, Any]], object],
    words: Words,
    **more: Any,
) -> HttpResponse:
    """Show the form; when it is right, do it and go back to the case; refusals at their field."""
    if form.is_valid():
        try:
            doing(form.cleaned_data)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, words.done or f"{words.title}: {case.number}.")
            return redirect("staff:forwarding:case_detail", case.number)
    context = {
        "case": case,
        "form": form,
        "title": words.title,
        "lead": words.lead,
        "button": words.button or words.title,
        "back": reverse("staff:forwarding:case_detail", args=[case.number]),
        "trail": case_trail(case, (words.title, "")),
    }
    status = UNFIT if form.errors else 200
    return render_page(request, words.template, context | more, status=status)


def refuse(form: Any, refusal: Exception) -> None:
    """The message where it belongs: at its field when the form has it, else above."""
    field = getattr(refusal, "field", "") or None
    form.add_error(field if field in form.fields else None, str(refusal))


STEP_PERMISSIONS = {
    "check": may.CASE_CHECK,
    "check_again": may.CASE_CHECK,
    "refuse": may.CASE_DECIDE,
    "close": may.CASE_DECIDE,
}
"""Steps that need nothing but perhaps a reason share one page."""
