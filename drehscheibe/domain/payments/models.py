"""Money on its way: accounts, orders to pay, and the runs that carry them to the bank."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.organisations.models import DateRange, Organisation
from drehscheibe.kernel.people.models import Person


class AccountIs(models.TextChoices):
    """Where an account stands; money goes to confirmed ones only."""

    ENTERED = "entered", "Noch nicht bestätigt"
    CONFIRMED = "confirmed", "Bestätigt"
    REFUSED = "refused", "Verworfen"


class OrderIs(models.TextChoices):
    """Where a payment stands; read only, `workflow.ORDER` alone moves it."""

    OPEN = "open", "Offen"
    COLLECTED = "collected", "Im Zahlungslauf"
    PAID = "paid", "Gezahlt"
    RETURNED = "returned", "Zurückgekommen"
    CANCELLED = "cancelled", "Zurückgenommen"


class RunIs(models.TextChoices):
    """Where a run stands; from the release on nothing in it can change."""

    DRAFT = "draft", "In Vorbereitung"
    PREPARED = "prepared", "Wartet auf Freigabe"
    RELEASED = "released", "Freigegeben"
    SENT = "sent", "Bei der Bank"
    CONFIRMED = "confirmed", "Ausgeführt"
    CANCELLED = "cancelled", "Verworfen"


class BankAccount(models.Model):
    """An account somebody is paid to or pays from (Bankverbindung).

    The number is sealed; `iban_tail` shows it masked, `iban_mark` recognises it without reading.
    `owner` is an organisation of the platform, or nobody: a third party, then `holder` says who,
    and `kept_by` is the centre that deals with it. `entered_by` is nobody when the third party
    typed it. Replaced accounts stay, with the days they held.
    """

    owner = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        related_name="accounts",
        verbose_name="Organisation",
    )
    kept_by = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="geführt bei"
    )
    holder = models.CharField("Kontoinhaber", max_length=70)
    iban_sealed = models.TextField("IBAN, verschlüsselt", editable=False)
    iban_mark = models.CharField("Erkennungsmerkmal der IBAN", max_length=64, editable=False)
    iban_country = models.CharField("Land der IBAN", max_length=2)
    iban_tail = models.CharField("letzte Stellen der IBAN", max_length=4)
    bic = models.CharField("BIC", max_length=11, blank=True)
    valid_from = models.DateField("gültig von")
    valid_to = models.DateField("gültig bis", null=True)
    status = models.CharField("Stand", max_length=12, choices=AccountIs, default=AccountIs.ENTERED)
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField("eingetragen am")

    class Meta:
        verbose_name = "Bankverbindung"
        verbose_name_plural = "Bankverbindungen"
        ordering = ("holder", "-valid_from", "-id")
        indexes = (models.Index(fields=("iban_mark",), name="account_mark"),)
        constraints = (
            models.CheckConstraint(
                name="account_validity_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(name="account_names_its_holder", condition=~Q(holder="")),
            ExclusionConstraint(
                name="account_one_confirmed_a_day",
                expressions=[
                    ("owner", RangeOperators.EQUAL),
                    (
                        DateRange("valid_from", "valid_to", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(status="confirmed", owner__isnull=False),
            ),
        )

    def __str__(self) -> str:
        """Holder and masked number."""
        return f"{self.holder}, {self.masked}"

    @property
    def masked(self) -> str:
        """The number as everybody may see it."""
        return f"{self.iban_country}•• •••• … {self.iban_tail}"

    @property
    def is_confirmed(self) -> bool:
        """Whether a second person has confirmed it."""
        return self.status == AccountIs.CONFIRMED


class PaymentRun(models.Model):
    """Orders that go to the bank together in one file (Zahlungslauf).

    `total` in euro and `count` are fixed with the preparation and compared at the release.
    `executed_on` is the day the bank says it paid.
    """

    payer = models.ForeignKey(
        Organisation, models.PROTECT, related_name="payment_runs", verbose_name="Zahlende Stelle"
    )
    number = models.CharField("Nummer", max_length=20, unique=True)
    account = models.ForeignKey(
        BankAccount, models.PROTECT, related_name="+", verbose_name="Belastetes Konto"
    )
    status = models.CharField("Stand", max_length=12, choices=RunIs, default=RunIs.DRAFT)
    execution_on = models.DateField("Auszuführen am")
    total = models.DecimalField("Summe", max_digits=12, decimal_places=2, null=True)
    count = models.PositiveIntegerField("Zahl der Zahlungen", null=True)
    file = models.OneToOneField(
        Document, models.PROTECT, null=True, related_name="+", verbose_name="Datei für die Bank"
    )
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    started_at = models.DateTimeField("angelegt am")
    prepared_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    released_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    executed_on = models.DateField("ausgeführt am", null=True)

    class Meta:
        verbose_name = "Zahlungslauf"
        verbose_name_plural = "Zahlungsläufe"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                name="run_one_draft_a_payer", fields=("payer",), condition=Q(status="draft")
            ),
            models.CheckConstraint(
                name="run_four_eyes",
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("prepared_by")),
            ),
            models.CheckConstraint(
                name="run_released_with_its_file",
                condition=~Q(status__in=["released", "sent", "confirmed"])
                | Q(file__isnull=False, released_by__isnull=False, total__gt=0),
            ),
            models.CheckConstraint(
                name="run_confirmed_with_its_day",
                condition=~Q(status="confirmed") | Q(executed_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        """The number."""
        return self.number

    @property
    def message_id(self) -> str:
        """What the bank knows the file by; the same for ever."""
        return f"DREHSCHEIBE-{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether orders may still be put in or taken out."""
        return self.status == RunIs.DRAFT

    @property
    def file_series(self) -> str:
        """Where its file lies among the documents."""
        return f"payments.run:{self.pk}"


