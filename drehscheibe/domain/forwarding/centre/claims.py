"""Claiming back from third parties, with interest, until the last cent is in; amounts in euro.

What comes in settles the principal first, then the interest. Interest follows the programme file
(ANBest-P as part of the contract; unconfirmed) and is computed as for the carriers' reclaims.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.centre.letters import claim_letter
from drehscheibe.domain.forwarding.centre.locking import case_for_step, locked_case
from drehscheibe.domain.forwarding.centre.paying import last_paid_on, refuse_while_paying
from drehscheibe.domain.forwarding.centre.proofs import owed
from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.facts import programme_of
from drehscheibe.domain.forwarding.models import (
    ForwardingCase,
    ForwardingReceipt,
    ForwardingRepayment,
)
from drehscheibe.domain.forwarding.programme import Programme
from drehscheibe.domain.forwarding.third_party.links import LinkMaker
from drehscheibe.domain.forwarding.third_party.mails import tell_third_party
from drehscheibe.domain.forwarding.workflow import CASE
from drehscheibe.domain.funding.reclaim.interest import (
    Received,
    Stretch,
    interest_sum,
    interest_table,
)
from drehscheibe.domain.funding.reclaim.interest_rules import InterestRules, interest_rules
from drehscheibe.domain.funding.reclaim.rules import Arises
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.actions import freeze_letter
from drehscheibe.kernel.documents.letters import letter_pdf
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform

ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Owing:
    """A claim on a day: what is left of the principal, and the interest with its rows."""

    on: date
    principal: Decimal
    rows: tuple[Stretch, ...]
    interest_returned: Decimal
    waived: bool
    confirmed: bool

    @property
    def interest(self) -> Decimal:
        """All rows together."""
        return interest_sum(self.rows)

    @property
    def open_interest(self) -> Decimal:
        """Interest that is still asked for; never negative."""
        return ZERO if self.waived else max(self.interest - self.interest_returned, ZERO)

    @property
    def left(self) -> Decimal:
        """What is still to be paid."""
        return self.principal + self.open_interest


@transaction.atomic
def claim_back(
    *, case: ForwardingCase, reason: str, due_on: date, link: LinkMaker, by: Person, at: datetime
) -> ForwardingRepayment:
    """Claim what was paid beyond what is accepted, with a letter; the amount is not typed."""
    row = case_for_step(case, "claim", by=by, at=at)
    refuse_while_paying(row)
    amount = owed(row)
    if amount <= 0:
        raise StepRefused("Es ist nicht mehr gezahlt als anerkannt. Schließen Sie den Fall ab.")
    if due_on <= day_of(at):
        raise StepRefused("Die Frist muss in der Zukunft liegen.", field="due_on")
    if not reason.strip():
        raise StepRefused("Bitte begründen Sie die Rückforderung.", field="reason")
    claim = ForwardingRepayment.objects.create(
        case=row, amount=amount, reason=reason.strip(), claimed_on=day_of(at), due_on=due_on,
        arises_on=_arises_on(row, day_of(at)), claimed_by=by,
    )  # fmt: skip
    claim.document = freeze_letter(
        content=letter_pdf(claim_letter(claim, row, at=at), issued_at=at),
        series=row.letter_series + ":claim",
        title=f"Rückforderung {row.number}",
        owner=row.centre.organisation,
        by=by,
        at=at,
    )
    claim.save(update_fields=["document"])
    moved = perform(CASE, "claim", on=row, by=by, at=at, reason=reason)
    tell_third_party(moved, news="Ein Teil des Geldes ist zurückzuzahlen", link=link, at=at)
    return claim


@transaction.atomic
def note_money_back(
    *, claim: ForwardingRepayment, amount: Decimal, received_on: date, by: Person, at: datetime
) -> ForwardingRepayment:
    """Money of a claim has come in, whole or in part; never more than is owed on that day."""
    row = _locked_claim(claim, by=by, at=at)
    if received_on > day_of(at):
        raise StepRefused("Der Eingang liegt in der Zukunft.", field="received_on")
    known = [each.received_on for each in row.receipts.all()]
    owing = owing_of(row, on=max([received_on, *known]))
    if not ZERO < amount <= owing.left:
        raise StepRefused(_too_much(owing), field="amount")
    ForwardingReceipt.objects.create(
        claim=row, amount=amount, received_on=received_on, noted_by=by, noted_at=at
    )
    _settle(row, received_on)
    record(
        "forwarding.repayment.receive", about=row, by=by, at=at,
        detail={"case": row.case_id, "amount": str(amount), "on": received_on.isoformat()},
    )  # fmt: skip
    return row


@transaction.atomic
def waive_interest(
    *, claim: ForwardingRepayment, reason: str, by: Person, at: datetime
) -> ForwardingRepayment:
    """Ask for no more interest, with a reason; only when the principal is back."""
    row = _locked_claim(claim, by=by, at=at)
    if row.returned < row.amount:
        raise StepRefused(
            f"Von der Hauptforderung fehlen noch {euro(row.amount - row.returned)}. Auf Zinsen "
            "lässt sich erst danach verzichten."
        )
    if row.interest <= row.interest_returned or row.waived_reason:
        raise StepRefused("Es sind keine Zinsen mehr offen.")
    if not reason.strip():
        raise StepRefused("Bitte begründen Sie den Verzicht.", field="reason")
    row.waived_reason = reason.strip()
    row.save(update_fields=["waived_reason"])
    record(
        "forwarding.repayment.waive_interest", about=row, by=by, at=at,
        detail={"case": row.case_id, "amount": str(row.interest - row.interest_returned)},
    )  # fmt: skip
    return row


def owing_of(claim: ForwardingRepayment, *, on: date) -> Owing:
    """The claim on a day, with what came in until then."""
    programme = programme_of(claim.case)
    received = [Received(each.received_on, each.amount) for each in claim.receipts.all()]
    rows: tuple[Stretch, ...] = ()
    if claim.arises_on is not None and claim.arises_on < on:
        rows = interest_table(
            claim.amount, from_day=claim.arises_on, to_day=on, received=received,
            rules=rules_of(programme),
        )  # fmt: skip
    return Owing(
        on=on,
        principal=claim.amount - claim.returned,
        rows=rows,
        interest_returned=claim.interest_returned,
        waived=bool(claim.waived_reason),
        confirmed=programme.interest_points.confirmed and all(row.confirmed for row in rows),
    )


def rules_of(programme: Programme) -> InterestRules:
    """The common base rates and day count with the points of this programme."""
    points = programme.interest_points
    return replace(interest_rules(), points_above_base=points.value, source=points.basis)


def _locked_claim(claim: ForwardingRepayment, *, by: Person, at: datetime) -> ForwardingRepayment:
    case = locked_case(claim.case, may.CASE_DECIDE, by=by, at=at)
    row = ForwardingRepayment.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    row.case = case
    return row


def _settle(row: ForwardingRepayment, received_on: date) -> None:
    """Divide what came in; with the last cent of the principal the interest is fixed."""
    receipts = list(row.receipts.all())
    total = sum((each.amount for each in receipts), ZERO)
    row.returned = min(total, row.amount)
    row.returned_on = max(each.received_on for each in receipts)
    row.interest_returned = total - row.returned
    if row.returned == row.amount:
        row.interest = max(owing_of(row, on=row.returned_on).interest, row.interest_returned)
    row.save(update_fields=["returned", "returned_on", "interest", "interest_returned"])


def _too_much(owing: Owing) -> str:
    words = f"Offen sind noch {euro(owing.left)}"
    if owing.open_interest:
        words += (
            f": {euro(owing.principal)} Hauptforderung und {euro(owing.open_interest)} Zinsen bis "
            f"{german_day(owing.on)}"
        )
    return f"{words}."


def _arises_on(row: ForwardingCase, today: date) -> date:
    """From which day the claim bears interest, by the parameter of the programme (unconfirmed)."""
    contract = row.contracts.filter(cancelled_on=None).first()
    by_rule = {
        Arises.PERIOD_END: contract.ends_on + timedelta(days=1) if contract else today,
        Arises.LAST_PAYMENT: last_paid_on(row) or today,
        Arises.KNOWN: today,
    }
    return by_rule[programme_of(row).interest_from.value]
