"""Keeping accounts: enter, confirm by a second person, show the number to those who need it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from drehscheibe.domain.payments import permissions as may
from drehscheibe.domain.payments.iban import IbanRefused, grouped, parse_bic, parse_iban
from drehscheibe.domain.payments.models import AccountIs, BankAccount
from drehscheibe.domain.payments.refusals import PaymentRefused
from drehscheibe.domain.payments.sepa_text import LONGEST_NAME, sepa_text
from drehscheibe.domain.payments.workflow import ACCOUNT
from drehscheibe.kernel.access.sealing import fingerprint, seal, unseal
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import allows, check, locked_for
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.refusals import TransitionRefused

PURPOSE = "payments.iban"
TAIL = 4
CONFIRMING = ("confirm", "vouch")


@dataclass(frozen=True)
class AccountDetails:
    """What was typed: holder, number and bank's code; from when it holds (today when empty)."""

    holder: str
    iban: str
    bic: str = ""
    valid_from: date | None = None


@transaction.atomic
def enter_account(
    *,
    details: AccountDetails,
    kept_by: Organisation,
    owner: Organisation | None = None,
    by: Person | None,
    at: datetime,
) -> BankAccount:
    """Keep an account until a second person confirms it; `by=None`: the third party typed it.

    A third party (`owner=None`) may name the same account for another case: the known one comes
    back, confirmed or not. Raises `PaymentRefused` with the field, `PermissionDenied` when the
    person may not.
    """
    number, bic = _checked(details)
    holder = " ".join(details.holder.split())
    account = BankAccount(
        owner=owner, kept_by=kept_by, holder=holder,
        iban_sealed=seal(number, purpose=PURPOSE), iban_mark=fingerprint(number, purpose=PURPOSE),
        iban_country=number[:2], iban_tail=number[-TAIL:], bic=bic,
        valid_from=details.valid_from or day_of(at), entered_by=by, entered_at=at,
    )  # fmt: skip
    known = _known(account)
    if known is None:
        account.save()
    if by is not None:
        check(by, may.ACCOUNT_MANAGE, known or account, on=day_of(at))
    if known is not None:
        return _same_again(known)
    record("payments.account.enter", about=account, by=by, at=at)
    return account


@transaction.atomic
def take_account_step(
    *, account: BankAccount, step: str, reason: str = "", by: Person, at: datetime
) -> BankAccount:
    """Confirm, vouch, refuse, turn down or block; a confirmed one ends its predecessor the day
    before. Raises `TransitionRefused`.
    """
    if step in CONFIRMING and account.owner_id is not None:
        Organisation.objects.select_for_update(no_key=True).get(pk=account.owner_id)
        locked_for(by, ACCOUNT.by_name[step].permission, account, on=day_of(at))
        _end_predecessors(account, by=by, at=at)
    return perform(ACCOUNT, step, on=account, by=by, at=at, reason=reason)


@transaction.atomic
def read_number(*, account: BankAccount, by: Person, at: datetime) -> str:
    """The full number in groups, for somebody who may; every look is recorded."""
    today = day_of(at)
    if not allows(by, may.ACCOUNT_VOUCH, account, on=today):
        check(by, may.ACCOUNT_READ_NUMBER, account, on=today)
    record("payments.account.read_number", about=account, by=by, at=at)
    return grouped(number_of(account))


def number_of(account: BankAccount) -> str:
    """The number itself, for the file to the bank only; people go through `read_number`."""
    return unseal(account.iban_sealed, purpose=PURPOSE)


def _checked(details: AccountDetails) -> tuple[str, str]:
    """Number and code as they are stored."""
    if not details.holder.strip():
        raise PaymentRefused("Geben Sie an, auf wen das Konto lautet.", field="holder")
    if not any(sign.isalnum() for sign in sepa_text(details.holder)):
        raise PaymentRefused(
            f"„{details.holder.strip()}“ enthält kein Zeichen, das eine Bank annimmt. Schreiben "
            "Sie den Kontoinhaber in Buchstaben.",
            field="holder",
        )
    if len(sepa_text(details.holder)) > LONGEST_NAME:
        raise PaymentRefused(
            f"Der Kontoinhaber ist für die Bank zu lang (höchstens {LONGEST_NAME} Zeichen). "
            "Bitte kürzen Sie ihn so, wie er auf der Bankkarte steht.",
            field="holder",
        )
    try:
        number = parse_iban(details.iban)
    except IbanRefused as refusal:
        raise PaymentRefused(str(refusal), field="iban") from None
    try:
        return number, parse_bic(details.bic, iban=number)
    except IbanRefused as refusal:
        raise PaymentRefused(str(refusal), field="bic") from None


def _same_again(known: BankAccount) -> BankAccount:
    if known.owner_id is not None:
        raise PaymentRefused("Diese Bankverbindung ist schon eingetragen.", field="iban")
    return known


def _known(account: BankAccount) -> BankAccount | None:
    """The same number and holder, kept at the same place and not refused."""
    same = BankAccount.objects.filter(
        iban_mark=account.iban_mark, kept_by=account.kept_by, owner=account.owner,
        holder__iexact=account.holder, valid_to__isnull=True,
    )  # fmt: skip
    return same.exclude(status=AccountIs.REFUSED).order_by("-id").first()


def _end_predecessors(account: BankAccount, *, by: Person, at: datetime) -> None:
    """The organisation's account so far holds until the day before."""
    before = BankAccount.objects.filter(
        owner_id=account.owner_id, status=AccountIs.CONFIRMED, valid_to__isnull=True
    ).exclude(pk=account.pk)
    for each in before.select_for_update(of=("self",), no_key=True):
        if each.valid_from >= account.valid_from:
            raise TransitionRefused(
                f"Die bisherige Bankverbindung gilt erst ab {german_day(each.valid_from)}. "
                "Die neue muss später beginnen: Bitte verwerfen Sie sie und tragen Sie sie mit "
                "einem späteren Tag ein."
            )
        BankAccount.objects.filter(pk=each.pk).update(
            valid_to=account.valid_from - timedelta(days=1)
        )
        record("payments.account.end", about=each, by=by, at=at, detail={"next": account.pk})
