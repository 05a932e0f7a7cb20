"""Surveys (Abfragen): questions, one response of each organisation, what became of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person


class SurveyIs(models.TextChoices):
    """Where a survey stands."""

    DRAFT = "draft", "Entwurf"
    OPEN = "open", "Läuft"
    CLOSED = "closed", "Beendet"
    PUBLISHED = "published", "Ergebnis veröffentlicht"
    CANCELLED = "cancelled", "Abgebrochen"


class Survey(models.Model):
    """Questions of the coordinating office or a ministry to all or some centres.

    `year` set: it is the survey of that year in the return matrix. Until `closes_at` a centre sees
    its own answer alone, afterwards what `shows` says.
    """

    class Shows(models.TextChoices):
        """What the asked see after the deadline."""

        AGGREGATE = "aggregate", "die zusammengefassten Ergebnisse"
        NOTHING = "nothing", "nur die eigene Antwort"

    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="surveys", verbose_name="gestellt von"
    )
    title = models.CharField("Titel", max_length=200)
    intro = models.TextField("Worum es geht", blank=True)
    year = models.PositiveSmallIntegerField("Abfrage des Jahres", null=True, blank=True)
    closes_at = models.DateTimeField("Frist")
    shows = models.CharField("Danach sehen alle", max_length=9, choices=Shows,
                             default=Shows.AGGREGATE)  # fmt: skip
    status = models.CharField("Stand", max_length=9, choices=SurveyIs, default=SurveyIs.DRAFT)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("angelegt")

    class Meta:
        verbose_name = "Abfrage"
        verbose_name_plural = "Abfragen"
        ordering = ("-created_at", "-id")
        constraints = (
            models.UniqueConstraint(
                name="survey_one_of_a_year", fields=("year",),
                condition=Q(year__isnull=False) & ~Q(status="cancelled"),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        """Its title."""
        return self.title


class Question(models.Model):
    """One question; removed while somebody answers, its answers stay with those who gave them.

    `choices` are the answers to choose from, in a matrix its columns; `lines` the matrix's lines.
    It is asked when `asked_if` was answered with one of `asked_if_values`. `figure` names the
    figure of controlling the form begins with.
    """

    class Kind(models.TextChoices):
        """What is answered."""

        TEXT = "text", "kurzer Text"
        LONG = "long", "langer Text"
        NUMBER = "number", "Zahl mit Einheit"
        MONEY = "money", "Geldbetrag"
        DAY = "day", "Datum"
        YESNO = "yesno", "Ja oder Nein"
        ONE = "one", "eine Auswahl"
        SEVERAL = "several", "mehrere zur Auswahl"
        MATRIX = "matrix", "Tabelle"
        FILE = "file", "Datei"

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    place = models.PositiveSmallIntegerField("Platz")
    kind = models.CharField("Art", max_length=7, choices=Kind)
    text = models.CharField("Frage", max_length=500)
    help = models.TextField("Hilfe", blank=True)
    required = models.BooleanField("Pflicht", default=False)
    unit = models.CharField("Einheit", max_length=40, blank=True)
    choices = ArrayField(models.CharField(max_length=200), default=list, blank=True,
                         verbose_name="Auswahl")  # fmt: skip
    lines = ArrayField(models.CharField(max_length=200), default=list, blank=True,
                       verbose_name="Zeilen")  # fmt: skip
    figure = models.CharField("Bekannte Zahl", max_length=60, blank=True)
    asked_if = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="nur wenn",
    )  # fmt: skip
    asked_if_values = ArrayField(models.CharField(max_length=200), default=list, blank=True,
                                 verbose_name="beantwortet mit")  # fmt: skip
    removed_at = models.DateTimeField("herausgenommen", null=True, blank=True)

    class Meta:
        verbose_name = "Frage"
        verbose_name_plural = "Fragen"
        ordering = ("place", "id")
        constraints = (
            models.CheckConstraint(
                name="question_has_choices",
                condition=~Q(kind__in=["one", "several", "matrix"]) | ~Q(choices=[]),
            ),
            models.CheckConstraint(
                name="question_matrix_has_lines", condition=~Q(kind="matrix") | ~Q(lines=[])
            ),
            models.CheckConstraint(
                name="question_number_has_unit", condition=~Q(kind="number") | ~Q(unit="")
            ),
            models.CheckConstraint(
                name="question_condition_whole",
                condition=Q(asked_if__isnull=True, asked_if_values=[])
                | (Q(asked_if__isnull=False) & ~Q(asked_if_values=[])),
            ),
        )

    def __str__(self) -> str:
        """The question."""
        return self.text


class ResponseIs(models.TextChoices):
    """Where an organisation's response stands."""

    NOT_OPENED = "not_opened", "Noch nicht geöffnet"
    DRAFT = "draft", "In Arbeit"
    INTERNAL_REVIEW = "internal_review", "Zur Freigabe bei der Leitung"
    SUBMITTED = "submitted", "Abgegeben"
    RETURNED = "returned", "Zurückgegeben"
    DECLINED = "declined", "Abgelehnt"


