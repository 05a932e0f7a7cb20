"""Which day suits most."""

from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.exchange.models.meetings import Meeting
from drehscheibe.domain.groups.models import Tiered
from drehscheibe.kernel.people.models import Person


class DatePoll(Tiered):
    """Dates to choose from; closed by the date that became a meeting."""

    title = models.CharField("Titel", max_length=200)
    closes_at = models.DateTimeField("Antworten bis")
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("eröffnet")
    closed_at = models.DateTimeField("geschlossen", null=True, blank=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "Terminumfrage"
        verbose_name_plural = "Terminumfragen"
        ordering = ("-opened_at", "id")

    def __str__(self) -> str:
        """What it is for."""
        return self.title


class PollOption(models.Model):
    """One possible date."""

    poll = models.ForeignKey(DatePoll, models.CASCADE, related_name="options")
    starts_at = models.DateTimeField("Beginn")
    ends_at = models.DateTimeField("Ende")

    class Meta:
        verbose_name = "Terminvorschlag"
        verbose_name_plural = "Terminvorschläge"
        ordering = ("starts_at", "id")
        constraints = (
            models.UniqueConstraint(name="poll_option_once", fields=("poll", "starts_at")),
            models.CheckConstraint(
                name="poll_option_in_order", condition=Q(ends_at__gt=F("starts_at"))
            ),
        )

    def __str__(self) -> str:
        """Which one."""
        return f"Vorschlag {self.pk}"


class PollAnswer(models.Model):
    """Whether a date suits a member."""

    class Suits(models.TextChoices):
        """Yes, perhaps, no."""

        YES = "yes", "Ja"
        MAYBE = "maybe", "Zur Not"
        NO = "no", "Nein"

    option = models.ForeignKey(PollOption, models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    suits = models.CharField("passt", max_length=5, choices=Suits)
    at = models.DateTimeField("am")

    class Meta:
        verbose_name = "Antwort auf einen Terminvorschlag"
        verbose_name_plural = "Antworten auf Terminvorschläge"
        constraints = (
            models.UniqueConstraint(name="poll_answer_once", fields=("option", "person")),
        )

    def __str__(self) -> str:
        """Which one."""
        return f"Antwort {self.pk}"