class PaymentOrder(models.Model):
    """An amount in euro somebody is to be paid (Zahlungsanweisung).

    `subject` names what it is paid for, e.g. `funding.call:12`: there is at most one live order
    for it. A returned or cancelled one makes room for the next `attempt`. `unit` is the centre on
    whose behalf its carrier pays. Amount, account and purpose never change.
    """

    payer = models.ForeignKey(
        Organisation, models.PROTECT, related_name="payment_orders", verbose_name="Zahlende Stelle"
    )
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name="für das Zentrum"
    )
    account = models.ForeignKey(
        BankAccount, models.PROTECT, related_name="orders", verbose_name="Empfängerkonto"
    )
    amount = models.DecimalField("Betrag", max_digits=12, decimal_places=2)
    purpose = models.CharField("Verwendungszweck", max_length=140)
    subject = models.CharField("Anlass", max_length=100)
    attempt = models.PositiveSmallIntegerField("Versuch", default=1)
    wanted_on = models.DateField("Gewünscht zum")
    status = models.CharField("Stand", max_length=12, choices=OrderIs, default=OrderIs.OPEN)
    run = models.ForeignKey(
        PaymentRun, models.PROTECT, null=True, related_name="orders", verbose_name="Zahlungslauf"
    )
    paid_on = models.DateField("gezahlt am", null=True)
    returned_on = models.DateField("zurückgekommen am", null=True)
    ordered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField("angewiesen am")

    class Meta:
        verbose_name = "Zahlungsanweisung"
        verbose_name_plural = "Zahlungsanweisungen"
        ordering = ("wanted_on", "id")
        constraints = (
            models.CheckConstraint(name="order_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="order_names_subject_and_purpose",
                condition=~Q(subject="") & ~Q(purpose=""),
            ),
            models.UniqueConstraint(name="order_attempt_once", fields=("subject", "attempt")),
            models.UniqueConstraint(
                name="order_one_live_a_subject",
                fields=("subject",),
                condition=Q(status__in=["open", "collected", "paid"]),
            ),
            models.CheckConstraint(
                name="order_run_fits_status",
                condition=(
                    Q(status="open")  # the moment between choosing a run and the step
                    | Q(status="cancelled", run__isnull=True)
                    | Q(status__in=["collected", "paid", "returned"], run__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="order_paid_with_its_day",
                condition=~Q(status="paid") | Q(paid_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        """What for, to whom."""
        return f"{self.purpose} an {self.account.holder}"

    @property
    def is_paid(self) -> bool:
        """Whether the bank has paid it and it has not come back."""
        return self.status == OrderIs.PAID

    @property
    def end_to_end_id(self) -> str:
        """What the bank carries through to the receiver; another one for each attempt."""
        return f"DS-{self.pk}-{self.attempt}"
