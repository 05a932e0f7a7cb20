"""A centre at work: who checks, who decides, and a sports club's case in every state."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

from drehscheibe.domain.forwarding.centre import checking, contracts, deciding, paying, proofs
from drehscheibe.domain.forwarding.models import (
    Allocation,
    CaseIs,
    ForwardingCall,
    ForwardingCase,
    ForwardingPayment,
    ForwardingProof,
    ForwardingProofLine,
    ForwardingVoucher,
)
from drehscheibe.domain.forwarding.workflow import CASE
from drehscheibe.domain.payments import runs
from drehscheibe.domain.payments.accounts import AccountDetails, enter_account, take_account_step
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.actions import store_upload
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform
from tests import factories
from tests.domain.forwarding import rows
from tests.domain.payments.samples import account, iban

AT = datetime(2024, 3, 5, 10, tzinfo=UTC)
LATER = datetime(2025, 2, 3, 10, tzinfo=UTC)


def link(secret: str) -> str:
    """An address as a door would make it."""
    return f"https://drehscheibe.example/antrag/{secret}"


@dataclass
class Desk:
    """The people of a centre and its allocation with an open call."""

    allocation: Allocation
    call: ForwardingCall
    specialist: Person
    head: Person
    carrier: Person
    second: Person

    def submitted(self, amount: str = "1000", **changed: Any) -> ForwardingCase:
        """A case handed in."""
        return rows.submitted(self.call, amount, **changed)

    def checked(self, amount: str = "1000", **changed: Any) -> ForwardingCase:
        """A case the specialist has checked."""
        case = self.submitted(amount, **changed)
        return checking.check_case(case=case, by=self.specialist, at=AT)

    def promised(self, amount: str = "1000", **changed: Any) -> ForwardingCase:
        """A case with its whole amount promised."""
        case = self.checked(amount, **changed)
        return self.promise(case, {1: Decimal(amount)})

    def promise(
        self, case: ForwardingCase, amounts: dict[int, Decimal], reason: str = ""
    ) -> ForwardingCase:
        """The head promises."""
        return deciding.promise_case(
            case=case, amounts=amounts, reason=reason, link=link, by=self.head, at=AT
        )

    def contracted(self, amount: str = "1000", **changed: Any) -> ForwardingCase:
        """A case with a signed contract."""
        case = self.promised(amount, **changed)
        self.prepare(case)
        return self.sign(case)

    def prepare(self, case: ForwardingCase, at: datetime = AT) -> None:
        """The contract is written."""
        contracts.prepare_contract(
            case=case, proof_due_on=date(2025, 2, 28), link=link, by=self.head, at=at
        )

    def sign(self, case: ForwardingCase, at: datetime = AT) -> ForwardingCase:
        """Both sides sign on that day."""
        signatures = contracts.Signatures(
            centre_on=day_of(at), applicant_on=day_of(at), scan=pdf("vertrag.pdf")
        )
        contracts.sign_contract(case=case, signatures=signatures, by=self.head, at=at)
        return fresh(case)

    def with_account(self, case: ForwardingCase, serial: int = 77) -> ForwardingCase:
        """The third party's account, confirmed by the head."""
        entered = enter_account(
            details=AccountDetails(case.name, iban(serial)),
            kept_by=case.centre.organisation, by=None, at=AT,
        )  # fmt: skip
        take_account_step(account=entered, step="confirm", by=self.head, at=AT)
        ForwardingCase.objects.filter(pk=case.pk).update(account=entered)
        return fresh(case)

    def ordered(self, case: ForwardingCase, amount: str, at: datetime = AT) -> ForwardingPayment:
        """A part is ordered."""
        return paying.order_part(
            case=case, amount=Decimal(amount), wanted_on=day_of(at), by=self.head, at=at
        )

    def executed(self, *payments: ForwardingPayment, at: datetime = AT) -> None:
        """The carrier's run with these payments, released by two and executed."""
        payer = self.call.centre.carrier
        if not payer.accounts.exists():
            third = factories.person("carrier", of=payer)
            account(payer, 990, entered_by=third, confirmed_by=self.carrier, at=at)
        orders = [each.order_id for each in payments if each.order_id]
        run = runs.start_run(
            payer=payer, orders=orders, execution_on=day_of(at), by=self.carrier, at=at
        )
        run = runs.prepare(run=run, by=self.carrier, at=at)
        run = runs.release(run=run, by=self.second, at=at)
        run = runs.take_run_step(run=run, step="hand_in", by=self.carrier, at=at)
        runs.confirm(run=run, executed_on=day_of(at), by=self.carrier, at=at)

    def paid(self, amount: str = "1000", serial: int = 77, **changed: Any) -> ForwardingCase:
        """A case whose whole contract is paid out."""
        case = self.with_account(self.contracted(amount, **changed), serial)
        self.executed(self.ordered(case, amount))
        return fresh(case)

    def proved(
        self, amount: str = "1000", claimed: str = "", serial: int = 77, **changed: Any
    ) -> ForwardingCase:
        """A paid case whose proof with a voucher has come in."""
        return self.hand_in_proof(self.paid(amount, serial, **changed), claimed or amount)

    def hand_in_proof(self, case: ForwardingCase, claimed: str) -> ForwardingCase:
        """The third party's proof: text, one line, one photo."""
        proof = ForwardingProof.objects.create(
            case=case, text="Es war gut.", confirmed=True, participants=40, created_at=LATER,
            changed_at=LATER, submitted_on=LATER.date(), kept_until=date(2030, 2, 3),
        )  # fmt: skip
        item = case.items.get(number=1)
        ForwardingProofLine.objects.create(proof=proof, item=item, claimed=Decimal(claimed))
        photo = store_upload(
            file=picture("beleg.png"), owner=case.centre.organisation, title="Beleg 1", by=None,
            at=LATER,
        )  # fmt: skip
        ForwardingVoucher.objects.create(
            proof=proof, number=1, item=item, amount=Decimal(claimed), payee="Bäckerei",
            purpose="Brötchen", document=photo, dated_on=date(2024, 6, 1), paid_on=date(2024, 6, 3),
        )  # fmt: skip
        return perform(CASE, "submit_proof", on=case, by=self.specialist, at=LATER)

    def accept(self, case: ForwardingCase, amount: str, note: str = "") -> ForwardingProof:
        """The specialist checks the proof."""
        checked = proofs.CheckedProof(eligible={1: Decimal(amount)}, note=note)
        return proofs.check_proof(case=case, checked=checked, by=self.specialist, at=LATER)

    def closed(self, amount: str = "1000", serial: int = 77, **changed: Any) -> ForwardingCase:
        """A case that went well to its end."""
        case = self.proved(amount, serial=serial, **changed)
        self.accept(case, amount)
        return proofs.close_case(case=case, by=self.head, at=LATER)


