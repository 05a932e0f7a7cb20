"""What must hold before money moves a step further."""

from decimal import Decimal
from typing import cast

from django.db.models import Count, Q, Sum

from drehscheibe.domain.payments.models import AccountIs, BankAccount, PaymentRun, RunIs
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.workflow.declarations import Attempt
from drehscheibe.kernel.workflow.refusals import TransitionRefused

NOTHING = Decimal(0)


def somebody_else_entered_it(attempt: Attempt) -> None:
    """Four eyes: a changed account is the commonest fraud, so a second person looks at it."""
    account = cast(BankAccount, attempt.on)
    if account.entered_by == attempt.by:
        raise TransitionRefused(
            "Vier-Augen-Prinzip: Sie haben diese Bankverbindung eingetragen. "
            "Bitte lassen Sie eine andere Person sie bestätigen."
        )


def run_holds_orders(attempt: Attempt) -> None:
    """An empty run is none."""
    if not cast(PaymentRun, attempt.on).orders.exists():
        raise TransitionRefused("Der Lauf enthält noch keine Zahlung. Bitte wählen Sie welche aus.")


def no_other_run_in_preparation(attempt: Attempt) -> None:
    """A payer prepares one run at a time, so that no payment is looked for in two places."""
    run = cast(PaymentRun, attempt.on)
    rows = PaymentRun.objects.filter(payer=run.payer_id, status=RunIs.DRAFT).exclude(pk=run.pk)
    if other := rows.first():
        raise TransitionRefused(
            f"In Vorbereitung ist schon der Lauf {other.number}. Bitte lassen Sie erst ihn "
            "vorlegen oder verwerfen, oder verwerfen Sie diesen: Seine Zahlungen sind dann offen "
            f"und kommen in den Lauf {other.number}."
        )


def accounts_may_be_paid(attempt: Attempt) -> None:
    """Every account of the run, the payer's own too, is confirmed and holds on the day."""
    run = cast(PaymentRun, attempt.on)
    day = run.execution_on
    fine = Q(status=AccountIs.CONFIRMED, valid_from__lte=day) & (
        Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    )
    accounts = BankAccount.objects.filter(Q(orders__run=run) | Q(pk=run.account_id))
    wrong = accounts.exclude(fine).first()
    if wrong is None:
        return
    if not wrong.is_confirmed:
        raise TransitionRefused(
            f"Die Bankverbindung {wrong} ist nicht bestätigt. Lassen Sie sie von einer zweiten "
            "Person bestätigen, oder nehmen Sie die Zahlung aus dem Lauf."
        )
    raise TransitionRefused(
        f"Die Bankverbindung {wrong} gilt am {german_day(day)} nicht. Nehmen Sie die Zahlung "
        "zurück und weisen Sie sie auf die geltende an."
    )


def releaser_did_not_prepare(attempt: Attempt) -> None:
    """Four eyes: who put the run together does not release it."""
    run = cast(PaymentRun, attempt.on)
    if attempt.by.pk in {run.prepared_by_id, run.started_by_id}:
        raise TransitionRefused(
            "Vier-Augen-Prinzip: Sie haben diesen Zahlungslauf vorbereitet. "
            "Bitte lassen Sie eine andere Person freigeben."
        )


def releaser_entered_no_account(attempt: Attempt) -> None:
    """Nobody sends money to an account they typed in."""
    run = cast(PaymentRun, attempt.on)
    accounts = BankAccount.objects.filter(Q(orders__run=run) | Q(pk=run.account_id))
    own = accounts.filter(entered_by=attempt.by).first()
    if own is not None:
        raise TransitionRefused(
            f"Vier-Augen-Prinzip: Sie haben die Bankverbindung {own} eingetragen. "
            "Bitte lassen Sie eine andere Person freigeben."
        )


def sum_is_unchanged(attempt: Attempt) -> None:
    """What is released is what was prepared, to the cent and to the piece."""
    run = cast(PaymentRun, attempt.on)
    now = run.orders.aggregate(total=Sum("amount"), count=Count("pk"))
    total = now["total"] or NOTHING
    if (total, now["count"]) != (run.total, run.count):
        raise TransitionRefused(
            f"Der Lauf enthält jetzt {now['count']} Zahlungen über {euro(total)}, "
            f"vorbereitet waren {run.count} über {euro(run.total or NOTHING)}. "
            "Bitte geben Sie ihn zur Vorbereitung zurück."
        )


def day_of_execution_is_ahead(attempt: Attempt) -> None:
    """The bank takes no order for a day that has passed."""
    run = cast(PaymentRun, attempt.on)
    if run.execution_on < day_of(attempt.at):
        raise TransitionRefused(
            f"Der Ausführungstag {german_day(run.execution_on)} ist vorbei. "
            "Bitte geben Sie den Lauf zur Vorbereitung zurück und wählen Sie einen neuen Tag."
        )


def day_of_execution_is_known(attempt: Attempt) -> None:
    """Confirmed is what the bank says it paid on a day."""
    if cast(PaymentRun, attempt.on).executed_on is None:
        raise TransitionRefused("Bitte geben Sie an, an welchem Tag die Bank gezahlt hat.")
