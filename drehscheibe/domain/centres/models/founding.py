"""How a centre comes to be: decisions of the council, then approval in two steps."""

from django.db import models
from django.db.models import Q

from drehscheibe.domain.centres.models.concept import CouncilBody
from drehscheibe.kernel.people.models import Person


class FoundingStatus(models.TextChoices):
    """The stages of funding.md §9; the council may decide more than once in the first."""

    COUNCIL_DECISION = "council_decision", "Beschluss von Rat oder Kreistag"
    PRINCIPLE_REQUEST = "principle_request", "Grundsätzliche Genehmigung beantragt"
    PRINCIPLE_APPROVED = "principle_approved", "Grundsätzlich genehmigt"
    FULL_APPLICATION = "full_application", "Vollständiger Antrag gestellt"
    GRANTED = "granted", "Bewilligt"
    RETURNED = "returned", "Zurückgegeben"
    REFUSED = "refused", "Abgelehnt"


STAGES = (
    FoundingStatus.COUNCIL_DECISION,
    FoundingStatus.PRINCIPLE_REQUEST,
    FoundingStatus.PRINCIPLE_APPROVED,
    FoundingStatus.FULL_APPLICATION,
    FoundingStatus.GRANTED,
)
"""The straight way; a returned case is back at its beginning, a refused one at its application."""
WITH_THE_CARRIER = (FoundingStatus.COUNCIL_DECISION, FoundingStatus.RETURNED)


class Founding(models.Model):
    """Gründungsverfahren of one centre (two steps: principle, then grant)."""

    centre = models.OneToOneField(
        "centres.Centre", models.PROTECT, related_name="founding", verbose_name="Zentrum"
    )
    status = models.CharField(
        "Stand", max_length=30, choices=FoundingStatus, default=FoundingStatus.COUNCIL_DECISION
    )
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("angelegt")

    class Meta:
        verbose_name = "Gründungsverfahren"
        verbose_name_plural = "Gründungsverfahren"

    def __str__(self) -> str:
        """Whose founding."""
        return f"Gründung: {self.centre}"

    @property
    def is_with_the_carrier(self) -> bool:
        """Whether the council may still decide."""
        return self.status in WITH_THE_CARRIER

    @property
    def stage(self) -> int:
        """How many stages lie behind it."""
        if self.status == FoundingStatus.REFUSED:
            return STAGES.index(FoundingStatus.FULL_APPLICATION)
        return 0 if self.is_with_the_carrier else STAGES.index(FoundingStatus(self.status))


class FoundingDecision(models.Model):
    """One decision of the council on founding the centre; only the latest counts."""

    class Result(models.TextChoices):
        """What the council did; only an acceptance opens the next stage."""

        ACCEPTED = "accepted", "angenommen"
        ADJOURNED = "adjourned", "vertagt"
        REFUSED = "refused", "abgelehnt"

    founding = models.ForeignKey(Founding, models.PROTECT, related_name="decisions")
    body = models.CharField("Gremium", max_length=20, choices=CouncilBody)
    decided_on = models.DateField("Sitzung am")
    paper_number = models.CharField("Drucksache oder Vorlage", max_length=60)
    result = models.CharField("Ergebnis", max_length=12, choices=Result)
    note = models.TextField("Anmerkung", blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("eingetragen")

    class Meta:
        verbose_name = "Beschluss zur Gründung"
        verbose_name_plural = "Beschlüsse zur Gründung"
        ordering = ("decided_on", "id")
        constraints = (
            models.UniqueConstraint(
                name="founding_decision_once", fields=("founding", "decided_on", "paper_number")
            ),
            models.CheckConstraint(
                name="founding_decision_names_its_paper", condition=~Q(paper_number="")
            ),
        )

    def __str__(self) -> str:
        """Result and day."""
        return f"{self.get_result_display()} am {self.decided_on:%d.%m.%Y}"