def desk(total: str = "100000", *, name: str = "Kreis Musterau", with_jury: bool = False) -> Desk:
    """A centre with its granted allocation and an open call."""
    centre = factories.centre(name)
    allocation = rows.granted(centre, total=total)
    return Desk(
        allocation=allocation,
        call=rows.call(allocation, with_jury=with_jury),
        specialist=factories.person("specialist", of=centre.organisation),
        head=factories.person("head", of=centre.organisation),
        carrier=factories.person("carrier", of=centre.carrier),
        second=factories.person("carrier", of=centre.carrier),
    )


def fresh(case: ForwardingCase) -> ForwardingCase:
    """The row as it stands, nothing remembered."""
    return ForwardingCase.objects.select_related("centre__organisation", "call").get(pk=case.pk)


def status(case: ForwardingCase) -> str:
    """Where the case stands."""
    return CaseIs(fresh(case).status).value


def pdf(name: str) -> SimpleUploadedFile:
    """A small scan."""
    with pikepdf.new() as book, BytesIO() as target:
        book.add_blank_page()
        book.save(target)
        return SimpleUploadedFile(name, target.getvalue(), "application/pdf")


def picture(name: str) -> SimpleUploadedFile:
    """A small photo."""
    from PIL import Image

    with BytesIO() as target:
        Image.new("RGB", (60, 40), "white").save(target, "PNG")
        return SimpleUploadedFile(name, target.getvalue(), "image/png")
