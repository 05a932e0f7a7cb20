"""The decision on an application: a promise within the allocation, or a refusal; in euro."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from drehscheibe.domain.forwarding.centre.letters import promise_letter, refusal_letter
from drehscheibe.domain.forwarding.centre.locking import case_for_step, locked_allocation
from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.facts import allocation_facts
from drehscheibe.domain.forwarding.findings import allocation_findings
from drehscheibe.domain.forwarding.models import Allocation, CaseItem, ForwardingCase
from drehscheibe.domain.forwarding.third_party.links import LinkMaker
from drehscheibe.domain.forwarding.third_party.mails import tell_third_party
from drehscheibe.domain.forwarding.workflow import CASE
from drehscheibe.kernel.documents.actions import freeze_letter
from drehscheibe.kernel.documents.letters import Letter, letter_pdf
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.refusals import TransitionRefused

ZERO = Decimal(0)


@transaction.atomic
def promise_case(
    *,
    case: ForwardingCase,
    amounts: Mapping[int, Decimal],
    reason: str,
    link: LinkMaker,
    by: Person,
    at: datetime,
) -> ForwardingCase:
    """Promise so many euro for each item (by its number), never beyond the allocation (K10, K11).

    Less than asked needs a reason. Sums are read with the allocation locked, so of two people with
    the last money the second is refused. Raises `StepRefused`, `TransitionRefused`.
    """
    row = case_for_step(case, "promise", by=by, at=at)
    _refuse_own_check(row, by)
    items = list(row.items.all())
    for item in items:
        item.promised = _fitting(item, amounts.get(item.number, ZERO))
    total = sum((item.promised or ZERO for item in items), ZERO)
    if total <= 0:
        raise StepRefused("Sagen Sie mindestens einen Betrag zu, oder lehnen Sie den Antrag ab.")
    if total < (row.requested or ZERO) and not reason.strip():
        raise StepRefused(
            "Sie sagen weniger zu als beantragt. Bitte begründen Sie das für die Antragstellerin.",
            field="reason",
        )
    _refuse_beyond(locked_allocation(row), items, total)
    CaseItem.objects.bulk_update(items, ["promised"])
    ForwardingCase.objects.filter(pk=row.pk).update(
        promised=total, decision_reason=reason.strip(), decided_by=by
    )
    moved = perform(CASE, "promise", on=row, by=by, at=at, reason=reason)
    _send(moved, promise_letter(moved, at=at), "Zusage", link=link, by=by, at=at)
    return moved


@transaction.atomic
def refuse_case(
    *, case: ForwardingCase, reason: str, link: LinkMaker, by: Person, at: datetime
) -> ForwardingCase:
    """Refuse with a reason the third party reads."""
    row = case_for_step(case, "refuse", by=by, at=at)
    _refuse_own_check(row, by)
    ForwardingCase.objects.filter(pk=row.pk).update(decision_reason=reason.strip(), decided_by=by)
    moved = perform(CASE, "refuse", on=row, by=by, at=at, reason=reason)
    _send(moved, refusal_letter(moved, at=at), "Ablehnung", link=link, by=by, at=at)
    return moved


def _fitting(item: CaseItem, amount: Decimal) -> Decimal:
    if not ZERO <= amount <= (item.amount or ZERO):
        raise StepRefused(
            f"Zu Punkt {item.number} sind höchstens {euro(item.amount or ZERO)} möglich.",
            field=f"item-{item.number}",
        )
    return amount


def _refuse_own_check(row: ForwardingCase, by: Person) -> None:
    """Said before anything is written; guard and database say it again."""
    if row.checked_by_id == by.pk:
        raise TransitionRefused(
            "Vier-Augen-Prinzip: Sie haben diesen Antrag geprüft. "
            "Bitte lassen Sie eine andere Person entscheiden."
        )


def _refuse_beyond(allocation: Allocation, items: Iterable[CaseItem], total: Decimal) -> None:
    training = sum(
        (item.promised or ZERO for item in items if item.code in allocation.training_items), ZERO
    )
    found = allocation_findings(allocation_facts(allocation), promise=total, training=training)
    if found:
        raise StepRefused(f"{found[0].message} ({found[0].rule})")


def _send(
    case: ForwardingCase, letter: Letter, title: str, *, link: LinkMaker, by: Person, at: datetime
) -> None:
    freeze_letter(
        content=letter_pdf(letter, issued_at=at),
        series=case.letter_series + ":decision",
        title=f"{title} {case.number}",
        owner=case.centre.organisation,
        by=by,
        at=at,
    )
    tell_third_party(case, news=f"Es liegt eine Entscheidung vor ({title})", link=link, at=at)
