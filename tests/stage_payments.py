"""Payments in every state an address can lead to, with the people of the demonstration."""

from datetime import datetime, timedelta
from decimal import Decimal

from drehscheibe.domain.payments import actions, runs
from drehscheibe.domain.payments.accounts import AccountDetails, enter_account
from drehscheibe.domain.payments.models import PaymentOrder, PaymentRun
from drehscheibe.domain.payments.selectors import account_for
from drehscheibe.domain.payments.workflow import ACCOUNT, RUN
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from tests.domain.payments.samples import iban
from tests.routes import Sample

FORMS = [Sample({"form": "csv"}), Sample({"form": "xlsx"})]


def samples_of_payments(cast: dict[str, Person], *, at: datetime) -> dict[str, list[Sample]]:
    """A run released, one laid before, one in preparation; an open order; an account to confirm."""
    officer, approver = (
        cast["sachbearbeitung@behoerde.example"],
        cast["zeichnung@behoerde.example"],
    )
    payer = Organisation.objects.get(code="bewilligungsbehoerde")
    carrier = Organisation.objects.get(code="traeger-05570")
    receiver = account_for(carrier, on=day_of(at))
    assert receiver is not None

    def order(serial: int) -> PaymentOrder:
        return actions.order_payment(
            payer=payer, account=receiver, amount=Decimal(serial), purpose=f"Mittelabruf {serial}",
            subject=f"stage:{serial}", wanted_on=day_of(at), by=officer, at=at,
        )  # fmt: skip

    def run(serial: int) -> PaymentRun:
        return runs.start_run(
            payer=payer, orders=[order(serial).pk], execution_on=day_of(at) + timedelta(days=1),
            by=officer, at=at,
        )  # fmt: skip

    released = runs.release(run=runs.prepare(run=run(1), by=officer, at=at), by=approver, at=at)
    prepared = runs.prepare(run=run(2), by=officer, at=at)
    draft = run(3)
    new = enter_account(
        details=AccountDetails("Kreis Warendorf", iban(99)), kept_by=carrier, owner=carrier,
        by=cast["traeger@warendorf.example"], at=at,
    )  # fmt: skip
    held = [order(4), *draft.orders.all()]
    accounts = {"staff:payments:account_detail", "staff:payments:account_number"}
    return {
        "staff:payments:form": FORMS,
        "staff:payments:pk": [Sample({"pk": each.pk}, each) for each in held],
        **{page: [Sample({"pk": each.pk}, each) for each in (new, receiver)] for page in accounts},
        "staff:payments:number": [
            Sample({"number": each.number}, each) for each in (draft, prepared, released)
        ],
        "staff:payments:number,step": [
            Sample({"number": each.number, "step": step.name}, each, (step.permission,))
            for each in (draft, prepared)
            for step in RUN.transitions
        ],
        "staff:payments:pk,step": [
            Sample({"pk": new.pk, "step": step.name}, new, (step.permission,))
            for step in ACCOUNT.transitions
        ],
    }
