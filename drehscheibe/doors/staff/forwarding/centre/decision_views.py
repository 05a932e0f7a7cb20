"""Acting on a case: ask, check, decide."""

from typing import Any

from django.http import Http404, HttpResponse

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.centre import checking, deciding, proofs
from drehscheibe.domain.forwarding.centre.figures import training_left
from drehscheibe.domain.forwarding.facts import allocation_facts, programme_of
from drehscheibe.domain.forwarding.item_amounts import remainder
from drehscheibe.domain.forwarding.models import CaseIs
from drehscheibe.domain.forwarding.workflow import CASE
from drehscheibe.doors.staff.forwarding.centre.case import (
    STEP_PERMISSIONS,
    Words,
    act,
    case_or_404,
    link_for,
    require,
)
from drehscheibe.doors.staff.forwarding.centre.case_views import item_rows
from drehscheibe.doors.staff.forwarding.centre.forms import (
    PromiseForm,
    QuestionForm,
    ReasonForm,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page


@staff_page(may.CASE_CHECK)
def case_ask(request: StaffRequest, number: str) -> HttpResponse:
    """A question about the application, or about the proof once it is there."""
    case = case_or_404(request, number)
    require(request, case, may.CASE_CHECK)
    form = QuestionForm(request.POST if request.method == "POST" else None)
    about_proof = case.status == CaseIs.PROOF_SUBMITTED
    ask = checking.ask_about_proof if about_proof else checking.ask_applicant
    return act(
        request, case, form,
        lambda typed: ask(
            case=case, question=typed["question"], link=link_for(request), by=request.person,
            at=request.now,
        ),
        Words(
            title="Rückfrage zum Nachweis" if about_proof else "Rückfrage stellen",
            lead=f"{case.name} bekommt eine E-Mail mit ihrem Link und kann die Angaben ändern.",
            button="Frage senden",
            done="Die Frage ist unterwegs.",
        ),
    )  # fmt: skip


@staff_page(may.CASE_CHECK, may.CASE_DECIDE)
def case_step(request: StaffRequest, number: str, step: str) -> HttpResponse:
    """Close the check, check again, refuse, or close the case."""
    case = case_or_404(request, number)
    if step not in STEP_PERMISSIONS:
        raise Http404
    require(request, case, STEP_PERMISSIONS[step])
    taken = CASE.by_name[step]
    form = ReasonForm(request.POST if request.method == "POST" else None, needed=taken.needs_reason)
    if not taken.needs_reason:
        del form.fields["reason"]
    who: dict[str, Any] = {"case": case, "by": request.person, "at": request.now}

    def doing(typed: dict[str, Any]) -> object:
        if step == "check":
            return checking.check_case(**who)
        if step == "close":
            return proofs.close_case(**who)
        if step == "check_again":
            return checking.check_again(reason=typed["reason"], **who)
        return deciding.refuse_case(reason=typed["reason"], link=link_for(request), **who)

    return act(request, case, form, doing, Words(title=taken.label, lead=taken.effect))


@staff_page(may.CASE_DECIDE)
def case_promise(request: StaffRequest, number: str) -> HttpResponse:
    """The promise: an amount per item, within what is left of the allocation."""
    case = case_or_404(request, number)
    require(request, case, may.CASE_DECIDE)
    labels = {item.code: item.label for item in programme_of(case).items}
    form = PromiseForm(
        request.POST if request.method == "POST" else None,
        items=[(item, labels.get(item.code, item.code)) for item in case.items.all()],
    )
    facts = allocation_facts(case.allocation)
    return act(
        request, case, form,
        lambda typed: deciding.promise_case(
            case=case, amounts=form.amounts(), reason=typed["reason"], link=link_for(request),
            by=request.person, at=request.now,
        ),
        Words(
            title="Zusagen",
            lead="Die Zusage wird als PDF festgehalten; die Antragstellerin bekommt eine E-Mail.",
            button="Verbindlich zusagen",
            template="staff/forwarding/centre/case_promise.html",
        ),
        left=remainder(facts),
        training_left=training_left(case.allocation),
        items=item_rows(case),
    )  # fmt: skip
