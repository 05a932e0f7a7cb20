"""Money that comes back: hearing, reclaim notice, what was repaid, interest that is waived."""

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


class InterestWaiver(models.Model):
    """The authority refrains from claiming interest (§ 49a (3) sentence 2 VwVfG NRW); four eyes.

    `amount` is euro of the interest run up when it was prepared. A signed one never changes.
    """

    class Is(models.TextChoices):
        """Where it stands; `reclaim.workflow.WAIVER` alone moves it."""

        PREPARED = "prepared", "Vorbereitet"
        SIGNED = "signed", "Erlassen"
        DISCARDED = "discarded", "Verworfen"

    class Ground(models.TextChoices):
        """Why: the case the law names, or another one („insbesondere“)."""

        NOT_AT_FAULT = (
            "not_at_fault",
            "Nicht zu vertreten und fristgerecht erstattet",
        )
        OTHER = "other", "Anderer Grund"

    reclaim = models.ForeignKey(Reclaim, models.PROTECT, related_name="waivers")
    ground = models.CharField("Anlass", max_length=20, choices=Ground)
    amount = models.DecimalField("Zinsen, auf die verzichtet wird", max_digits=12, decimal_places=2)
    reason = models.TextField("Begründung")
    status = models.CharField("Stand", max_length=20, choices=Is, default=Is.PREPARED)
    prepared_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField("vorbereitet am")
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField("entschieden am", null=True)
    letter = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "Zinsverzicht"
        verbose_name_plural = "Zinsverzichte"
        ordering = ("reclaim", "id")
        constraints = (
            models.UniqueConstraint(
                name="waiver_one_prepared", fields=("reclaim",), condition=Q(status="prepared")
            ),
            models.CheckConstraint(name="waiver_is_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="waiver_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="waiver_four_eyes",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("prepared_by")),
            ),
            models.CheckConstraint(
                name="waiver_ground_is_known", condition=Q(ground__in=["not_at_fault", "other"])
            ),
        )

    def __str__(self) -> str:
        """To which claim it belongs."""
        return f"Zinsverzicht zu {self.reclaim}"
