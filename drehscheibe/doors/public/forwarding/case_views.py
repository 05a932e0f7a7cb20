"""One case at a glance, at any time: where it stands, what to do, money and letters."""

from uuid import UUID

from django.http import Http404, HttpResponse

from drehscheibe.domain.forwarding.models import ForwardingCase
from drehscheibe.domain.forwarding.third_party.overview import document_of, overview
from drehscheibe.domain.forwarding.workflow import CASE
from drehscheibe.doors.public.forwarding.case_context import case_context
from drehscheibe.doors.public.forwarding.guarding import CaseRequest, case_page
from drehscheibe.doors.public.forwarding.words import STATES
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.downloads import download_response


@case_page
def case_detail(request: CaseRequest, case: ForwardingCase) -> HttpResponse:
    """The status page."""
    view = overview(case)
    context = case_context(request, case) | {
        "view": view,
        "history": [(step, STATES[CASE.by_name[step.name].target][1]) for step, _ in view.steps],
        "queries": case.queries.all(),
        "items": case.items.all(),
    }
    return render_page(request, "public/forwarding/case_detail.html", context)


@case_page
def case_document(request: CaseRequest, case: ForwardingCase, document: UUID) -> HttpResponse:
    """A letter, the contract or a voucher of this very case."""
    found = document_of(case, document)
    if found is None:
        raise Http404
    return download_response(found)
