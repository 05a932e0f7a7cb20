"""A guide of another system on its way in, what is remembered of it, and requests to a machine."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.guide.models.page import Page
from drehscheibe.domain.guide.models.text import Edition
from drehscheibe.kernel.people.models import Person


class GuideUpload(models.Model):
    """A file in the shape of Integreat, kept between reading it and taking it over.

    A job reads it (`plan`: what would happen, in words of `intake.py`) and another takes it over,
    whole or not at all. `failed` says in German why a job could not be done.
    """

    class Standing(models.TextChoices):
        """How far it has come."""

        READING = "reading", "wird gelesen"
        READ = "read", "gelesen"
        TAKING = "taking", "wird übernommen"
        DONE = "done", "übernommen"

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="guide_uploads")
    name = models.CharField("Datei", max_length=120)
    content = models.BinaryField("Inhalt")
    standing = models.CharField("Stand", max_length=7, choices=Standing, default=Standing.READING)
    plan = models.JSONField("was übernommen würde", default=dict, blank=True)
    failed = models.CharField("warum nicht", max_length=300, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("hochgeladen")

    class Meta:
        verbose_name = "Wegweiser-Datei in Arbeit"
        verbose_name_plural = "Wegweiser-Dateien in Arbeit"
        constraints = (
            models.UniqueConstraint(name="guide_upload_once", fields=["centre", "made_by"]),
        )

    def __str__(self) -> str:
        """The name of the file."""
        return self.name


class TakenPage(models.Model):
    """A page that came from another system: which one it was there, and what it said when taken.

    `marks`: its numbers and paths there in every language; any of them finds it again. `said`: by
    language the fingerprint of title and text as they came in, so that the same file twice changes
    nothing.
    """

    page = models.OneToOneField(Page, models.CASCADE, related_name="taken_from")
    centre = models.ForeignKey(Centre, models.CASCADE, related_name="taken_pages")
    marks = ArrayField(models.CharField(max_length=600), verbose_name="Kennungen dort")
    said = models.JSONField("was dort stand", default=dict)
    taken_at = models.DateTimeField("übernommen am")

    class Meta:
        verbose_name = "Herkunft einer Seite"
        verbose_name_plural = "Herkunft von Seiten"

    def __str__(self) -> str:
        """The first mark."""
        return self.marks[0] if self.marks else str(self.pk)


class MachineRequest(models.Model):
    """Somebody asked a machine to translate a page; what comes back is a draft, never public."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="machine_request")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("gewünscht am")
    done_at = models.DateTimeField("fertig am", null=True, blank=True)
    told = models.CharField("was daraus wurde", max_length=300, blank=True)

    class Meta:
        verbose_name = "Auftrag an die Übersetzungsmaschine"
        verbose_name_plural = "Aufträge an die Übersetzungsmaschine"
        constraints = (
            models.CheckConstraint(
                name="guide_machine_says_what_became_of_it",
                condition=Q(done_at__isnull=True) | ~Q(told=""),
            ),
        )

    def __str__(self) -> str:
        """Which page, which language."""
        return str(self.edition)


class ReminderStop(models.Model):
    """This person wants no reminders of the guide by mail; the lists stay."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    since = models.DateTimeField("seit")

    class Meta:
        verbose_name = "Abbestellte Erinnerungen an den Wegweiser"
        verbose_name_plural = "Abbestellte Erinnerungen an den Wegweiser"

    def __str__(self) -> str:
        """Since when."""
        return f"{self.since:%d.%m.%Y}"
