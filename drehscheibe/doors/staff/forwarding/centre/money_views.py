"""Contract and payment of a case."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.centre import contracts, paying
from drehscheibe.domain.forwarding.centre.selectors import money_of
from drehscheibe.domain.forwarding.facts import programme_of
from drehscheibe.domain.payments import permissions as may_pay
from drehscheibe.doors.staff.forwarding.centre import forms
from drehscheibe.doors.staff.forwarding.centre.case import (
    Words,
    act,
    case_or_404,
    link_for,
    require,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.language.amounts import amount_input, euro
from drehscheibe.kernel.permissions.reach import holds


@staff_page(may.CASE_DECIDE)
def contract_prepare(request: StaffRequest, number: str) -> HttpResponse:
    """The contract on the model in force, as PDF."""
    case = case_or_404(request, number)
    require(request, case, may.CASE_DECIDE)
    form = forms.ContractForm(
        request.POST if request.method == "POST" else None,
        initial={"proof_due_on": case.call.proof_due_on},
    )
    model = programme_of(case).contract_on(request.today)
    return act(
        request, case, form,
        lambda typed: contracts.prepare_contract(
            case=case, proof_due_on=typed["proof_due_on"], link=link_for(request),
            by=request.person, at=request.now,
        ),
        Words(
            title="Vertrag erstellen",
            lead=(
                f"Muster: {model.label}. ANBest-P liegen bei; ein nicht unterschriebener Vertrag "
                "wird ersetzt."
                if model
                else "Für heute ist keine Fassung des Mustervertrags hinterlegt (K11)."
            ),
            done="Der Vertrag liegt als PDF bei den Dokumenten.",
        ),
    )  # fmt: skip


@staff_page(may.CASE_DECIDE)
def contract_sign(request: StaffRequest, number: str) -> HttpResponse:
    """Both signatures with the scan."""
    case = case_or_404(request, number)
    require(request, case, may.CASE_DECIDE)
    posted = request.method == "POST"
    form = forms.SignatureForm(request.POST if posted else None, request.FILES if posted else None)
    return act(
        request, case, form,
        lambda typed: contracts.sign_contract(
            case=case, signatures=contracts.Signatures(**typed), by=request.person, at=request.now
        ),
        Words(
            title="Unterschriften eintragen",
            lead="Mit beiden Unterschriften gilt der Vertrag; danach ändert ihn niemand mehr.",
            done="Der Vertrag ist geschlossen.",
        ),
        upload=True,
    )  # fmt: skip


@staff_page(may.CASE_DECIDE)
def payment_order(request: StaffRequest, number: str) -> HttpResponse:
    """A part of the contract goes to the carrier's payments."""
    case = case_or_404(request, number)
    require(request, case, may.CASE_DECIDE)
    if not holds(request.standing, [may_pay.ORDER_PLACE]):
        raise PermissionDenied("Zahlungen weist die Leitung oder der Träger an.")
    left = money_of(case).payable
    form = forms.PaymentForm(
        request.POST if request.method == "POST" else None,
        initial={"amount": amount_input(left), "wanted_on": request.today},
    )
    account = case.account.masked if case.account else "noch nicht angegeben"
    return act(
        request, case, form,
        lambda typed: paying.order_part(
            case=case, by=request.person, at=request.now, **typed
        ),
        Words(
            title="Auszahlung anweisen",
            lead=f"Möglich sind noch {euro(left)}, auch in Teilen. Konto: {account}.",
            done="Die Zahlung ist angewiesen; der Träger nimmt sie in den nächsten Lauf.",
        ),
    )  # fmt: skip


@staff_page(may.CASE_DECIDE)
def payment_cancel(request: StaffRequest, number: str, payment: int) -> HttpResponse:
    """Take a part back while it is in no run."""
    case = case_or_404(request, number)
    require(request, case, may.CASE_DECIDE)
    row = get_object_or_404(case.payments.select_related("order", "case"), pk=payment)
    form = forms.ReasonForm(request.POST if request.method == "POST" else None, needed=True)
    return act(
        request, case, form,
        lambda typed: paying.cancel_part(
            payment=row, reason=typed["reason"], by=request.person, at=request.now
        ),
        Words(
            title="Auszahlung zurücknehmen",
            lead=f"{euro(row.amount)}; danach kann der Betrag neu angewiesen werden.",
        ),
    )  # fmt: skip
