"""Meetings of a group, their agenda, their minutes."""

from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.groups.models import Tiered
from drehscheibe.kernel.people.models import Person


class MeetingIs(models.TextChoices):
    """Where a meeting and its minutes stand."""

    SCHEDULED = "scheduled", "Geplant"
    INVITED = "invited", "Eingeladen"
    HELD = "held", "Stattgefunden"
    MINUTES_DRAFT = "minutes_draft", "Protokoll im Entwurf"
    COMMENT_PERIOD = "comment_period", "Protokoll zur Abstimmung"
    APPROVED = "approved", "Protokoll genehmigt"
    PUBLISHED = "published", "Protokoll veröffentlicht"
    CANCELLED = "cancelled", "Abgesagt"


class Meeting(Tiered):
    """One meeting of a group; `number` counts within the group and never changes."""

    number = models.PositiveIntegerField("Nummer")
    title = models.CharField("Titel", max_length=200)
    starts_at = models.DateTimeField("Beginn")
    ends_at = models.DateTimeField("Ende")
    place = models.CharField("Ort", max_length=200, blank=True)
    link = models.URLField("Zugang online", max_length=500, blank=True)
    comments_until = models.DateField("Anmerkungen bis", null=True, blank=True)
    revision = models.PositiveIntegerField("Fassung der Einladung", default=0)
    status = models.CharField(
        "Stand", max_length=14, choices=MeetingIs, default=MeetingIs.SCHEDULED
    )

    class Meta:
        verbose_name = "Sitzung"
        verbose_name_plural = "Sitzungen"
        ordering = ("-starts_at", "id")
        constraints = (
            models.UniqueConstraint(name="meeting_number_once", fields=("group", "number")),
            models.CheckConstraint(name="meeting_of_a_group", condition=Q(group__isnull=False)),
            models.CheckConstraint(
                name="meeting_in_order", condition=Q(ends_at__gt=F("starts_at"))
            ),
        )

    def __str__(self) -> str:
        """Number and title."""
        return f"{self.number}. {self.title}"


class AgendaItem(models.Model):
    """A point of the agenda; what was not reached is carried over to the next meeting."""

    class Kind(models.TextChoices):
        """What is wanted of the members."""

        INFO = "info", "Information"
        DISCUSSION = "discussion", "Beratung"
        DECISION = "decision", "Beschluss"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField("TOP")
    kind = models.CharField("Art", max_length=10, choices=Kind, default=Kind.INFO)
    title = models.CharField("Titel", max_length=200)
    text = models.TextField("Erläuterung", blank=True)
    presenter = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="trägt vor",
    )  # fmt: skip
    minutes = models.PositiveSmallIntegerField("Minuten", default=10)
    internal = models.BooleanField("intern", default=False)
    reached = models.BooleanField("behandelt", default=False)
    carried_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to",
        verbose_name="Übertrag von",
    )  # fmt: skip
    result = models.TextField("Ergebnis", blank=True)

    class Meta:
        verbose_name = "Tagesordnungspunkt"
        verbose_name_plural = "Tagesordnungspunkte"
        ordering = ("meeting", "number")
        constraints = (
            models.UniqueConstraint(
                name="agenda_number_once",
                fields=("meeting", "number"),
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                name="agenda_carried_once",
                fields=("meeting", "carried_from"),
                condition=Q(carried_from__isnull=False),
            ),
        )

    def __str__(self) -> str:
        """As it stands on the agenda."""
        return f"TOP {self.number} {self.title}"


class Minutes(models.Model):
    """What was said, in versions; an approved one never changes, a correction is the next one.

    `edits`, `field_versions` and `kept_input` are those of a draft (`kernel.drafts.keeping`).
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    version = models.PositiveSmallIntegerField("Fassung")
    text = models.TextField("Protokoll", blank=True)
    reason = models.TextField("Grund der Berichtigung", blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField("geschrieben")
    approved_at = models.DateTimeField("genehmigt", null=True, blank=True)
    edits = models.PositiveIntegerField("Speicherungen", default=0)
    field_versions = models.JSONField("zuletzt geändert je Eingabe", default=dict, blank=True)
    kept_input = models.JSONField("Unlesbares je Eingabe", default=dict, blank=True)

    class Meta:
        verbose_name = "Protokoll"
        verbose_name_plural = "Protokolle"
        ordering = ("meeting", "-version")
        constraints = (
            models.UniqueConstraint(name="minutes_version_once", fields=("meeting", "version")),
            models.UniqueConstraint(
                name="minutes_one_draft", fields=("meeting",), condition=Q(approved_at__isnull=True)
            ),
            models.CheckConstraint(
                name="minutes_correction_has_a_reason",
                condition=Q(version=1) | ~Q(reason=""),
            ),
        )

    def __str__(self) -> str:
        """Which version."""
        return f"Protokoll, Fassung {self.version}"


class InternalMinutes(models.Model):
    """What was said about internal items: for the full members alone, behind a wall of its own."""

    minutes = models.OneToOneField(Minutes, models.CASCADE, related_name="internal")
    text = models.TextField("Interner Teil")

    class Meta:
        verbose_name = "Interner Teil eines Protokolls"
        verbose_name_plural = "Interne Teile von Protokollen"

    def __str__(self) -> str:
        """Of which minutes."""
        return f"Interner Teil {self.minutes_id}"


class MinutesComment(models.Model):
    """What a member wants changed, said in the comment period."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="comments")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField("Anmerkung")
    at = models.DateTimeField("am")

    class Meta:
        verbose_name = "Anmerkung zum Protokoll"
        verbose_name_plural = "Anmerkungen zum Protokoll"
        ordering = ("at", "id")

    def __str__(self) -> str:
        """Which one."""
        return f"Anmerkung {self.pk}"
