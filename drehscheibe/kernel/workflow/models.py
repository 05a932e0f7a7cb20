"""The history of every case."""

from django.db import models

from drehscheibe.kernel.people.models import Person


class Step(models.Model):
    """One taken step: who, what, when, why. Append-only; the database holds the status to it.

    Three dates are three facts: when it was decided, from when it holds, when it was entered.
    `by` is nobody where a third party took the step through its link.
    """

    workflow = models.CharField("Verfahren", max_length=80)
    object_id = models.BigIntegerField("Fall")
    name = models.CharField("Schritt", max_length=60)
    source = models.CharField("vorher", max_length=40)
    target = models.CharField("nachher", max_length=40)
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="durch"
    )
    reason = models.TextField("Begründung", blank=True)
    decided_on = models.DateField("entschieden am")
    effective_on = models.DateField("wirksam ab")
    entered_at = models.DateTimeField("eingetragen am")
    transaction_id = models.BigIntegerField(default=0, editable=False)  # set by the database

    class Meta:
        verbose_name = "Verfahrensschritt"
        verbose_name_plural = "Verfahrensschritte"
        ordering = ("id",)
        indexes = (models.Index(fields=("workflow", "object_id"), name="step_of_case"),)

    def __str__(self) -> str:
        """Which step led where."""
        return f"{self.name}: {self.source} → {self.target}"
