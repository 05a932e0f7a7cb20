"""The yearly report: what is being written, what was signed, and how each goal was judged."""

from django.db import models
from django.db.models import Q

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.models.goal import Goal, GoalVersion
from drehscheibe.domain.controlling.models.period import GoalPeriod
from drehscheibe.kernel.people.models import Person


class ReportIs(models.TextChoices):
    """Where a yearly report stands."""

    DRAFT = "draft", "Entwurf"
    SUBMITTED = "submitted", "Gezeichnet und abgegeben"
    QUERY = "query", "Rückfrage"
    CORRECTING = "correcting", "Berichtigung in Arbeit"
    REVIEWED = "reviewed", "Durchgesehen"


REPORT_WRITABLE = (ReportIs.DRAFT, ReportIs.QUERY, ReportIs.CORRECTING)


class Degree(models.TextChoices):
    """How far a goal was reached in the year (funding.md 10, AnnualReport.degree)."""

    REACHED = "reached", "erreicht"
    PARTLY = "partly", "teilweise erreicht"
    MISSED = "missed", "verfehlt"
    DROPPED = "dropped", "entfallen"


class AnnualReport(models.Model):
    """A centre's report of one year of its goal period (Jahresbericht, Fachdatenerhebung).

    The row is the identity and its state; words in work stand in `ReportDraft`, what was signed in
    `ReportVersion`. A year touched by two periods (a merger) has a report for each.
    """

    period = models.ForeignKey(GoalPeriod, models.PROTECT, related_name="reports")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="annual_reports")
    year = models.PositiveSmallIntegerField("Berichtsjahr")
    status = models.CharField("Stand", max_length=12, choices=ReportIs, default=ReportIs.DRAFT)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("angelegt am")

    class Meta:
        verbose_name = "Jahresbericht"
        verbose_name_plural = "Jahresberichte"
        ordering = ("-year", "-id")
        constraints = (
            models.UniqueConstraint(name="report_once_a_year", fields=("period", "year")),
        )

    def __str__(self) -> str:
        """The year."""
        return f"Jahresbericht {self.year}"

    @property
    def is_writable(self) -> bool:
        """Whether its draft may be written."""
        return self.status in REPORT_WRITABLE


class ReportDraft(models.Model):
    """The words of a report while they are written; `edits` … `kept_input`: see `kernel.drafts`.

    Only the centre sees it, also while an earlier version is signed.
    """

    report = models.OneToOneField(AnnualReport, models.PROTECT, related_name="draft")
    summary = models.TextField("Das Wichtigste auf einen Blick", blank=True)
    conditions = models.TextField("Rahmenbedingungen", blank=True)
    staffing = models.TextField("Personal: was zu den Zahlen zu sagen ist", blank=True)
    outlook = models.TextField("Ausblick", blank=True)
    reason = models.TextField("Grund der Berichtigung", blank=True)
    edits = models.PositiveIntegerField("Speicherungen", default=1)
    field_versions = models.JSONField("Speicherung je Angabe", default=dict, blank=True)
    kept_input = models.JSONField("Noch nicht lesbar", default=dict, blank=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("geändert am")

    class Meta:
        verbose_name = "Entwurf eines Jahresberichts"
        verbose_name_plural = "Entwürfe von Jahresberichten"

    def __str__(self) -> str:
        """What it is a draft of."""
        return f"Entwurf {self.report_id}"


class Judgement(models.Model):
    """How the centre judges one goal in its draft: degree, why, what helped, what comes next."""

    draft = models.ForeignKey(ReportDraft, models.CASCADE, related_name="judgements")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="+")
    degree = models.CharField("Ergebnis", max_length=8, choices=Degree, blank=True)
    reason = models.TextField("Begründung", blank=True)
    helped = models.TextField("Was geholfen hat", blank=True)
    hindered = models.TextField("Was gehindert hat", blank=True)
    next_step = models.TextField("Nächster Schritt", blank=True)

    class Meta:
        verbose_name = "Urteil über ein Ziel"
        verbose_name_plural = "Urteile über Ziele"
        ordering = ("goal__number",)
        constraints = (models.UniqueConstraint(name="judgement_once", fields=("draft", "goal")),)

    def __str__(self) -> str:
        """The degree."""
        return self.get_degree_display()


class ReportVersion(models.Model):
    """A signed report: the whole content as `snapshot`, its hash, who signed; never changes.

    Every export (PDF, Word, spreadsheet, JSON) is made of the snapshot alone. `sha256` is over its
    canonical JSON. `one_hand` says why author and signer are the same person, when they are.
    """

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("Fassung")
    reason = models.TextField("Grund der neuen Fassung", blank=True)
    snapshot = models.JSONField("Inhalt")
    sha256 = models.CharField("Prüfsumme", max_length=64)
    one_hand = models.TextField("Warum dieselbe Person schrieb und zeichnete", blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField("gezeichnet am")

    class Meta:
        verbose_name = "Fassung eines Jahresberichts"
        verbose_name_plural = "Fassungen von Jahresberichten"
        ordering = ("report", "-number")
        constraints = (
            models.UniqueConstraint(name="report_version_once", fields=("report", "number")),
            models.CheckConstraint(
                name="report_later_version_says_why", condition=Q(number=1) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="report_hash_complete", condition=Q(sha256__regex="^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(
                name="report_of_one_hand_says_why",
                condition=~Q(written_by=models.F("signed_by")) | ~Q(one_hand=""),
            ),
        )

    def __str__(self) -> str:
        """The number."""
        return f"Fassung {self.number}"


class SignedJudgement(models.Model):
    """The judgement of a goal as signed, and the version of the goal it rests on; for analysis."""

    version = models.ForeignKey(ReportVersion, models.PROTECT, related_name="judgements")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="judgements")
    goal_version = models.ForeignKey(GoalVersion, models.PROTECT, related_name="+")
    degree = models.CharField("Ergebnis", max_length=8, choices=Degree)

    class Meta:
        verbose_name = "Gezeichnetes Urteil"
        verbose_name_plural = "Gezeichnete Urteile"
        ordering = ("goal__number",)
        constraints = (
            models.UniqueConstraint(name="signed_judgement_once", fields=("version", "goal")),
        )

    def __str__(self) -> str:
        """The degree."""
        return self.get_degree_display()
