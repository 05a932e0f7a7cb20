"""Money that comes back: hearing, reclaim notice and what was repaid."""

from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.funding.models.proof import ProofOfUse
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.people.models import Person


class Reclaim(models.Model):
    """The authority claims back what was overpaid (Erstattung, § 49a VwVfG NRW, VVG 8).

    `principal` is euro; `known_on` starts the year within which the notice must be given (VVG 8.3),
    `arises_on` is the day interest runs from. `heard` is the amount of the hearing; the claim may
    be smaller after it, never larger.
    """

    proof = models.OneToOneField(ProofOfUse, models.PROTECT, related_name="reclaim")
    principal = models.DecimalField("Hauptforderung", max_digits=12, decimal_places=2)
    heard = models.DecimalField("angehört zu", max_digits=12, decimal_places=2)
    reason = models.TextField("Begründung")
    known_on = models.DateField("Kenntnis seit")
    arises_on = models.DateField("entstanden am")
    hearing_until = models.DateField("Anhörung bis")
    hearing_letter = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    answer = models.TextField("Stellungnahme", blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField("Stellungnahme vom", null=True)
    due_on = models.DateField("zahlbar bis", null=True)
    prepared_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField("vorbereitet am")
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField("beschieden am", null=True)
    notice = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "Erstattung"
        verbose_name_plural = "Erstattungen"
        constraints = (
            models.CheckConstraint(name="reclaim_is_positive", condition=Q(principal__gt=0)),
            models.CheckConstraint(
                name="reclaim_four_eyes",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("prepared_by")),
            ),
            models.CheckConstraint(name="reclaim_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="reclaim_at_most_heard", condition=Q(principal__lte=F("heard"))
            ),
        )

    def __str__(self) -> str:
        """Which proof it follows."""
        return f"Erstattung zu {self.proof}"


class Repayment(models.Model):
    """Money received on a reclaim, in euro; entered by the authority's cashier's office."""

    reclaim = models.ForeignKey(Reclaim, models.PROTECT, related_name="repayments")
    received_on = models.DateField("eingegangen am")
    amount = models.DecimalField("Betrag", max_digits=12, decimal_places=2)
    reference = models.CharField("Kassenzeichen", max_length=60)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("eingetragen am")

    class Meta:
        verbose_name = "Rückzahlung"
        verbose_name_plural = "Rückzahlungen"
        ordering = ("received_on", "id")
        constraints = (
            models.UniqueConstraint(
                name="repayment_entered_once", fields=("reclaim", "reference", "received_on")
            ),
            models.CheckConstraint(name="repayment_is_positive", condition=Q(amount__gt=0)),
        )

    def __str__(self) -> str:
        """Amount and day."""
        return f"{self.amount} am {self.received_on}"
