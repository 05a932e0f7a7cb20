"""Steps of the third party: hand in, answer, withdraw, and the bank account."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from drehscheibe.domain.forwarding.facts import amounts_of
from drehscheibe.domain.forwarding.item_amounts import total
from drehscheibe.domain.forwarding.models import CaseIs, CaseItem, CaseQuery, ForwardingCase
from drehscheibe.domain.forwarding.refusals import ForwardingRefused
from drehscheibe.domain.forwarding.third_party.letters import application_pdf
from drehscheibe.domain.forwarding.third_party.links import LinkMaker
from drehscheibe.domain.forwarding.third_party.mails import tell_centre, tell_third_party
from drehscheibe.domain.forwarding.workflow import CASE
from drehscheibe.domain.payments.accounts import AccountDetails, enter_account
from drehscheibe.domain.payments.models import BankAccount
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.actions import freeze_letter
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from drehscheibe.kernel.workflow.by_link import perform_by_link

LONGEST_ANSWER = 6000
ACCOUNT_OPEN = frozenset(CaseIs.values) - {
    CaseIs.REFUSED, CaseIs.WITHDRAWN, CaseIs.PAID, CaseIs.PROOF_SUBMITTED,
    CaseIs.PROOF_CLARIFICATION, CaseIs.REPAYMENT, CaseIs.CLOSED,
}  # fmt: skip
"""While the money is still to come, the account may be given or replaced."""


def confirm_address(case: ForwardingCase, *, at: datetime) -> None:
    """Whoever writes through the link has read the mail: the address is proved, once."""
    if case.confirmed_at is None:
        case.confirmed_at = at
        case.save(update_fields=["confirmed_at"])
        record("forwarding.case.confirm", about=case, by=None, at=at)


@transaction.atomic
def hand_in(*, case: ForwardingCase, link: LinkMaker, at: datetime) -> ForwardingCase:
    """Submit: sum up, freeze the application as PDF, tell both sides. Raises `TransitionRefused`.

    A second press finds the state changed and is told so; nothing happens twice.
    """
    locked = _locked(case)
    if locked.status == CaseIs.DRAFT:
        _sum_up(locked)
        locked.submitted_on = day_of(at)
        locked.save(update_fields=["submitted_on", "requested"])
    moved = perform_by_link(CASE, "submit", on=locked, at=at)
    _freeze(moved, at=at)
    tell_third_party(moved, news="Ihr Antrag ist da", link=link, at=at)
    tell_centre(moved, news="ein Antrag ist eingegangen", at=at)
    return moved


@transaction.atomic
def answer_queries(
    *, case: ForwardingCase, answers: Mapping[int, str], at: datetime
) -> ForwardingCase:
    """Keep the answers as far as they are written; the step itself is `answer`."""
    locked = _locked(case)
    if locked.status not in {CaseIs.QUERY, CaseIs.PROOF_CLARIFICATION}:
        raise ForwardingRefused("Gerade ist keine Frage offen. Bitte laden Sie die Seite neu.")
    for query in locked.queries.all():
        text = answers.get(query.pk, query.answer).replace("\x00", "").strip()
        if len(text) > LONGEST_ANSWER:
            raise ForwardingRefused(f"Bitte höchstens {LONGEST_ANSWER} Zeichen schreiben.")
        if text != query.answer and not _is_of_an_earlier_round(query, locked):
            query.answer, query.answered_at = text, at
            query.save(update_fields=["answer", "answered_at"])
    return locked


@transaction.atomic
def send_answers(*, case: ForwardingCase, at: datetime) -> ForwardingCase:
    """Give the application back with the answers. Raises `TransitionRefused`."""
    locked = _locked(case)
    if locked.status == CaseIs.QUERY:
        _sum_up(locked)
        locked.save(update_fields=["requested"])
    moved = perform_by_link(CASE, "answer", on=locked, at=at)
    _freeze(moved, at=at)
    tell_centre(moved, news="die Rückfrage ist beantwortet", at=at)
    return moved


@transaction.atomic
def withdraw(*, case: ForwardingCase, reason: str, at: datetime) -> ForwardingCase:
    """Take the application back, with a reason; nothing can be undone afterwards."""
    moved = perform_by_link(CASE, "withdraw", on=case, at=at, reason=reason)
    if moved.submitted_on is not None:
        tell_centre(moved, news="der Antrag ist zurückgenommen", at=at)
    return moved


@transaction.atomic
def give_account(*, case: ForwardingCase, details: AccountDetails, at: datetime) -> None:
    """Keep the account the money goes to; the centre confirms it before anything is paid.

    Raises `PaymentRefused` with the field, `ForwardingRefused` when it is too late.
    """
    locked = _locked(case)
    if locked.status not in ACCOUNT_OPEN:
        raise ForwardingRefused(
            "Das Konto lässt sich hier nicht mehr ändern. Bitte rufen Sie das Zentrum an."
        )
    with acting_as_system():  # the account is kept by the centre, which the link does not reach
        account = enter_account(
            details=details, kept_by=locked.centre.organisation, owner=None, by=None, at=at
        )
    locked.account = account
    locked.save(update_fields=["account"])
    record("forwarding.case.account", about=locked, by=None, at=at, detail={"account": account.pk})


def account_of(case: ForwardingCase) -> BankAccount | None:
    """The account of the case, for its masked number."""
    if case.account_id is None:
        return None
    with acting_as_system():
        return BankAccount.objects.filter(pk=case.account_id).first()


def _locked(case: ForwardingCase) -> ForwardingCase:
    rows = ForwardingCase.objects.select_related("call", "centre__organisation", "centre__carrier")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=case.pk)


def _sum_up(case: ForwardingCase) -> None:
    """Amounts as they follow today: others may have applied for the same building meanwhile."""
    found = amounts_of(case)
    by_number = {each.number: each.amount for each in found}
    rows = list(case.items.all())
    for row in rows:
        row.amount = by_number.get(row.number)
    CaseItem.objects.bulk_update(rows, ["amount"])
    case.requested = total(found)


def _is_of_an_earlier_round(query: CaseQuery, case: ForwardingCase) -> bool:
    """Answers that were handed in stay as they are."""
    latest = case.queries.order_by("-asked_at").values_list("asked_at", flat=True).first()
    return query.answered_at is not None and latest is not None and query.answered_at < latest


def _freeze(case: ForwardingCase, *, at: datetime) -> None:
    freeze_letter(
        content=application_pdf(case, at=at),
        series=f"{case.letter_series}:application",
        title=f"Antrag {case.number}",
        owner=case.centre.organisation,
        by=None,
        at=at,
    )
