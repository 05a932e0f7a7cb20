"""What others say to a case: queries, advice, and the decision with its notice."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.funding.models.application import Application
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.people.models import Person


class Query(models.Model):
    """The authority asks back, the applicant's side answers."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="queries")
    question = models.TextField("Frage")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("gefragt am")
    answer = models.TextField("Antwort", blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField("beantwortet am", null=True)

    class Meta:
        verbose_name = "Rückfrage"
        verbose_name_plural = "Rückfragen"
        ordering = ("asked_at",)

    def __str__(self) -> str:
        """Which case it belongs to."""
        return f"Rückfrage zu {self.application}"


class Advice(models.Model):
    """The coordinating office comments; it never decides (F24)."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="advice")
    text = models.TextField("Hinweis")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField("am")

    class Meta:
        verbose_name = "Fachlicher Hinweis"
        verbose_name_plural = "Fachliche Hinweise"
        ordering = ("at",)

    def __str__(self) -> str:
        """Which case it belongs to."""
        return f"Hinweis zu {self.application}"


class Decision(models.Model):
    """What the authority prepares and, by a second person, decides; one row a case.

    The amounts are euro for the grant period. `reason` is owed when less than asked is granted or
    the case is rejected. The remedy period ends on `remedy_until`; `waived_on` ends it earlier.
    """

    application = models.OneToOneField(Application, models.CASCADE, related_name="decision")
    outcome = models.CharField(
        "Entscheidung",
        max_length=10,
        choices=[("grant", "Bewilligung"), ("reject", "Ablehnung")],
    )
    staff = models.DecimalField("Personalausgaben", max_digits=12, decimal_places=2, default=0)
    material = models.DecimalField("Sachausgaben", max_digits=12, decimal_places=2, default=0)
    komm_an = models.DecimalField("KOMM-AN Teil I", max_digits=12, decimal_places=2, default=0)
    volunteering = models.DecimalField(
        "Ehrenamt und Väterarbeit", max_digits=12, decimal_places=2, default=0
    )
    reason = models.TextField("Begründung", blank=True)
    prepared_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField("vorbereitet am")
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField("entschieden am", null=True)
    notice = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    remedy_until = models.DateField("Rechtsbehelf möglich bis", null=True)
    waived_on = models.DateField("Rechtsbehelfsverzicht vom", null=True)

    class Meta:
        verbose_name = "Entscheidung"
        verbose_name_plural = "Entscheidungen"
        constraints = (
            models.CheckConstraint(
                name="decision_amounts_not_negative",
                condition=Q(staff__gte=0, material__gte=0, komm_an__gte=0, volunteering__gte=0),
            ),
            models.CheckConstraint(
                name="decision_four_eyes",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("prepared_by")),
            ),
        )

    def __str__(self) -> str:
        """Which case it decides."""
        return f"Entscheidung zu {self.application}"

    @property
    def total(self) -> Decimal:
        """Everything granted, in euro."""
        return self.staff + self.material + self.komm_an + self.volunteering
