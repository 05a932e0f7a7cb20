"""What a centre owes the state beside its goals: exceptions from a lock, reminders sent."""

from django.db import models
from django.db.models import Q

from drehscheibe.domain.centres.models import Centre
from drehscheibe.kernel.people.models import Person


class LockException(models.Model):
    """A centre may still return something after it was locked: which, why, until when.

    `obligation` is the key of an obligation in `data/obligations.toml`.
    """

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="lock_exceptions")
    obligation = models.CharField("Pflicht", max_length=40)
    year = models.PositiveSmallIntegerField("Jahr")
    reason = models.TextField("Grund")
    until = models.DateField("offen bis")
    granted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField("gewährt am")
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField("beendet am", null=True)

    class Meta:
        verbose_name = "Ausnahme von der Sperre"
        verbose_name_plural = "Ausnahmen von der Sperre"
        ordering = ("-granted_at", "-id")
        constraints = (
            models.UniqueConstraint(
                name="lock_exception_one_at_a_time",
                fields=("centre", "obligation", "year"),
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(name="lock_exception_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="lock_exception_ended_by_somebody",
                condition=Q(ended_at__isnull=True) | Q(ended_by__isnull=False),
            ),
        )

    def __str__(self) -> str:
        """Obligation and year."""
        return f"{self.obligation} {self.year}"


class ReturnReminder(models.Model):
    """One click of „erinnern“: sent once for its `key`, however often the button was pressed."""

    key = models.UUIDField("Schlüssel der Vorschau", unique=True)
    obligation = models.CharField("Pflicht", max_length=40)
    year = models.PositiveSmallIntegerField("Jahr")
    text = models.TextField("Worte dazu", blank=True)
    centres = models.ManyToManyField(Centre, related_name="+", verbose_name="Zentren")
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField("gesendet am")

    class Meta:
        verbose_name = "Erinnerung an einen Rücklauf"
        verbose_name_plural = "Erinnerungen an Rückläufe"
        ordering = ("-sent_at", "-id")

    def __str__(self) -> str:
        """Obligation and year."""
        return f"{self.obligation} {self.year}"
