"""Holds that keep vouchers longer than their time (Löschsperre, F23)."""

from django.db import models
from django.db.models import Q

from drehscheibe.domain.funding.models.proof import ProofOfUse
from drehscheibe.kernel.people.models import Person


class LegalHold(models.Model):
    """One act of setting or lifting a hold on a proof, with its reason; append-only.

    Whether a hold stands now is `ProofOfUse.legal_hold`.
    """

    proof = models.ForeignKey(ProofOfUse, models.PROTECT, related_name="holds")
    held = models.BooleanField("gesetzt")
    reason = models.TextField("Begründung")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField("am")

    class Meta:
        verbose_name = "Löschsperre"
        verbose_name_plural = "Löschsperren"
        ordering = ("at", "id")
        constraints = (models.CheckConstraint(name="hold_has_reason", condition=~Q(reason="")),)

    def __str__(self) -> str:
        """What was done to which proof."""
        return f"Löschsperre {'gesetzt' if self.held else 'aufgehoben'}: {self.proof}"
