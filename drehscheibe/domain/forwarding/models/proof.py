"""A third party's proof of use: what was done, what it cost, and the vouchers."""

from django.db import models
from django.db.models import Q

from drehscheibe.domain.forwarding.models.case import CaseItem, ForwardingCase
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.people.models import Person


class ForwardingProof(models.Model):
    """The third party proves to the centre (Verwendungsnachweis der Dritten), euro.

    `eligible` is what the centre's check accepted. `kept_until` starts with the submission (F23);
    `legal_hold` keeps the vouchers longer. `document` is the PDF of what was handed in last.
    """

    case = models.OneToOneField(ForwardingCase, models.PROTECT, related_name="proof")
    text = models.TextField("Was ist geschehen?", blank=True)
    participants = models.PositiveIntegerField("erreichte Menschen", null=True, blank=True)
    confirmed = models.BooleanField("Richtigkeit bestätigt", default=False)
    kept_input = models.JSONField("noch nicht lesbare Eingaben", default=dict, blank=True)
    version = models.PositiveIntegerField("Fassung", default=1)
    field_versions = models.JSONField("Fassung je Feld", default=dict, blank=True)
    submitted_on = models.DateField("eingereicht am", null=True)
    kept_until = models.DateField("Belege aufzubewahren bis", null=True)
    eligible = models.DecimalField("anerkannt", max_digits=12, decimal_places=2, null=True)
    check_note = models.TextField("Prüfvermerk", blank=True)
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    checked_on = models.DateField("geprüft am", null=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    legal_hold = models.BooleanField("Löschsperre", default=False)
    created_at = models.DateTimeField("angelegt am")
    changed_at = models.DateTimeField("geändert am")

    class Meta:
        verbose_name = "Nachweis eines Dritten"
        verbose_name_plural = "Nachweise Dritter"
        constraints = (
            models.CheckConstraint(
                name="forwarding_proof_eligible_not_negative",
                condition=Q(eligible__isnull=True) | Q(eligible__gte=0),
            ),
        )

    def __str__(self) -> str:
        """Which case it belongs to."""
        return f"Nachweis zu {self.case_id}"


class ForwardingProofLine(models.Model):
    """What was done for one promised item: the values as they came out, and what is accepted."""

    proof = models.ForeignKey(ForwardingProof, models.CASCADE, related_name="lines")
    item = models.ForeignKey(CaseItem, models.PROTECT, related_name="+")
    values = models.JSONField("Angaben", default=dict)
    claimed = models.DecimalField("nachgewiesen", max_digits=12, decimal_places=2, null=True)
    eligible = models.DecimalField("anerkannt", max_digits=12, decimal_places=2, null=True)
    note = models.TextField("Anmerkung", blank=True)

    class Meta:
        verbose_name = "Nachweiszeile"
        verbose_name_plural = "Nachweiszeilen"
        ordering = ("item__number",)
        constraints = (
            models.UniqueConstraint(name="proof_line_once", fields=("proof", "item")),
            models.CheckConstraint(
                name="proof_line_not_negative",
                condition=(Q(claimed__isnull=True) | Q(claimed__gte=0))
                & (Q(eligible__isnull=True) | Q(eligible__gte=0)),
            ),
        )

    def __str__(self) -> str:
        """Proof and item."""
        return f"{self.proof_id}: {self.item_id}"


class ForwardingVoucher(models.Model):
    """A receipt (Beleg), often a photo; never deleted before the proof's `kept_until` (F23)."""

    proof = models.ForeignKey(ForwardingProof, models.PROTECT, related_name="vouchers")
    number = models.PositiveSmallIntegerField("Nr.")
    item = models.ForeignKey(CaseItem, models.PROTECT, null=True, blank=True, related_name="+")
    dated_on = models.DateField("Datum", null=True)
    paid_on = models.DateField("bezahlt am", null=True)
    amount = models.DecimalField("Betrag", max_digits=12, decimal_places=2, null=True)
    payee = models.CharField("Von wem", max_length=150, blank=True)
    purpose = models.CharField("Wofür", max_length=200, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "Beleg eines Dritten"
        verbose_name_plural = "Belege Dritter"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                name="forwarding_voucher_number_once", fields=("proof", "number")
            ),
            models.CheckConstraint(
                name="forwarding_voucher_not_negative",
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
            ),
        )

    def __str__(self) -> str:
        """Number."""
        return f"Beleg {self.number}"


class ForwardingHold(models.Model):
    """One act of setting or lifting a hold on a third party's vouchers, with its reason.

    Append-only; whether a hold stands now is `ForwardingProof.legal_hold` (F23).
    """

    proof = models.ForeignKey(ForwardingProof, models.PROTECT, related_name="holds")
    held = models.BooleanField("gesetzt")
    reason = models.TextField("Begründung")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField("am")

    class Meta:
        verbose_name = "Löschsperre eines Nachweises Dritter"
        verbose_name_plural = "Löschsperren der Nachweise Dritter"
        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(name="forwarding_hold_has_reason", condition=~Q(reason="")),
        )

    def __str__(self) -> str:
        """What was done to which proof."""
        return f"Löschsperre {'gesetzt' if self.held else 'aufgehoben'}: {self.proof_id}"
