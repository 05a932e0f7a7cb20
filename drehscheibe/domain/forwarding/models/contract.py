"""The forwarding contract, what is paid on it, and what comes back; amounts in euro."""

from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.forwarding.models.case import ForwardingCase
from drehscheibe.domain.payments.models import PaymentOrder
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.people.models import Person


class ForwardingContract(models.Model):
    """The contract on the mandatory model (Weiterleitungsvertrag); one in force per case (K11)."""

    case = models.ForeignKey(ForwardingCase, models.PROTECT, related_name="contracts")
    number = models.PositiveSmallIntegerField("Nr.", default=1)
    model_version = models.CharField("Fassung des Mustervertrags", max_length=40)
    amount = models.DecimalField("Betrag", max_digits=12, decimal_places=2)
    starts_on = models.DateField("Beginn")
    ends_on = models.DateField("Ende")
    proof_due_on = models.DateField("Nachweis bis")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    signed_copy = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    centre_signed_on = models.DateField("vom Zentrum gezeichnet am", null=True)
    applicant_signed_on = models.DateField("vom Dritten gezeichnet am", null=True)
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    cancelled_on = models.DateField("aufgehoben am", null=True)
    created_at = models.DateTimeField("angelegt am")

    class Meta:
        verbose_name = "Weiterleitungsvertrag"
        verbose_name_plural = "Weiterleitungsverträge"
        ordering = ("case", "number")
        constraints = (
            models.UniqueConstraint(
                name="contract_one_in_force",
                fields=("case",),
                condition=Q(cancelled_on__isnull=True),
            ),
            models.UniqueConstraint(name="contract_number_once", fields=("case", "number")),
            models.CheckConstraint(name="contract_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="contract_days_in_order", condition=Q(ends_on__gte=F("starts_on"))
            ),
        )

    def __str__(self) -> str:
        """Case and number."""
        return f"Vertrag {self.number} zu {self.case_id}"


class ForwardingPayment(models.Model):
    """A part of the contract's amount that is to be paid; at most as much as is contracted.

    Whether it is paid says its order: `order.is_paid`.
    """

    case = models.ForeignKey(ForwardingCase, models.PROTECT, related_name="payments")
    amount = models.DecimalField("Betrag", max_digits=12, decimal_places=2)
    wanted_on = models.DateField("gewünscht zum")
    order = models.OneToOneField(
        PaymentOrder, models.PROTECT, null=True, related_name="forwarding_payment"
    )
    ordered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField("angewiesen am")
    cancelled_on = models.DateField("zurückgenommen am", null=True)

    class Meta:
        verbose_name = "Zahlung an Dritte"
        verbose_name_plural = "Zahlungen an Dritte"
        ordering = ("case", "id")
        constraints = (
            models.CheckConstraint(name="forwarding_payment_positive", condition=Q(amount__gt=0)),
        )

    def __str__(self) -> str:
        """Which case it belongs to."""
        return f"Zahlung zu {self.case_id}"

    @property
    def subject(self) -> str:
        """Under which name the order is placed once and never twice."""
        return f"forwarding.payment:{self.pk}"


class ForwardingRepayment(models.Model):
    """What a third party has to pay back, with its letter.

    `returned` is what came in of the principal, `interest_returned` of the interest. Interest runs
    from `arises_on` (None: none) and is fixed as `interest` when the principal is back; what of it
    is not asked for any more has `waived_reason`.
    """

    case = models.ForeignKey(ForwardingCase, models.PROTECT, related_name="repayments")
    amount = models.DecimalField("Betrag", max_digits=12, decimal_places=2)
    arises_on = models.DateField("zu verzinsen ab", null=True)
    interest = models.DecimalField("Zinsen", max_digits=12, decimal_places=2, default=0)
    interest_returned = models.DecimalField(
        "Zinsen eingegangen", max_digits=12, decimal_places=2, default=0
    )
    waived_reason = models.TextField("Zinsen nicht weiter gefordert, weil", blank=True)
    reason = models.TextField("Begründung")
    claimed_on = models.DateField("gefordert am")
    due_on = models.DateField("fällig am")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    returned = models.DecimalField("zurückgezahlt", max_digits=12, decimal_places=2, default=0)
    returned_on = models.DateField("zurückgezahlt am", null=True)
    claimed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Rückforderung von Dritten"
        verbose_name_plural = "Rückforderungen von Dritten"
        ordering = ("case", "id")
        constraints = (
            models.CheckConstraint(
                name="forwarding_repayment_in_bounds",
                condition=Q(
                    amount__gt=0,
                    interest__gte=0,
                    returned__gte=0,
                    returned__lte=F("amount"),
                    interest_returned__gte=0,
                    interest_returned__lte=F("interest"),
                ),
            ),
        )

    def __str__(self) -> str:
        """Which case it belongs to."""
        return f"Rückforderung zu {self.case_id}"


class ForwardingReceipt(models.Model):
    """Money of a claim that came in (Geldeingang): first the principal, then the interest."""

    claim = models.ForeignKey(ForwardingRepayment, models.PROTECT, related_name="receipts")
    amount = models.DecimalField("Betrag", max_digits=12, decimal_places=2)
    received_on = models.DateField("eingegangen am")
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField("eingetragen am")

    class Meta:
        verbose_name = "Geldeingang von Dritten"
        verbose_name_plural = "Geldeingänge von Dritten"
        ordering = ("received_on", "id")
        constraints = (
            models.CheckConstraint(name="forwarding_receipt_positive", condition=Q(amount__gt=0)),
        )

    def __str__(self) -> str:
        """Which claim it belongs to."""
        return f"Geldeingang zu {self.claim_id}"
