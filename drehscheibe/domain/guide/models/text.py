"""What a section says: the draft that is being written, and every wording that was published."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5

from drehscheibe.domain.guide.models.page import Page, Section
from drehscheibe.kernel.people.models import Person

GERMAN = "de"


class EditionIs(models.TextChoices):
    """Where the texts of a page in one language stand."""

    DRAFT = "draft", "In Arbeit"
    REVIEW = "review", "Zur Prüfung"
    PUBLISHED = "published", "Veröffentlicht"
    WITHDRAWN = "withdrawn", "Zurückgezogen"


class Edition(models.Model):
    """A page in one language: what is written, checked by a second person and published together.

    While a new text is in work, the public goes on reading the last one (`Wording.shown`).
    `thrown_away`: how many saves the longest of its drafts had that somebody threw away; the next
    one counts on from there, so that nobody takes it for the one they had read.
    """

    page = models.ForeignKey(Page, models.CASCADE, related_name="editions")
    language = models.CharField("Sprache", max_length=20, default=GERMAN)
    status = models.CharField("Stand", max_length=9, choices=EditionIs, default=EditionIs.DRAFT)
    thrown_away = models.PositiveIntegerField("verworfene Speicherungen", default=0, db_default=0)

    class Meta:
        verbose_name = "Sprachfassung"
        verbose_name_plural = "Sprachfassungen"
        ordering = ("page", "language")
        constraints = (
            models.UniqueConstraint(name="guide_edition_once", fields=["page", "language"]),
        )

    def __str__(self) -> str:
        """Which language of which page."""
        return f"{self.page} ({self.language})"


class SectionDraft(models.Model):
    """What is being written for a section in a language; gone when it is published.

    Empty German text means: the section goes when this is published. `translates` is the meaning of
    the German wording the translator had before them, empty for German itself. `writers` are all
    who wrote since the last publication: none of them may publish. `choice`, in German only: which
    courses are to stand in the section, in all languages (`choosing.py`).
    """

    section = models.ForeignKey(Section, models.CASCADE, related_name="drafts")
    language = models.CharField("Sprache", max_length=20, default=GERMAN)
    body = models.TextField("Text", blank=True)
    choice = models.CharField(
        "Auswahl der Kurse", max_length=200, blank=True,
        help_text="Was hinter dem Fragezeichen einer Kurssuche steht.",
    )  # fmt: skip
    translates = models.CharField("übersetzt die Fassung", max_length=32, blank=True)
    machine = models.BooleanField("von einer Maschine übersetzt", default=False)
    edits = models.PositiveIntegerField("Speicherungen", default=0)
    field_versions = models.JSONField(default=dict, blank=True)
    kept_input = models.JSONField(default=dict, blank=True)
    writers = ArrayField(models.BigIntegerField(), default=list, verbose_name="geschrieben von")
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField("geschrieben am")

    class Meta:
        verbose_name = "Entwurf eines Abschnitts"
        verbose_name_plural = "Entwürfe von Abschnitten"
        ordering = ("section", "language")
        constraints = (
            models.UniqueConstraint(name="guide_draft_once", fields=["section", "language"]),
            models.CheckConstraint(
                name="guide_draft_knows_what_it_translates",
                condition=Q(language=GERMAN) ^ ~Q(translates=""),
            ),
            models.CheckConstraint(
                name="guide_draft_chooses_in_german", condition=Q(choice="") | Q(language=GERMAN)
            ),
        )

    def __str__(self) -> str:
        """Which section, which language."""
        return f"{self.section} ({self.language})"


class Wording(models.Model):
    """A published text of a section in a language. Kept for ever; at most one is shown.

    `fingerprint` is the text's own, made by the database. `meaning` is what translations are held
    to: the fingerprint of the wording that last changed what is said; correcting a spelling keeps
    it. A translation carries in `translates` the meaning of the German wording it was made of;
    whether it is up to date follows from that and is stored nowhere. `choice` of the German one
    says which courses stand there; another choice alone leaves translations up to date.
    """

    section = models.ForeignKey(Section, models.CASCADE, related_name="wordings")
    language = models.CharField("Sprache", max_length=20, default=GERMAN)
    number = models.PositiveIntegerField("Fassung")
    body = models.TextField("Text")
    choice = models.CharField(
        "Auswahl der Kurse", max_length=200, blank=True,
        help_text="Was hinter dem Fragezeichen einer Kurssuche steht.",
    )  # fmt: skip
    fingerprint = models.GeneratedField(
        expression=MD5("body"), output_field=models.CharField(max_length=32), db_persist=True
    )
    meaning = models.CharField("Bedeutung", max_length=32)
    translates = models.CharField("übersetzt die Fassung", max_length=32, blank=True)
    machine = models.BooleanField("von einer Maschine übersetzt", default=False)
    native = models.BooleanField("von einer Muttersprachlerin geprüft", default=False)
    shown = models.BooleanField("öffentlich gezeigt", default=True)
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField("veröffentlicht am")

    class Meta:
        verbose_name = "Fassung eines Abschnitts"
        verbose_name_plural = "Fassungen von Abschnitten"
        ordering = ("section", "language", "-number")
        constraints = (
            models.UniqueConstraint(
                name="guide_wording_number", fields=["section", "language", "number"]
            ),
            models.UniqueConstraint(
                name="guide_wording_one_shown", fields=["section", "language"],
                condition=Q(shown=True),
            ),
            models.CheckConstraint(
                name="guide_wording_knows_what_it_translates",
                condition=Q(language=GERMAN) ^ ~Q(translates=""),
            ),
            models.CheckConstraint(
                name="guide_wording_chooses_in_german", condition=Q(choice="") | Q(language=GERMAN)
            ),
            models.CheckConstraint(
                name="guide_wording_shown_says_something", condition=Q(shown=False) | ~Q(body="")
            ),
            models.CheckConstraint(
                name="guide_wording_read_by_a_native_is_no_machine",
                condition=Q(native=False) | Q(machine=False),
            ),
            models.CheckConstraint(
                name="guide_wording_seen_by_two",
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("written_by")),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """Which section, which language, which number."""
        return f"{self.section} ({self.language}) {self.number}"