OWING = (
    ResponseIs.NOT_OPENED,
    ResponseIs.DRAFT,
    ResponseIs.INTERNAL_REVIEW,
    ResponseIs.RETURNED,
)


class SurveyResponse(models.Model):
    """The one response of an organisation, written by several, signed off by its head.

    `edits`, `field_versions`, `kept_input` are those of the drafts engine. While somebody writes,
    `locked_by` holds it until `locked_until`; what another types meanwhile is put aside
    (`SetAside`), never lost. `taken_over` is why the head took it from a colleague who wrote.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="responses")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    status = models.CharField(
        "Stand", max_length=15, choices=ResponseIs, default=ResponseIs.NOT_OPENED
    )
    edits = models.PositiveIntegerField("Speicherungen", default=0)
    field_versions = models.JSONField("Stände der Felder", default=dict, blank=True)
    kept_input = models.JSONField("noch nicht lesbar", default=dict, blank=True)
    locked_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    locked_until = models.DateTimeField("gesperrt bis", null=True, blank=True)
    taken_over = models.CharField("Grund der Übernahme", max_length=300, blank=True, default="")
    contact = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="zuletzt bearbeitet von",
    )  # fmt: skip
    reason = models.TextField("Begründung", blank=True)
    submitted_at = models.DateTimeField("abgegeben", null=True, blank=True)

    class Meta:
        verbose_name = "Antwort einer Organisation"
        verbose_name_plural = "Antworten von Organisationen"
        ordering = ("organisation__name", "id")
        constraints = (
            models.UniqueConstraint(name="survey_response_once", fields=("survey", "organisation")),
            models.CheckConstraint(
                name="response_lock_whole",
                condition=Q(locked_by__isnull=True) | Q(locked_until__isnull=False),
            ),
            models.CheckConstraint(
                name="response_declined_with_reason",
                condition=~Q(status="declined") | ~Q(reason=""),
            ),
        )

    def __str__(self) -> str:
        """The state; names stay out of logs."""
        return f"Antwort {self.pk} ({self.get_status_display()})"


class Answer(models.Model):
    """What was answered to one question; `value` as `answering.py` reads and shows it."""

    response = models.ForeignKey(SurveyResponse, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    value = models.JSONField("Antwort", null=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "Antwort"
        verbose_name_plural = "Antworten"
        constraints = (
            models.UniqueConstraint(name="survey_answer_once", fields=("response", "question")),
        )

    def __str__(self) -> str:
        """Which one."""
        return f"Antwort {self.pk}"


class SetAside(models.Model):
    """What somebody typed while another held the response: kept for that person."""

    response = models.ForeignKey(SurveyResponse, models.CASCADE, related_name="set_aside")
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    typed = models.JSONField("getippt", default=dict)
    at = models.DateTimeField("am")

    class Meta:
        verbose_name = "Beiseite gelegter Text"
        verbose_name_plural = "Beiseite gelegte Texte"
        constraints = (
            models.UniqueConstraint(name="survey_aside_once", fields=("response", "by")),
        )

    def __str__(self) -> str:
        """Which one."""
        return f"Beiseite {self.pk}"


class ResponseVersion(models.Model):
    """A response as it was submitted; returned and submitted again, both stay."""

    response = models.ForeignKey(SurveyResponse, models.CASCADE, related_name="versions")
    version = models.PositiveSmallIntegerField("Fassung")
    answers = models.JSONField("Antworten")
    submitted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField("abgegeben")

    class Meta:
        verbose_name = "Fassung einer Antwort"
        verbose_name_plural = "Fassungen von Antworten"
        ordering = ("response", "version")
        constraints = (
            models.UniqueConstraint(
                name="survey_response_version_once", fields=("response", "version")
            ),
        )

    def __str__(self) -> str:
        """Which version."""
        return f"Fassung {self.version}"
