"""Reading third parties' cases: the list, its export, one case, its documents."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.centre.claims import Owing, owing_of
from drehscheibe.domain.forwarding.centre.selectors import (
    CaseFilters,
    calls_of,
    cases_for,
    documents_of,
    money_of,
)
from drehscheibe.domain.forwarding.facts import amounts_of, findings_of, programme_of
from drehscheibe.domain.forwarding.item_values import known_values, shown_value
from drehscheibe.domain.forwarding.models import CaseIs, ForwardingCase, ForwardingRepayment
from drehscheibe.domain.forwarding.near_measures import doubles_of_cases, with_item_places
from drehscheibe.domain.forwarding.workflow import CASE
from drehscheibe.doors.staff.forwarding.centre.case import (
    STATUS_KINDS,
    case_or_404,
    case_trail,
    holds_here,
    trail,
)
from drehscheibe.doors.staff.forwarding.centre.forms import FilterForm
from drehscheibe.doors.staff.forwarding.centre.next_step import buttons, what_is_next
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.downloads import download_response
from drehscheibe.kernel.permissions.reach import holds
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.response import table_response
from drehscheibe.kernel.workflow.selectors import steps_of

PER_PAGE = 25
COLUMNS = (
    Column(key="number", label="Aktenzeichen", kind="code"),
    Column(key="name", label="Organisation"),
    Column(key="title", label="Maßnahme"),
    Column(key="call", label="Aufruf"),
    Column(key="status", label="Stand"),
    Column(key="submitted_on", label="Eingereicht am", kind="day"),
    Column(key="requested", label="Beantragt", kind="money"),
    Column(key="promised", label="Zugesagt", kind="money"),
    Column(key="rank", label="Rang", kind="code"),
)
"""No account in an export: it leaves the platform, the number does not."""


def _filtered(request: StaffRequest) -> tuple[FilterForm, Any]:
    form = FilterForm(request.GET, calls=calls_of(request.standing))
    filters = form.filters() if form.is_valid() else CaseFilters()
    return form, cases_for(request.standing, filters)


@staff_page(may.CASE_VIEW)
def case_list(request: StaffRequest) -> HttpResponse:
    """Anträge Dritter within reach, filtered; htmx asks for the results alone."""
    form, cases = _filtered(request)
    page = Paginator(with_item_places(cases), PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "filters": form,
        "page": page,
        "rows": _rows(list(page)),
        "may_call": holds(request.standing, [may.CALL_MANAGE]),
        "query_string": request.GET.urlencode(),
        "trail": trail(),
    }
    return render_page(request, "staff/forwarding/centre/case_list.html", context, part="results")


def _rows(cases: list[ForwardingCase]) -> list[dict[str, Any]]:
    """Each case with its state and what looks like it elsewhere (K12)."""
    doubles = doubles_of_cases(cases)
    return [
        {"case": each, "kind": STATUS_KINDS[CaseIs(each.status)], "doubles": doubles[each.pk]}
        for each in cases
    ]


@staff_page(may.CASE_VIEW)
def case_export(request: StaffRequest, form: str) -> HttpResponse:
    """The same list as CSV or Excel file, without account numbers."""
    rows = (
        {
            "number": each.number,
            "name": each.name,
            "title": each.title,
            "call": each.call.title,
            "status": each.get_status_display(),
            "submitted_on": each.submitted_on,
            "requested": each.requested,
            "promised": each.promised,
            "rank": str(each.rank or ""),
        }
        for each in _filtered(request)[1]
    )
    return table_response("antraege-dritter", COLUMNS, rows, form)


@staff_page(may.CASE_VIEW)
def case_detail(request: StaffRequest, number: str) -> HttpResponse:
    """One case: what is next, items with derivation, findings, money, proof, what was done."""
    case = case_or_404(request, number)
    money = money_of(case)
    findings = findings_of(case, for_staff=True)
    context = {
        "case": case,
        "status_kind": STATUS_KINDS[CaseIs(case.status)],
        "programme": programme_of(case),
        "money": money,
        "next": what_is_next(case, money),
        "buttons": [b for b in buttons(case, money) if holds_here(request, case, b.permission)],
        "items": item_rows(case),
        "double": [each for each in findings if each.rule == "K12"],
        "findings": [each for each in findings if each.rule != "K12"],
        "may_pay": holds_here(request, case, may.CASE_DECIDE),
        "history": [
            (step, CASE.by_name[step.name].label) for step in steps_of(CASE, case).order_by("-id")
        ],
        "documents": documents_of(case),
        "claims": claims_of(case, request.today),
        "proof": proof_of(case),
        "lines": proof_lines(case),
        "today": request.today,
        "trail": case_trail(case),
    }
    return render_page(request, "staff/forwarding/centre/case_detail.html", context)


@staff_page(may.CASE_VIEW)
def case_document(request: StaffRequest, number: str, document: Any) -> HttpResponse:
    """A letter, contract or voucher of the case, found through the case only (attack 1)."""
    case = case_or_404(request, number)
    vouchers = proof_of(case).vouchers.all() if proof_of(case) else []
    for each in [*documents_of(case), *(v.document for v in vouchers)]:
        if each is not None and each.pk == document:
            return download_response(each)
    raise Http404


def item_rows(case: ForwardingCase) -> list[dict[str, Any]]:
    """Each item with its words, what was filled in, how the amount follows, and its basis."""
    declared = {item.code: item for item in programme_of(case).items}
    derived = {each.number: each for each in amounts_of(case)}
    rows = []
    for item in case.items.all():
        known = declared.get(item.code)
        values = known_values(known, item.values) if known else {}
        rows.append(
            {
                "item": item,
                "label": known.label if known else item.code,
                "basis": known.amount.basis if known else "",
                "confirmed": known.amount.confirmed if known else True,
                "derivation": derived[item.number].derivation if item.number in derived else "",
                "values": [
                    (field.label, shown_value(field, values[field.name]))
                    for field in (known.fields if known else ())
                    if values.get(field.name) not in (None, "")
                ],
            }
        )
    return rows


def claims_of(case: ForwardingCase, today: date) -> list[tuple[ForwardingRepayment, Owing]]:
    """Each claim with what is open; once the principal is back, interest stands still."""
    found = []
    for claim in case.repayments.all():
        claim.case = case
        back = claim.returned_on if claim.returned == claim.amount else None
        found.append((claim, owing_of(claim, on=back or today)))
    return found


def proof_of(case: ForwardingCase) -> Any:
    """The third party's proof, None before it was begun."""
    proof = getattr(case, "proof", None)
    return proof if proof is not None and proof.submitted_on else None


def proof_lines(case: ForwardingCase) -> list[tuple[Any, str]]:
    """Each line of the proof with the item in words."""
    labels = {item.code: item.label for item in programme_of(case).items}
    proof = proof_of(case)
    lines = proof.lines.all() if proof else []
    return [(line, labels.get(line.item.code, line.item.code)) for line in lines]
