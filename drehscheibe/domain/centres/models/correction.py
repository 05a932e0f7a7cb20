"""A recorded decision was typed wrong: the correction, with what stood before."""

from django.db import models
from django.db.models import Q

from drehscheibe.domain.centres.models.concept import CouncilBody, IntegrationConcept
from drehscheibe.kernel.people.models import Person


class CorrectionStatus(models.TextChoices):
    """Proposed by one person, settled by another."""

    PROPOSED = "proposed", "Vorgeschlagen"
    CONFIRMED = "confirmed", "Bestätigt"
    DECLINED = "declined", "Nicht übernommen"


class ConceptCorrection(models.Model):
    """Berichtigung of what was recorded about the council's decision on a concept.

    The council decides nothing anew; only the record was wrong. Both versions stay: what is
    proposed and, under `former_`, what stood. Cases submitted earlier keep what stood.
    """

    concept = models.ForeignKey(IntegrationConcept, models.PROTECT, related_name="corrections")
    status = models.CharField(
        "Stand", max_length=12, choices=CorrectionStatus, default=CorrectionStatus.PROPOSED
    )
    body = models.CharField("Beschlossen durch", max_length=20, choices=CouncilBody)
    decided_on = models.DateField("Beschlossen am")
    paper_number = models.CharField("Drucksache oder Vorlage", max_length=60)
    decision_url = models.URLField("Link zum Beschluss", max_length=500, blank=True)
    former_body = models.CharField("bisher beschlossen durch", max_length=20, choices=CouncilBody)
    former_decided_on = models.DateField("bisher beschlossen am")
    former_paper_number = models.CharField("bisherige Drucksache", max_length=60)
    former_decision_url = models.URLField("bisheriger Link", max_length=500, blank=True)
    reason = models.TextField("Begründung")
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField("vorgeschlagen")
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField("entschieden", null=True)

    class Meta:
        verbose_name = "Berichtigung eines Beschlusses"
        verbose_name_plural = "Berichtigungen von Beschlüssen"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                name="correction_one_open",
                fields=("concept",),
                condition=Q(status=CorrectionStatus.PROPOSED),
            ),
            models.CheckConstraint(
                name="correction_says_why", condition=~Q(reason="") & ~Q(paper_number="")
            ),
        )

    def __str__(self) -> str:
        """Which paper it is about."""
        return f"Berichtigung zu {self.former_paper_number}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to look."""
        return self.status == CorrectionStatus.PROPOSED
