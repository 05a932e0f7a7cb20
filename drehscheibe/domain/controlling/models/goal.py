"""A goal, its versions, what both ministries decided on each, and the advice on its wording."""

from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.domain.controlling.models.period import GoalPeriod, LocalField
from drehscheibe.kernel.people.models import Person


class Strand(models.TextChoices):
    """The statutory strands (§ 8 (1) TIntG 2021); the first two are mandatory (F13)."""

    EDUCATION = "idb", "Integration durch Bildung"
    CROSS_CUTTING = "iq", "Integration als Querschnittsaufgabe"
    VOLUNTEERING = "ehrenamt", "Ehrenamt"


MANDATORY_STRANDS = (Strand.EDUCATION, Strand.CROSS_CUTTING)


class GoalIs(models.TextChoices):
    """Where a goal stands; half-agreed is a matter of its decisions (`decisions.standing_of`)."""

    DRAFT = "draft", "Entwurf"
    SUBMITTED = "submitted", "Vorgelegt"
    RETURNED = "returned", "Zur Änderung zurück"
    AGREED = "agreed", "Vereinbart"
    REVISING = "revising", "Vereinbart, Änderung in Arbeit"
    DROPPED = "dropped", "Gestrichen"


GOAL_EDITABLE = (GoalIs.DRAFT, GoalIs.RETURNED, GoalIs.REVISING)


class Goal(models.Model):
    """The identity of a goal through all its versions; reports and activities point here."""

    period = models.ForeignKey(GoalPeriod, models.PROTECT, related_name="goals")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField("Nummer")
    status = models.CharField("Stand", max_length=12, choices=GoalIs, default=GoalIs.DRAFT)

    class Meta:
        verbose_name = "Ziel"
        verbose_name_plural = "Ziele"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(name="goal_number_once", fields=("period", "number")),
        )

    def __str__(self) -> str:
        """Number and years."""
        return f"Ziel {self.number}"

    @property
    def is_editable(self) -> bool:
        """Whether its open version may be written."""
        return self.status in GOAL_EDITABLE


