"""The centre's own proof of an allocation, put together from its third parties' cases."""

from django.db import models

from drehscheibe.domain.forwarding.models.allocation import Allocation
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.people.models import Person


class AllocationProof(models.Model):
    """The simplified proof to the authority (Sachbericht, zahlenmäßiger Nachweis), in euro.

    `figures` is what the cases said at the submission, frozen with it: sums as text by name, rows
    by item. No third party is named in it.
    """

    allocation = models.OneToOneField(Allocation, models.PROTECT, related_name="own_proof")
    text = models.TextField("Sachbericht", blank=True)
    figures = models.JSONField("Zahlen", default=dict, blank=True)
    submitted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    submitted_on = models.DateField("eingereicht am", null=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("geändert am")

    class Meta:
        verbose_name = "Nachweis der Weiterleitung"
        verbose_name_plural = "Nachweise der Weiterleitung"

    def __str__(self) -> str:
        """Which allocation it proves."""
        return f"Nachweis zur Zuteilung {self.allocation_id}"

    @property
    def letter_series(self) -> str:
        """Under which name its frozen versions are kept."""
        return f"forwarding.allocation:{self.allocation_id}:proof"
