"""The effectiveness dialogue (Wirksamkeitsdialog) held on a signed report, and its steps."""

from django.db import models
from django.db.models import Q

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.models.report import AnnualReport, ReportVersion
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person


class DialogueIs(models.TextChoices):
    """Where a dialogue stands."""

    PREPARING = "preparing", "In Vorbereitung"
    APPOINTED = "appointed", "Termin steht"
    HELD = "held", "Geführt"
    CANCELLED = "cancelled", "Abgesagt"


class Dialogue(models.Model):
    """One conversation between a centre and the state on what worked; rests on a signed version."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="dialogues")
    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="dialogues")
    version = models.ForeignKey(ReportVersion, models.PROTECT, related_name="+")
    status = models.CharField(
        "Stand", max_length=12, choices=DialogueIs, default=DialogueIs.PREPARING
    )
    topics = models.TextField("Worüber gesprochen werden soll", blank=True)
    starts_at = models.DateTimeField("Termin", null=True, blank=True)
    place = models.CharField("Ort oder Zugang", max_length=200, blank=True)
    circle = models.TextField("Teilnehmende Stellen", blank=True)
    minutes = models.TextField("Niederschrift", blank=True)
    edits = models.PositiveIntegerField("Speicherungen", default=1)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("angelegt am")

    class Meta:
        verbose_name = "Wirksamkeitsdialog"
        verbose_name_plural = "Wirksamkeitsdialoge"
        ordering = ("-created_at", "-id")
        constraints = (
            models.UniqueConstraint(
                name="dialogue_one_a_report",
                fields=("report",),
                condition=~Q(status="cancelled"),
            ),
            models.CheckConstraint(
                name="dialogue_appointed_has_a_day",
                condition=Q(status__in=["preparing", "cancelled"]) | Q(starts_at__isnull=False),
            ),
            models.CheckConstraint(
                name="dialogue_held_has_minutes", condition=~Q(status="held") | ~Q(minutes="")
            ),
        )

    def __str__(self) -> str:
        """What it is about."""
        return f"Wirksamkeitsdialog zum {self.report}"


class AgreedStep(models.Model):
    """What was agreed in a dialogue: what, whose, until when; its outcome shows in the next report.

    `owner` is an organisation, `function` who there (a function, never a name).
    """

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField("Nummer")
    text = models.CharField("Vereinbart", max_length=500)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="Wer")
    function = models.CharField("Funktion", max_length=120, blank=True)
    due_on = models.DateField("bis")
    done_on = models.DateField("erledigt am", null=True, blank=True)
    outcome = models.TextField("Was daraus wurde", blank=True)

    class Meta:
        verbose_name = "Vereinbarter Schritt"
        verbose_name_plural = "Vereinbarte Schritte"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(name="agreed_step_once", fields=("dialogue", "number")),
            models.CheckConstraint(
                name="agreed_step_done_says_what",
                condition=Q(done_on__isnull=True) | ~Q(outcome=""),
            ),
        )

    def __str__(self) -> str:
        """The text."""
        return self.text
