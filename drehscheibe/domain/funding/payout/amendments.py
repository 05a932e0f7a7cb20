"""Amending the notice (Änderungsbescheid): prepared by one person, signed by another."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from drehscheibe.domain.funding import mails
from drehscheibe.domain.funding import permissions as may
from drehscheibe.domain.funding.models import AmendedNotice, Application, ChangeNotice, Is
from drehscheibe.domain.funding.payout.letters import freeze_amendment
from drehscheibe.domain.funding.payout.locking import locked_case, next_number
from drehscheibe.domain.funding.payout.parts import added, total
from drehscheibe.domain.funding.payout.selectors import granted_of, live_calls
from drehscheibe.domain.funding.payout.workflow import AMENDED_NOTICE, CHANGE
from drehscheibe.domain.funding.refusals import PayoutRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.wording import NoWording
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.workflow.actions import perform


@transaction.atomic
def prepare_amendment(
    *,
    application: Application,
    amounts: Mapping[str, Decimal],
    reason: str,
    by: Person,
    at: datetime,
    change: ChangeNotice | None = None,
) -> AmendedNotice:
    """An officer prepares new amounts for the grant; they may not fall below what is called."""
    case = locked_case(application)
    _refuse_wrong_amendment(case, amounts, reason)
    try:
        with transaction.atomic():
            amendment = AmendedNotice.objects.create(
                application=case,
                number=next_number(AmendedNotice, case),
                change=change,
                reason=reason.strip(),
                prepared_by=by,
                prepared_at=at,
                **amounts,
            )
    except IntegrityError:
        raise PayoutRefused(
            "Ein Änderungsbescheid ist schon vorbereitet. Bitte zeichnen oder verwerfen Sie ihn "
            "zuerst."
        ) from None
    check(by, may.AMENDMENT_PREPARE, amendment, on=day_of(at))
    record(
        "funding.amendment.prepare", about=amendment, by=by, at=at,
        detail={"case": case.number, "total": str(amendment.total)},
    )  # fmt: skip
    mails.tell_approvers(case, news="Änderungsbescheid vorbereitet", at=at)
    return amendment


def discard_amendment(
    *, amendment: AmendedNotice, reason: str, by: Person, at: datetime
) -> AmendedNotice:
    """Drop a prepared amended notice."""
    return perform(AMENDED_NOTICE, "discard", on=amendment, by=by, at=at, reason=reason)


@transaction.atomic
def sign_amendment(*, amendment: AmendedNotice, by: Person, at: datetime) -> AmendedNotice:
    """A second person signs; the letter is frozen, the change it follows counts as amended."""
    case = locked_case(amendment.application)  # a call of this moment waits, or is counted
    before = granted_of(case)
    _refuse_below_called(case, amendment.by_part)
    signed = perform(AMENDED_NOTICE, "sign", on=amendment, by=by, at=at)
    signed.decided_by, signed.decided_on = by, day_of(at)
    try:
        signed.notice = freeze_amendment(signed, before=before, by=by, at=at)
    except NoWording as missing:
        raise PayoutRefused(str(missing)) from None
    signed.save(update_fields=["decided_by", "decided_on", "notice"])  # immutable from here on
    if signed.change is not None and signed.change.status in {"reported", "noted"}:
        perform(CHANGE, "amend", on=signed.change, by=by, at=at)
    mails.tell_applicant(signed.application, news="Änderungsbescheid", at=at)
    return signed


def _refuse_wrong_amendment(case: Application, amounts: Mapping[str, Decimal], reason: str) -> None:
    if case.status not in {Is.GRANTED, Is.FINAL}:
        raise PayoutRefused("Geändert werden kann nur ein erlassener Bescheid.")
    if not reason.strip():
        raise PayoutRefused("Bitte begründen Sie die Änderung.", field="reason")
    if any(amount < 0 for amount in amounts.values()):
        raise PayoutRefused("Beträge dürfen nicht negativ sein.")
    if dict(amounts) == granted_of(case):
        raise PayoutRefused("Die Beträge sind dieselben wie im geltenden Bescheid.")
    if total(amounts) > (case.requested or Decimal(0)):
        raise PayoutRefused("Es kann nicht mehr bewilligt werden, als beantragt ist.")
    _refuse_below_called(case, amounts)


def _refuse_below_called(case: Application, amounts: Mapping[str, Decimal]) -> None:
    """F16 from the other side: the grant never falls below what was called."""
    called = added(call.by_part for call in live_calls(case))
    for part, amount in amounts.items():
        if amount < called[part]:
            raise PayoutRefused(
                f"Abgerufen sind schon {euro(called[part])}. Ziehen Sie offene Abrufe zuerst "
                "zurück; was schon gezahlt ist, regelt der Verwendungsnachweis.",
                field=part,
            )