class GoalVersion(models.Model):
    """What a goal says: one row per version; frozen with `submitted_at`, in force with `agreed_at`.

    The ministries decide on a version and see submitted ones only. `reason` says why there is
    another version after the first. `edits`, `field_versions`, `kept_input`: see `kernel.drafts`.
    """

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("Fassung")
    strand = models.CharField("Strang", max_length=10, choices=Strand)
    title = models.CharField("Kurztitel", max_length=150)
    starting_point = models.TextField("Ausgangslage", blank=True)
    text = models.TextField("Ziel", blank=True)
    target_group = models.CharField("Zielgruppe", max_length=300, blank=True)
    source_in_concept = models.CharField("Fundstelle im Konzept", max_length=300, blank=True)
    fields = models.ManyToManyField(
        FieldOfAction, blank=True, related_name="+", verbose_name="Handlungsfelder"
    )
    local_fields = models.ManyToManyField(
        LocalField, blank=True, related_name="+", verbose_name="Örtliche Handlungsfelder"
    )
    reason = models.TextField("Grund der neuen Fassung", blank=True)
    edits = models.PositiveIntegerField("Speicherungen", default=1)
    field_versions = models.JSONField("Speicherung je Angabe", default=dict, blank=True)
    kept_input = models.JSONField("Noch nicht lesbar", default=dict, blank=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("geändert am")
    submitted_at = models.DateTimeField("vorgelegt am", null=True, blank=True)
    agreed_at = models.DateTimeField("vereinbart am", null=True, blank=True)

    class Meta:
        verbose_name = "Fassung eines Ziels"
        verbose_name_plural = "Fassungen eines Ziels"
        ordering = ("goal", "number")
        constraints = (
            models.UniqueConstraint(name="goal_version_once", fields=("goal", "number")),
            models.UniqueConstraint(
                name="goal_one_open_version",
                fields=("goal",),
                condition=Q(submitted_at__isnull=True),
            ),
            models.CheckConstraint(
                name="goal_later_version_says_why", condition=Q(number=1) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="goal_version_agreed_after_submission",
                condition=Q(agreed_at__isnull=True) | Q(agreed_at__gte=F("submitted_at")),
            ),
        )

    def __str__(self) -> str:
        """Title and number."""
        return f"{self.title} (Fassung {self.number})"

    @property
    def is_open(self) -> bool:
        """Whether it may still be written."""
        return self.submitted_at is None


class Measure(models.Model):
    """What is done for a goal, with whom and when (Maßnahme).

    `number` stays the same through the versions of a goal; activities name it.
    """

    version = models.ForeignKey(GoalVersion, models.CASCADE, related_name="measures")
    number = models.PositiveSmallIntegerField("Nummer")
    title = models.CharField("Maßnahme", max_length=200)
    partners = models.CharField("Partner", max_length=300, blank=True)
    starts_on = models.DateField("von", null=True, blank=True)
    ends_on = models.DateField("bis", null=True, blank=True)

    class Meta:
        verbose_name = "Maßnahme"
        verbose_name_plural = "Maßnahmen"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(name="measure_number_once", fields=("version", "number")),
            models.CheckConstraint(
                name="measure_in_order",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
        )

    def __str__(self) -> str:
        """The title."""
        return self.title


class Ministry(models.TextChoices):
    """The two that agree goals (§ 8 (3) TIntG 2021); their names of the day are the register's."""

    INTEGRATION = "integration", "Integration"
    SCHOOL = "school", "Schule"


class GoalDecision(models.Model):
    """What one ministry says to a version of a goal; never removed, withdrawn at most, with reason.

    Two live agreements make the goal agreed (F14); one „ändern“ returns it.
    """

    class Verdict(models.TextChoices):
        """Yes, or what is to be changed."""

        AGREE = "agree", "zugestimmt"
        CHANGE = "change", "ändern"

    version = models.ForeignKey(GoalVersion, models.PROTECT, related_name="decisions")
    ministry = models.CharField("Ministerium", max_length=12, choices=Ministry)
    verdict = models.CharField("Entscheidung", max_length=8, choices=Verdict)
    reason = models.TextField("Begründung", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField("am")
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField("zurückgenommen am", null=True)
    withdrawal_reason = models.TextField("Grund der Rücknahme", blank=True)

    class Meta:
        verbose_name = "Entscheidung über ein Ziel"
        verbose_name_plural = "Entscheidungen über Ziele"
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(
                name="goal_decision_one_a_ministry",
                fields=("version", "ministry"),
                condition=Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="goal_change_says_why", condition=Q(verdict="agree") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="goal_withdrawal_says_why",
                condition=Q(withdrawn_at__isnull=True)
                | (Q(withdrawn_by__isnull=False) & ~Q(withdrawal_reason="")),
            ),
        )

    def __str__(self) -> str:
        """Ministry and verdict."""
        return f"{self.get_ministry_display()}: {self.get_verdict_display()}"


class GoalAdvice(models.Model):
    """The coordinating office on the wording of a version: a comment, perhaps a proposed text.

    Never an approval. `field` is the field of the version it is about; the centre answers each.
    """

    class Answer(models.TextChoices):
        """What the centre did with it."""

        OPEN = "", "offen"
        ACCEPTED = "accepted", "übernommen"
        DECLINED = "declined", "nicht übernommen"

    version = models.ForeignKey(GoalVersion, models.CASCADE, related_name="advice")
    field = models.CharField("Zu", max_length=30, blank=True)
    comment = models.TextField("Hinweis", blank=True)
    proposed_text = models.TextField("Vorgeschlagener Wortlaut", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField("am")
    answer = models.CharField("Antwort", max_length=10, choices=Answer, blank=True)
    answer_note = models.TextField("Anmerkung", blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField("beantwortet am", null=True)

    class Meta:
        verbose_name = "Beratung zu einem Ziel"
        verbose_name_plural = "Beratung zu Zielen"
        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(
                name="goal_advice_says_something",
                condition=~Q(comment="") | ~Q(proposed_text=""),
            ),
            models.CheckConstraint(
                name="goal_advice_answered_by_somebody",
                condition=Q(answer="") | Q(answered_by__isnull=False, answered_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        """Which version it is about."""
        return f"Beratung zu {self.version_id}"
