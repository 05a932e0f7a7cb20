"""Calling money and reporting changes: each one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from drehscheibe.domain.funding import mails
from drehscheibe.domain.funding import permissions as may
from drehscheibe.domain.funding.models import (
    Application,
    ChangeNotice,
    FundedPost,
    Is,
    PaymentCall,
    ProofIs,
    ProofOfUse,
)
from drehscheibe.domain.funding.payout.call_checks import call_findings
from drehscheibe.domain.funding.payout.call_orders import last_order, subject_of
from drehscheibe.domain.funding.payout.guards import releaser_did_not_request
from drehscheibe.domain.funding.payout.locking import locked_case, next_number
from drehscheibe.domain.funding.payout.selectors import call_facts
from drehscheibe.domain.funding.payout.workflow import CHANGE, PAYMENT_CALL
from drehscheibe.domain.funding.proof.opening import refill
from drehscheibe.domain.funding.refusals import PayoutRefused
from drehscheibe.domain.payments.actions import order_payment
from drehscheibe.domain.payments.models import PaymentOrder
from drehscheibe.domain.payments.selectors import account_for, live_order
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.declarations import Attempt


@dataclass(frozen=True, kw_only=True)
class CallWish:
    """What a carrier calls: a group of lines, euro by part, for which payout day."""

    line_group: str
    amounts: Mapping[str, Decimal]
    due_on: date
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportedChange:
    """What changes: `post` for vacancy and hire, `text` for everything else."""

    kind: str
    effective_on: date
    post: FundedPost | None = None
    until: date | None = None
    text: str = ""


@transaction.atomic
def request_call(
    *, application: Application, wish: CallWish, by: Person, at: datetime
) -> PaymentCall:
    """The carrier calls a part of the grant.

    Raises `PayoutRefused` with the first check that blocks (F15, F16) and its field. Two people at
    once: the second finds the first one's call counted.
    """
    case = locked_case(application)
    if ProofOfUse.objects.filter(application=case, submitted_on__isnull=False).exists():
        raise PayoutRefused(
            "Der Verwendungsnachweis liegt schon vor. Danach werden keine Mittel mehr abgerufen."
        )
    facts = call_facts(
        case, line_group=wish.line_group, amounts=dict(wish.amounts), due_on=wish.due_on
    )
    for finding in call_findings(facts):
        if finding.blocks:
            raise PayoutRefused(finding.message, field=finding.anchor)
    call = PaymentCall.objects.create(
        application=case,
        number=next_number(PaymentCall, case),
        line_group=wish.line_group,
        due_on=wish.due_on,
        note=wish.note.strip(),
        requested_by=by,
        requested_at=at,
        **{part: amount for part, amount in wish.amounts.items() if amount},
    )
    check(by, may.CALL, call, on=day_of(at))
    record(
        "funding.call.request", about=call, by=by, at=at,
        detail={"case": case.number, "group": wish.line_group, "total": str(call.total)},
    )  # fmt: skip
    mails.tell_authority(case, news=f"Mittelabruf {call.number}", at=at)
    return call


@transaction.atomic
def check_call(*, call: PaymentCall, by: Person, at: datetime) -> PaymentCall:
    """An officer has checked the call; somebody else releases it."""
    checked = perform(PAYMENT_CALL, "check", on=call, by=by, at=at)
    mails.tell_approvers(call.application, news=f"Mittelabruf {call.number} geprüft", at=at)
    return checked


@transaction.atomic
def release_call(*, call: PaymentCall, by: Person, at: datetime) -> PaymentCall:
    """Release a checked call: its payment to the carrier's confirmed account is ordered."""
    released = perform(PAYMENT_CALL, "release", on=call, by=by, at=at)
    _have_paid(released, by=by, at=at)
    news = f"Mittelabruf {released.number} freigegeben"
    mails.tell_applicant(released.application, news=news, at=at)
    return released


