"""A payment run from the first order to the bank's confirmation."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Count, Sum

from drehscheibe.domain.payments import permissions as may
from drehscheibe.domain.payments.accounts import number_of
from drehscheibe.domain.payments.models import (
    BankAccount,
    OrderIs,
    PaymentOrder,
    PaymentRun,
    RunIs,
)
from drehscheibe.domain.payments.refusals import PaymentRefused
from drehscheibe.domain.payments.selectors import account_for
from drehscheibe.domain.payments.sepa_file import Batch, Party, Transfer, credit_transfer_file
from drehscheibe.domain.payments.workflow import ORDER, RUN
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.actions import Content, freeze
from drehscheibe.kernel.documents.file_names import XML
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.workflow.actions import perform, perform_all
from drehscheibe.kernel.workflow.declarations import Attempt
from drehscheibe.kernel.workflow.refusals import TransitionRefused

PAYER_LOCK = 7303


@transaction.atomic
def start_run(
    *,
    payer: Organisation,
    orders: Iterable[int],
    execution_on: date,
    by: Person,
    at: datetime,
) -> PaymentRun:
    """Begin a run of the payer with these open orders (by key).

    A payer has one run in preparation: pressed twice, or by two people at once, the one that
    exists comes back, with the orders put in. Raises `PaymentRefused`.
    """
    _hold_preparation_of(payer.pk)
    wanted = [each.pk for each in _locked_orders(orders, payer.pk)]  # before the record is locked
    run = PaymentRun.objects.filter(payer=payer, status=RunIs.DRAFT).first()
    if run is None:
        run = _new_run(payer, execution_on=execution_on, by=by, at=at)
    put_in(run=run, orders=wanted, by=by, at=at)
    return run


@transaction.atomic
def put_in(*, run: PaymentRun, orders: Iterable[int], by: Person, at: datetime) -> int:
    """Take open orders of the same payer into the run; those already in it stay."""
    run = _locked(run)
    check(by, may.RUN_PREPARE, run, on=day_of(at))
    _refuse_unless_draft(run)
    chosen = _locked_orders(orders, run.payer_id)
    fresh = [each for each in chosen if each.run_id != run.pk]
    taken = [each for each in fresh if each.status != OrderIs.OPEN]
    if taken:
        raise PaymentRefused(
            f"„{taken[0]}“ ist nicht mehr offen ({taken[0].get_status_display()}). "
            "Bitte laden Sie die Liste neu."
        )
    PaymentOrder.objects.filter(pk__in=[each.pk for each in fresh]).update(run=run)
    return perform_all(ORDER, "collect", on=fresh, by=by, at=at)


@transaction.atomic
def take_out(*, order: PaymentOrder, by: Person, at: datetime) -> None:
    """Take one order out of a run in preparation; it is open again."""
    saved = PaymentOrder.objects.select_related("run").get(pk=order.pk)
    if saved.run is not None:
        _refuse_unless_draft(_locked(saved.run))
    perform(ORDER, "take_out", on=order, by=by, at=at)
    PaymentOrder.objects.filter(pk=order.pk).update(run=None)


@transaction.atomic
def change_day(*, run: PaymentRun, execution_on: date, by: Person, at: datetime) -> None:
    """Another day of execution, while the run is in preparation."""
    run = _locked(run)
    check(by, may.RUN_PREPARE, run, on=day_of(at))
    _refuse_unless_draft(run)
    _refuse_past(execution_on, at=at)
    PaymentRun.objects.filter(pk=run.pk).update(execution_on=execution_on)
    record("payments.run.change_day", about=run, by=by, at=at)


@transaction.atomic
def prepare(*, run: PaymentRun, by: Person, at: datetime) -> PaymentRun:
    """Fix sum and number and lay the run before a second person."""
    run = _locked(run)
    if run.status == RunIs.DRAFT:
        check(by, may.RUN_PREPARE, run, on=day_of(at))
        sums = run.orders.aggregate(total=Sum("amount"), count=Count("pk"))
        PaymentRun.objects.filter(pk=run.pk).update(**sums, prepared_by=by)
    return perform(RUN, "prepare", on=run, by=by, at=at)


@transaction.atomic
def release(*, run: PaymentRun, by: Person, at: datetime) -> PaymentRun:
    """The second person's release: the file is made, checked, frozen; nothing changes after it."""
    run = _locked(run)
    if run.status == RunIs.PREPARED:
        check(by, may.RUN_RELEASE, run, on=day_of(at))
        today = day_of(at)
        for guard in RUN.by_name["release"].guards:
            guard(Attempt(run, by, at, "", today, today))
        content = credit_transfer_file(_batch(run, at=at))
        file = freeze(
            content=Content(content, XML), series=run.file_series,
            title=f"Zahlungslauf {run.number}", owner=run.payer, by=by, at=at,
        )  # fmt: skip
        PaymentRun.objects.filter(pk=run.pk).update(file=file, released_by=by)
    return perform(RUN, "release", on=run, by=by, at=at)


@transaction.atomic
def file_for_bank(*, run: PaymentRun, by: Person, at: datetime) -> Document:
    """The frozen file, the same bytes every time; each download is recorded."""
    check(by, may.RUN_PREPARE, run, on=day_of(at))
    if run.file is None:
        raise TransitionRefused("Die Datei entsteht erst mit der Freigabe.")
    record("payments.run.download", about=run, by=by, at=at)
    return run.file


