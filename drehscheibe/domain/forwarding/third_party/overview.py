"""One case as its third party sees it: money, letters, questions, steps."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet

from drehscheibe.domain.forwarding.models import (
    CaseIs,
    ForwardingCase,
    ForwardingContract,
    ForwardingProof,
    ForwardingRepayment,
)
from drehscheibe.domain.forwarding.third_party.handing_in import ACCOUNT_OPEN, account_of
from drehscheibe.domain.forwarding.workflow import CASE
from drehscheibe.domain.payments.models import BankAccount
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from drehscheibe.kernel.workflow.models import Step
from drehscheibe.kernel.workflow.selectors import steps_of

PROVING = frozenset({CaseIs.CONTRACTED, CaseIs.PAID, CaseIs.PROOF_CLARIFICATION})
WITHDRAWING = frozenset(CASE.by_name["withdraw"].sources)
ANSWERING = frozenset({CaseIs.QUERY, CaseIs.PROOF_CLARIFICATION})


@dataclass(frozen=True)
class PaidOut:
    """A payment as its receiver sees it; `paid_on` None while it is on its way."""

    amount: Decimal
    wanted_on: date
    paid_on: date | None


@dataclass(frozen=True)
class Overview:
    """Everything of the status page, read once."""

    account: BankAccount | None
    payments: tuple[PaidOut, ...]
    contract: ForwardingContract | None
    eligible: Decimal | None
    repayments: tuple[ForwardingRepayment, ...]
    documents: tuple[Document, ...]
    steps: tuple[tuple[Step, str], ...]
    may_edit: bool
    may_answer: bool
    may_withdraw: bool
    may_prove: bool
    may_give_account: bool

    @property
    def paid(self) -> Decimal:
        """What has arrived, in euro."""
        return sum((each.amount for each in self.payments if each.paid_on), Decimal(0))


def overview(case: ForwardingCase) -> Overview:
    """The case of an open link with all that belongs to it."""
    return Overview(
        account=account_of(case),
        payments=_payments(case),
        contract=case.contracts.filter(cancelled_on=None).first(),
        eligible=ForwardingProof.objects.filter(case=case)
        .values_list("eligible", flat=True)
        .first(),
        repayments=tuple(case.repayments.all()),
        documents=tuple(documents_of(case).order_by("created_at")),
        steps=tuple((step, CASE.by_name[step.name].label) for step in steps_of(CASE, case)),
        may_edit=case.is_editable,
        may_answer=case.status in ANSWERING,
        may_withdraw=case.status in WITHDRAWING,
        may_prove=case.status in PROVING,
        may_give_account=case.status in ACCOUNT_OPEN,
    )


def documents_of(case: ForwardingCase) -> QuerySet[Document]:
    """Letters of the case, its contracts and its vouchers: what the third party may read.

    Whatever is kept under `case.letter_series` goes to the third party; notes of the centre's
    check must not be kept there.
    """
    contracts = case.contracts.all()
    mine = (
        Q(series__startswith=f"{case.letter_series}:")
        | Q(pk__in=contracts.values("document"))
        | Q(pk__in=contracts.values("signed_copy"))
        | Q(pk__in=case.repayments.values("document"))
    )
    return Document.objects.filter(mine)


def document_of(case: ForwardingCase, pk: UUID) -> Document | None:
    """A document of this very case, or one of its vouchers; None for any other (ADR 16)."""
    vouchers = Document.objects.filter(
        pk__in=ForwardingCase.objects.filter(pk=case.pk).values("proof__vouchers__document")
    )
    return (documents_of(case) | vouchers).filter(pk=pk).first()


def _payments(case: ForwardingCase) -> tuple[PaidOut, ...]:
    with acting_as_system():  # orders belong to the payer; the link does not reach them
        rows = list(case.payments.filter(cancelled_on=None).select_related("order"))
    return tuple(
        PaidOut(
            row.amount,
            row.wanted_on,
            row.order.paid_on if row.order and row.order.is_paid else None,
        )
        for row in rows
    )
