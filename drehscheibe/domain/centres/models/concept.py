"""The integration concept of a Kreis or city: who decided it, who took part, what it covers."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.people.models import Person


class CouncilBody(models.TextChoices):
    """The elected body that decides; a StädteRegion has an assembly of its own."""

    RAT = "rat", "Rat der Stadt"
    KREISTAG = "kreistag", "Kreistag"
    STAEDTEREGIONSTAG = "staedteregionstag", "Städteregionstag"


class ConceptStatus(models.TextChoices):
    """Where a concept stands; `PUBLIC` names those anyone may read."""

    DRAFT = "draft", "Entwurf"
    ADOPTED = "adopted", "Verabschiedet"
    UPDATED = "updated", "Fortgeschrieben"
    SUPERSEDED = "superseded", "Abgelöst"
    DISCARDED = "discarded", "Verworfen"


IN_FORCE = (ConceptStatus.ADOPTED, ConceptStatus.UPDATED)
PUBLIC = (*IN_FORCE, ConceptStatus.SUPERSEDED)


class ConceptQuerySet(models.QuerySet["IntegrationConcept"]):
    """Chainable filters over concepts."""

    def in_force(self) -> Self:
        """Adopted or updated, not yet superseded: at most one per centre."""
        return self.filter(status__in=IN_FORCE)

    def public(self) -> Self:
        """What a council decided in public, the superseded ones included; never a draft."""
        return self.filter(status__in=PUBLIC)


class IntegrationConcept(models.Model):
    """Integrationskonzept, the condition of every centre (§ 7 (1) TIntG 2012, § 8 (1) TIntG 2021).

    Adopted by Rat or Kreistag, with the actors of the place, on both strands (Integration durch
    Bildung, Querschnittsaufgabe). A draft may be incomplete; what adoption needs is
    `concept.findings`. `version` counts edits, so that the second of two people editing is told.
    """

    centre = models.ForeignKey(
        "centres.Centre", models.PROTECT, related_name="concepts", verbose_name="Zentrum"
    )
    title = models.CharField("Titel", max_length=200)
    status = models.CharField(
        "Stand", max_length=20, choices=ConceptStatus, default=ConceptStatus.DRAFT
    )
    body = models.CharField("Beschlossen durch", max_length=20, choices=CouncilBody, blank=True)
    decided_on = models.DateField("Beschlossen am", null=True, blank=True)
    paper_number = models.CharField("Drucksache oder Vorlage", max_length=60, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Datei"
    )
    decision_url = models.URLField("Link zum Beschluss", max_length=500, blank=True)
    decision_excerpt = models.TextField("Auszug aus dem Beschluss", blank=True)
    education_summary = models.TextField("Integration durch Bildung", blank=True)
    education_pages = models.CharField("Seiten", max_length=60, blank=True)
    cross_cutting_summary = models.TextField("Integration als Querschnittsaufgabe", blank=True)
    cross_cutting_pages = models.CharField("Seiten", max_length=60, blank=True)
    volunteering_summary = models.TextField("Ehrenamt", blank=True)
    volunteering_pages = models.CharField("Seiten", max_length=60, blank=True)
    embedding = models.TextField("Anbindung und Ausgestaltung des Zentrums", blank=True)
    cooperation_with_free_providers = models.TextField(
        "Zusammenarbeit mit freien Trägern", blank=True
    )
    municipalities_agreed_on = models.DateField(
        "Einvernehmen der Gemeinden am", null=True, blank=True
    )
    municipalities_note = models.TextField("Wie das Einvernehmen entstand", blank=True)
    updated_on = models.DateField("Zuletzt fortgeschrieben am", null=True, blank=True)
    version = models.PositiveIntegerField("Fassung", default=1)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("angelegt")
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("geändert")

    objects = ConceptQuerySet.as_manager()

    class Meta:
        verbose_name = "Integrationskonzept"
        verbose_name_plural = "Integrationskonzepte"
        ordering = ("-decided_on", "-id")
        constraints = (
            models.CheckConstraint(
                name="concept_adopted_names_its_decision",
                condition=Q(status__in=(ConceptStatus.DRAFT, ConceptStatus.DISCARDED))
                | (Q(decided_on__isnull=False) & ~Q(body="") & ~Q(paper_number="")),
            ),
            models.CheckConstraint(
                name="concept_updated_after_decision",
                condition=Q(updated_on__isnull=True) | Q(updated_on__gte=F("decided_on")),
            ),
            models.CheckConstraint(
                name="concept_updated_says_when",
                condition=~Q(status=ConceptStatus.UPDATED) | Q(updated_on__isnull=False),
            ),
            models.UniqueConstraint(
                name="concept_one_in_force",
                fields=("centre",),
                condition=Q(status__in=IN_FORCE),
            ),
        )

    def __str__(self) -> str:
        """The title."""
        return self.title

    @property
    def is_draft(self) -> bool:
        """Whether it may still be edited freely."""
        return self.status == ConceptStatus.DRAFT

    @property
    def is_in_force(self) -> bool:
        """Whether funding and the public page may rely on it."""
        return self.status in IN_FORCE

    @property
    def is_public(self) -> bool:
        """Whether anyone may read it."""
        return self.status in PUBLIC

    @property
    def covers_education(self) -> bool:
        """Whether the strand Integration durch Bildung (IDB) is shown with words or pages."""
        return bool(self.education_summary or self.education_pages)

    @property
    def covers_cross_cutting(self) -> bool:
        """Whether the strand Querschnittsaufgabe (IQ) is shown with words or pages."""
        return bool(self.cross_cutting_summary or self.cross_cutting_pages)

    @property
    def covers_volunteering(self) -> bool:
        """Whether volunteering (EHRENAMT, § 8 (1) Nr. 3 TIntG 2021) is shown; optional."""
        return bool(self.volunteering_summary or self.volunteering_pages)

    @property
    def municipalities_agreed(self) -> bool:
        """Whether the Kreis noted the agreement with its municipalities (funding rule F02)."""
        return self.municipalities_agreed_on is not None


class ConceptParticipation(models.Model):
    """One actor kind the sources name: took part and how, or did not and why."""

    class TookPart(models.TextChoices):
        """The answer; empty while nobody has answered."""

        YES = "yes", "beteiligt"
        NO = "no", "nicht beteiligt"

    concept = models.ForeignKey(IntegrationConcept, models.CASCADE, related_name="participations")
    actor_kind = models.SlugField("Akteur", max_length=60)
    took_part = models.CharField("Beteiligung", max_length=3, choices=TookPart, blank=True)
    how = models.TextField("Wie, oder warum nicht", blank=True)
    period = models.CharField("Wann", max_length=100, blank=True)

    class Meta:
        verbose_name = "Beteiligung am Konzept"
        verbose_name_plural = "Beteiligungen am Konzept"
        ordering = ("concept", "actor_kind")
        constraints = (
            models.UniqueConstraint(
                name="participation_once_per_actor", fields=("concept", "actor_kind")
            ),
            models.CheckConstraint(
                name="participation_known_answer", condition=Q(took_part__in=("", "yes", "no"))
            ),
        )

    def __str__(self) -> str:
        """The actor's code."""
        return self.actor_kind

    @property
    def is_answered(self) -> bool:
        """A yes or a no, each with its words."""
        return bool(self.took_part and self.how.strip())


class ConceptUpdate(models.Model):
    """Fortschreibung: the council decided a newer state of the same concept."""

    concept = models.ForeignKey(IntegrationConcept, models.CASCADE, related_name="updates")
    updated_on = models.DateField("Fortgeschrieben am")
    body = models.CharField("Beschlossen durch", max_length=20, choices=CouncilBody)
    paper_number = models.CharField("Drucksache oder Vorlage", max_length=60)
    summary = models.TextField("Was sich geändert hat")
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Datei"
    )
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("eingetragen")

    class Meta:
        verbose_name = "Fortschreibung"
        verbose_name_plural = "Fortschreibungen"
        ordering = ("updated_on", "id")
        constraints = (
            models.UniqueConstraint(
                name="update_once", fields=("concept", "updated_on", "paper_number")
            ),
            models.CheckConstraint(name="update_names_its_paper", condition=~Q(paper_number="")),
        )

    def __str__(self) -> str:
        """Paper and day."""
        return f"{self.paper_number} vom {self.updated_on:%d.%m.%Y}"