@transaction.atomic
def confirm(*, run: PaymentRun, executed_on: date, by: Person, at: datetime) -> PaymentRun:
    """The bank has paid on `executed_on`: every order of the run but the returned ones is paid."""
    run = _locked(run)
    check(by, may.RUN_PREPARE, run, on=day_of(at))
    if run.status == RunIs.SENT:
        _refuse_unlikely(executed_on, run=run, at=at)
        PaymentRun.objects.filter(pk=run.pk).update(executed_on=executed_on)
        orders = run.orders.filter(status=OrderIs.COLLECTED)
        paid = list(orders)
        orders.update(paid_on=executed_on)
        perform_all(ORDER, "pay", on=paid, by=by, at=at)
    return perform(RUN, "confirm", on=run, by=by, at=at)


@transaction.atomic
def note_return(*, order: PaymentOrder, reason: str, by: Person, at: datetime) -> PaymentOrder:
    """Money came back (Rückläufer): the payment counts as not made and may be ordered anew."""
    saved = PaymentOrder.objects.select_related("run").get(pk=order.pk)
    if saved.run is None or saved.run.status not in {RunIs.SENT, RunIs.CONFIRMED}:
        raise TransitionRefused("Zurückkommen kann nur eine Zahlung, die bei der Bank war.")
    _locked(saved.run)
    PaymentOrder.objects.filter(pk=order.pk, returned_on=None).update(returned_on=day_of(at))
    return perform(ORDER, "return", on=order, by=by, at=at, reason=reason)


@transaction.atomic
def take_run_step(
    *, run: PaymentRun, step: str, reason: str = "", by: Person, at: datetime
) -> PaymentRun:
    """Any other step: send_back, hand_in, cancel (orders open again), reject (orders returned)."""
    if step == "send_back":  # becomes the one run in preparation: waits for a start at this moment
        _hold_preparation_of(run.payer_id)
    run = _locked(run)
    if step in RUN.by_name and run.status in RUN.by_name[step].sources:
        check(by, RUN.by_name[step].permission, run, on=day_of(at))
        held = list(run.orders.filter(status=OrderIs.COLLECTED))
        if step == "cancel":
            perform_all(ORDER, "take_out", on=held, by=by, at=at)
            run.orders.update(run=None)
        if step == "reject":
            run.orders.filter(status=OrderIs.COLLECTED).update(returned_on=day_of(at))
            perform_all(ORDER, "return", on=held, by=by, at=at, reason=reason)
    return perform(RUN, step, on=run, by=by, at=at, reason=reason)


def _hold_preparation_of(payer: int) -> None:
    """Nobody else starts or gives back a run of the payer until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [PAYER_LOCK, payer])


def _new_run(payer: Organisation, *, execution_on: date, by: Person, at: datetime) -> PaymentRun:
    _refuse_past(execution_on, at=at)
    account = account_for(payer, on=execution_on)
    if account is None:
        raise PaymentRefused(
            f"Für {payer} ist kein bestätigtes Konto eingetragen, von dem gezahlt wird. "
            "Bitte tragen Sie es unter „Bankverbindungen“ ein."
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('payments_paymentrun', 'id'))")
        serial = cursor.fetchone()[0]
    run = PaymentRun.objects.create(
        pk=serial, number=f"Z-{day_of(at).year}-{serial:05d}", payer=payer, account=account,
        execution_on=execution_on, started_by=by, started_at=at,
    )  # fmt: skip
    check(by, may.RUN_PREPARE, run, on=day_of(at))
    record("payments.run.start", about=run, by=by, at=at)
    return run


def _locked(run: PaymentRun) -> PaymentRun:
    rows = PaymentRun.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("payer", "account").get(pk=run.pk)


def _locked_orders(orders: Iterable[int], payer: int) -> list[PaymentOrder]:
    """Those of the payer, held until the transaction ends; always in the same order."""
    rows = PaymentOrder.objects.filter(pk__in=list(orders), payer=payer).order_by("pk")
    return list(rows.select_for_update(of=("self",), no_key=True))


def _batch(run: PaymentRun, *, at: datetime) -> Batch:
    orders = run.orders.select_related("account").order_by("pk")
    return Batch(
        message_id=run.message_id,
        payer=_party(run.account),
        execution_on=run.execution_on,
        made_at=at,
        transfers=[
            Transfer(_party(each.account), each.amount, each.purpose, each.end_to_end_id)
            for each in orders
        ],
    )


def _party(account: BankAccount) -> Party:
    return Party(name=account.holder, iban=number_of(account), bic=account.bic)


def _refuse_unless_draft(run: PaymentRun) -> None:
    if not run.is_open:
        raise TransitionRefused(
            f"Der Lauf {run.number} ist schon weiter („{run.get_status_display()}“) und lässt "
            "sich nicht mehr ändern."
        )


def _refuse_past(execution_on: date, *, at: datetime) -> None:
    if execution_on < day_of(at):
        raise PaymentRefused(
            "Der Ausführungstag liegt in der Vergangenheit. Bitte wählen Sie einen späteren Tag.",
            field="execution_on",
        )


def _refuse_unlikely(executed_on: date, *, run: PaymentRun, at: datetime) -> None:
    if executed_on > day_of(at):
        raise PaymentRefused("Der Tag liegt in der Zukunft. Bitte prüfen.", field="executed_on")
    if executed_on < run.execution_on:
        raise PaymentRefused(
            f"Die Bank zahlt nicht vor dem Ausführungstag {german_day(run.execution_on)}. "
            "Bitte prüfen Sie das Datum.",
            field="executed_on",
        )
