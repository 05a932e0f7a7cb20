"""Binding steps of the third party, each on a page that says what it binds."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from drehscheibe.domain.forwarding.facts import findings_of
from drehscheibe.domain.forwarding.models import CaseIs, ForwardingCase
from drehscheibe.domain.forwarding.refusals import ForwardingRefused
from drehscheibe.domain.forwarding.third_party import handing_in, proving
from drehscheibe.domain.forwarding.third_party.overview import ANSWERING, WITHDRAWING
from drehscheibe.domain.payments.accounts import AccountDetails
from drehscheibe.domain.payments.refusals import PaymentRefused
from drehscheibe.doors.public.forwarding.case_context import case_context
from drehscheibe.doors.public.forwarding.guarding import CaseRequest, case_page, link_maker
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.workflow.refusals import TransitionRefused


@case_page
def case_submit(request: CaseRequest, case: ForwardingCase) -> HttpResponse:
    """Look once more, then hand in; what is missing is what the guard asks for."""
    refused = ""
    if request.method == "POST":
        try:
            handing_in.hand_in(case=case, link=link_maker(request), at=request.now)
        except TransitionRefused as refusal:
            refused = str(refusal)
        else:
            return redirect("public:case", request.secret)
    elif case.status != CaseIs.DRAFT:
        return redirect("public:case", request.secret)
    context = case_context(request, case, gettext("Antrag einreichen"))
    context |= {"refused": refused, "findings": findings_of(case), "items": case.items.all()}
    status = 422 if refused else 200
    return render_page(request, "public/forwarding/case_submit.html", context, status=status)


@case_page
def case_answer(request: CaseRequest, case: ForwardingCase) -> HttpResponse:
    """Answer what the centre asked; answers are kept, and sent when all are there."""
    refused, typed = "", {}
    if request.method == "POST":
        typed = _answers(request)
        try:
            handing_in.answer_queries(case=case, answers=typed, at=request.now)
            if "send" in request.POST:
                _send(request, case)
        except (TransitionRefused, ForwardingRefused) as refusal:
            refused = str(refusal)
        else:
            return redirect("public:case", request.secret)
    elif case.status not in ANSWERING:
        return redirect("public:case", request.secret)
    queries = [(query, typed.get(query.pk, query.answer)) for query in case.queries.all()]
    context = case_context(request, case, gettext("Fragen beantworten"))
    context |= {"refused": refused, "queries": queries}
    status = 422 if refused else 200
    return render_page(request, "public/forwarding/case_answer.html", context, status=status)


@case_page
def case_withdraw(request: CaseRequest, case: ForwardingCase) -> HttpResponse:
    """Take the application back, for good."""
    refused, reason = "", request.POST.get("reason", "")[:2000]
    if request.method == "POST":
        try:
            handing_in.withdraw(case=case, reason=reason, at=request.now)
        except TransitionRefused as refusal:
            refused = str(refusal)
        else:
            return redirect("public:case", request.secret)
    elif case.status not in WITHDRAWING:
        return redirect("public:case", request.secret)
    context = case_context(request, case, gettext("Antrag zurücknehmen"))
    context |= {"refused": refused, "reason": reason}
    status = 422 if refused else 200
    return render_page(request, "public/forwarding/case_withdraw.html", context, status=status)


@case_page
def case_account(request: CaseRequest, case: ForwardingCase) -> HttpResponse:
    """Where the money goes; afterwards only the last four digits are shown."""
    refused, field = "", ""
    typed = {name: request.POST.get(name, "").strip() for name in ("holder", "iban", "bic")}
    if request.method == "POST":
        try:
            handing_in.give_account(
                case=case,
                details=AccountDetails(typed["holder"], typed["iban"], typed["bic"]),
                at=request.now,
            )
        except PaymentRefused as refusal:
            refused, field = str(refusal), refusal.field
        except ForwardingRefused as refusal:
            refused = str(refusal)
        else:
            return redirect("public:case", request.secret)
    elif case.status not in handing_in.ACCOUNT_OPEN:
        return redirect("public:case", request.secret)
    context = case_context(request, case, gettext("Konto angeben"))
    context |= {
        "refused": refused,
        "field": field,
        "typed": typed | {"holder": typed["holder"] or case.name},
        "account": handing_in.account_of(case),
    }
    status = 422 if refused else 200
    return render_page(request, "public/forwarding/case_account.html", context, status=status)


def _answers(request: CaseRequest) -> dict[int, str]:
    """The typed answers by the key of their question; other names are ignored."""
    found = {}
    for name, text in request.POST.items():
        number = name.removeprefix("answer-")
        if number != name and number.isdecimal() and len(number) < 12:
            found[int(number)] = str(text)
    return found


def _send(request: CaseRequest, case: ForwardingCase) -> None:
    if case.status == CaseIs.QUERY:
        handing_in.send_answers(case=case, at=request.now)
    else:
        proving.send_clarification(case=case, at=request.now)
