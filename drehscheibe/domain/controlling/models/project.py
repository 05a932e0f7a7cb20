"""Projects of state-wide importance (§ 8 (4) TIntG 2021, until 2021 § 7 (4)) in the centres."""

from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person


class ProjectIs(models.TextChoices):
    """Where a project stands."""

    PLANNED = "planned", "Geplant"
    RUNNING = "running", "Läuft"
    FINISHED = "finished", "Abgeschlossen"
    STOPPED = "stopped", "Nicht weitergeführt"


class StatewideProject(models.Model):
    """A project of the ministries that uses the structures of centres whose municipality agrees."""

    title = models.CharField("Projekt", max_length=200)
    aim = models.TextField("Worum es geht")
    status = models.CharField("Stand", max_length=10, choices=ProjectIs, default=ProjectIs.PLANNED)
    ministries = models.ManyToManyField(Organisation, related_name="+", verbose_name="Ministerien")
    fields = models.ManyToManyField(
        FieldOfAction, blank=True, related_name="+", verbose_name="Handlungsfelder"
    )
    starts_on = models.DateField("Beginn")
    ends_on = models.DateField("Ende", null=True, blank=True)
    results = models.TextField("Ergebnisse", blank=True)
    version = models.PositiveIntegerField("Fassung", default=1)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("angelegt am")

    class Meta:
        verbose_name = "Projekt von landesweiter Bedeutung"
        verbose_name_plural = "Projekte von landesweiter Bedeutung"
        ordering = ("-starts_on", "title")
        constraints = (
            models.CheckConstraint(
                name="project_in_order",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="project_finished_with_results",
                condition=~Q(status="finished") | ~Q(results=""),
            ),
        )

    def __str__(self) -> str:
        """The title."""
        return self.title


class Participation(models.Model):
    """A centre in a project; it takes part only with its municipality's consent, dated.

    `consent_body` is who consented (Kreistag, Rat, Verwaltungsvorstand), `consent_on` the day.
    """

    project = models.ForeignKey(StatewideProject, models.PROTECT, related_name="participations")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="participations")
    asked_on = models.DateField("angefragt am")
    consent_body = models.CharField("Zugestimmt hat", max_length=150, blank=True)
    consent_on = models.DateField("am", null=True, blank=True)
    refused_on = models.DateField("abgelehnt am", null=True, blank=True)
    starts_on = models.DateField("beteiligt ab", null=True, blank=True)
    ends_on = models.DateField("beteiligt bis", null=True, blank=True)
    results = models.TextField("Ergebnisse vor Ort", blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("eingetragen am")

    class Meta:
        verbose_name = "Beteiligung an einem Projekt"
        verbose_name_plural = "Beteiligungen an Projekten"
        ordering = ("centre__key",)
        constraints = (
            models.UniqueConstraint(name="participation_once", fields=("project", "centre")),
            models.CheckConstraint(
                name="participation_consent_names_who",
                condition=Q(consent_on__isnull=True) | ~Q(consent_body=""),
            ),
            models.CheckConstraint(
                name="participation_only_with_consent",
                condition=Q(starts_on__isnull=True)
                | Q(consent_on__isnull=False, starts_on__gte=F("consent_on")),
            ),
            models.CheckConstraint(
                name="participation_yes_or_no",
                condition=Q(consent_on__isnull=True) | Q(refused_on__isnull=True),
            ),
            models.CheckConstraint(
                name="participation_in_order",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        )

    def __str__(self) -> str:
        """Who takes part."""
        return f"Beteiligung {self.centre_id}"
