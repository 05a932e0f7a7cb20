"""What ministries and the coordinating office tell centres, and what centres tell them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person


class CircularIs(models.TextChoices):
    """Where a circular stands."""

    DRAFT = "draft", "Entwurf"
    PUBLISHED = "published", "Versandt"
    REPLACED = "replaced", "Ersetzt"
    WITHDRAWN = "withdrawn", "Zurückgezogen"


class Circular(models.Model):
    """A letter to many (Rundschreiben, Erlass, Hinweis): to read, to acknowledge, or to act on.

    `roles` narrows who at the addressed organisations is told; empty means everybody there.
    `number` counts the sender's letters of a year and is given when it leaves.
    """

    class Wants(models.TextChoices):
        """What is asked of the addressed."""

        READING = "reading", "zur Kenntnis"
        ACKNOWLEDGING = "acknowledging", "mit Bestätigung"
        TASK = "task", "mit Auftrag"

    sender = models.ForeignKey(
        Organisation, models.PROTECT, related_name="circulars", verbose_name="von"
    )
    number = models.CharField("Nummer", max_length=40, blank=True)
    title = models.CharField("Betreff", max_length=200)
    text = models.TextField("Text")
    wants = models.CharField("Gewünscht", max_length=13, choices=Wants, default=Wants.READING)
    task = models.CharField("Auftrag", max_length=300, blank=True)
    due_on = models.DateField("bis zum", null=True, blank=True)
    roles = ArrayField(models.CharField(max_length=40), default=list, blank=True,
                       verbose_name="nur für")  # fmt: skip
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by",
        verbose_name="ersetzt",
    )  # fmt: skip
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    published_at = models.DateTimeField("versandt", null=True, blank=True)
    status = models.CharField("Stand", max_length=9, choices=CircularIs, default=CircularIs.DRAFT)

    class Meta:
        verbose_name = "Rundschreiben"
        verbose_name_plural = "Rundschreiben"
        ordering = ("-published_at", "-id")
        constraints = (
            models.UniqueConstraint(
                name="circular_number_once", fields=("sender", "number"), condition=~Q(number="")
            ),
            models.CheckConstraint(
                name="circular_task_is_said", condition=~Q(wants="task") | ~Q(task="")
            ),
            models.CheckConstraint(
                name="circular_left_with_number",
                condition=Q(status="draft") | (~Q(number="") & Q(published_at__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        """Number and matter."""
        return f"{self.number} {self.title}".strip()


class CircularAddress(models.Model):
    """A circular at one organisation: whether it was acknowledged, whether its task is done."""

    circular = models.ForeignKey(Circular, models.CASCADE, related_name="addresses")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField("bestätigt", null=True, blank=True)
    acknowledged_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField("Auftrag erledigt", null=True, blank=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "Empfänger eines Rundschreibens"
        verbose_name_plural = "Empfänger eines Rundschreibens"
        ordering = ("organisation__name", "id")
        constraints = (
            models.UniqueConstraint(
                name="circular_address_once", fields=("circular", "organisation")
            ),
        )

    def __str__(self) -> str:
        """Which one."""
        return f"Empfänger {self.pk}"


class CircularAttachment(models.Model):
    """A file that goes with a circular; once it left, none comes and none goes."""

    circular = models.ForeignKey(Circular, models.CASCADE, related_name="attachments")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Anlage eines Rundschreibens"
        verbose_name_plural = "Anlagen von Rundschreiben"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                name="circular_attachment_once", fields=("circular", "document")
            ),
        )

    def __str__(self) -> str:
        """Which one."""
        return f"Anlage {self.pk}"


class BundleIs(models.TextChoices):
    """Where bundled feedback stands."""

    COLLECTING = "collecting", "Wird gebündelt"
    ASKED = "asked", "Dem Ministerium vorgelegt"
    ANSWERED = "answered", "Beantwortet"


class FeedbackBundle(models.Model):
    """Feedback on one topic, put together by the coordinating office, answered by a ministry.

    The ministry reads the summary and how many gave it, not who.
    """

    topic = models.CharField("Thema", max_length=200)
    summary = models.TextField("Zusammenfassung", blank=True)
    keeper = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="gebündelt von"
    )
    answerer = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="beantwortet von",
    )  # fmt: skip
    given_by = models.PositiveIntegerField("Zahl der Rückmeldungen", default=0)
    answer = models.TextField("Antwort", blank=True)
    answered_at = models.DateTimeField("beantwortet", null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    status = models.CharField("Stand", max_length=10, choices=BundleIs, default=BundleIs.COLLECTING)

    class Meta:
        verbose_name = "Gebündelte Rückmeldung"
        verbose_name_plural = "Gebündelte Rückmeldungen"
        ordering = ("-id",)

    def __str__(self) -> str:
        """Its topic."""
        return self.topic


class PracticeFeedback(models.Model):
    """What a centre found in practice (Rückspiegelung), for those who make the rules."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    topic = models.CharField("Thema", max_length=200)
    text = models.TextField("Rückmeldung")
    about = models.ForeignKey(
        Circular, models.PROTECT, null=True, blank=True, related_name="feedback",
        verbose_name="zu",
    )  # fmt: skip
    at = models.DateTimeField("gegeben")
    bundle = models.ForeignKey(
        FeedbackBundle, models.PROTECT, null=True, blank=True, related_name="feedback"
    )

    class Meta:
        verbose_name = "Rückmeldung aus der Praxis"
        verbose_name_plural = "Rückmeldungen aus der Praxis"
        ordering = ("-at", "id")

    def __str__(self) -> str:
        """Its topic."""
        return self.topic