@transaction.atomic
def reorder_call(*, call: PaymentCall, by: Person, at: datetime) -> PaymentOrder:
    """Order a payment anew that came back from the bank, to the account that holds today.

    Possible whatever became of the proof, for its sums rest on the money having been paid; not in
    an archived case. Raises `PayoutRefused`.
    """
    case = locked_case(call.application)
    current = PaymentCall.objects.select_related("application__centre__carrier").get(pk=call.pk)
    check(by, may.CALL_RELEASE, current, on=day_of(at))
    releaser_did_not_request(Attempt(current, by, at, "", day_of(at), day_of(at)))
    if current.status != PaymentCall.Is.RELEASED or last_order(current) is None:
        raise PayoutRefused("Zu diesem Mittelabruf ist noch nichts angewiesen.")
    if live_order(subject_of(current)) is not None:
        raise PayoutRefused("Die Zahlung zu diesem Mittelabruf ist schon angewiesen.")
    if ProofOfUse.objects.filter(application=case, status=ProofIs.ARCHIVED).exists():
        raise PayoutRefused("Der Vorgang ist archiviert; es wird nichts mehr gezahlt.")
    order = _have_paid(current, by=by, at=at)
    record(
        "funding.call.reorder", about=current, by=by, at=at,
        detail={"case": case.number, "attempt": order.attempt, "total": str(current.total)},
    )  # fmt: skip
    mails.tell_applicant(case, news=f"Mittelabruf {current.number} neu angewiesen", at=at)
    return order


def _have_paid(call: PaymentCall, *, by: Person, at: datetime) -> PaymentOrder:
    """Order the payment of a released call to the carrier's confirmed account."""
    case = call.application
    account = account_for(case.centre.carrier, on=day_of(at))
    if account is None:
        raise PayoutRefused(
            "Für den Träger ist keine bestätigte Bankverbindung hinterlegt. Ohne sie kann nichts "
            "gezahlt werden."
        )
    return order_payment(
        payer=case.authority,
        account=account,
        amount=call.total,
        purpose=f"{case.number} Mittelabruf {call.number}",
        subject=subject_of(call),
        wanted_on=max(call.due_on, day_of(at)),
        by=by,
        at=at,
    )


@transaction.atomic
def end_call(*, call: PaymentCall, step: str, reason: str, by: Person, at: datetime) -> PaymentCall:
    """Refuse or give up (authority, with reason) or withdraw (carrier) a call: it frees its sum."""
    ended = perform(PAYMENT_CALL, step, on=call, by=by, at=at, reason=reason)
    if step in {"refuse", "give_up"}:
        mails.tell_applicant(ended.application, news=f"Mittelabruf {ended.number} abgelehnt", at=at)
    return ended


@transaction.atomic
def report_change(
    *, application: Application, change: ReportedChange, by: Person, at: datetime
) -> ChangeNotice:
    """The carrier's side reports a vacancy, a hire or a change of the organisation.

    It is to be reported before it takes effect; a late report is taken and marked (F22). Raises
    `PayoutRefused`.
    """
    case = locked_case(application)
    if case.status not in {Is.GRANTED, Is.FINAL}:
        raise PayoutRefused("Änderungen lassen sich erst nach der Bewilligung anzeigen.")
    _refuse_wrong_change(case, change)
    notice = ChangeNotice.objects.create(
        application=case,
        number=next_number(ChangeNotice, case),
        kind=change.kind,
        post=change.post if change.kind in POST_CHANGES else None,
        effective_on=change.effective_on,
        until=change.until,
        text=change.text.strip(),
        reported_by=by,
        reported_at=at,
        reported_on=day_of(at),
    )
    check(by, may.CHANGE_REPORT, notice, on=day_of(at))
    record(
        "funding.change.report", about=notice, by=by, at=at,
        detail={"case": case.number, "kind": notice.kind, "late": notice.was_late},
    )  # fmt: skip
    refill(case)
    mails.tell_authority(case, news=f"Änderungsanzeige {notice.number}", at=at)
    return notice


POST_CHANGES = (ChangeNotice.Kind.VACANCY, ChangeNotice.Kind.HIRE)


@transaction.atomic
def end_change(
    *, change: ChangeNotice, step: str, by: Person, at: datetime, reason: str = ""
) -> ChangeNotice:
    """Note (authority) or withdraw (carrier) a reported change."""
    ended = perform(CHANGE, step, on=change, by=by, at=at, reason=reason)
    refill(ended.application)
    return ended


def _refuse_wrong_change(case: Application, change: ReportedChange) -> None:
    if change.effective_on.year != case.fiscal_year:
        raise PayoutRefused(
            f"Der Tag liegt nicht im Haushaltsjahr {case.fiscal_year}.", field="effective_on"
        )
    if change.until is not None and change.until < change.effective_on:
        raise PayoutRefused("Das Ende liegt vor dem Beginn.", field="until")
    of_a_post = change.kind in POST_CHANGES
    if of_a_post and (change.post is None or change.post.application_id != case.pk):
        raise PayoutRefused("Wählen Sie die Stelle, um die es geht.", field="post")
    if not of_a_post and not change.text.strip():
        raise PayoutRefused("Beschreiben Sie, was sich ändert.", field="text")
