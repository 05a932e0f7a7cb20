"""What became of things: links between them, and the uses at the end."""

from django.db import models
from django.db.models import F, Q

from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person


class Use(models.Model):
    """A paper or training put to use somewhere: the end of a chain (Anwendung)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.CharField("Wie es angewandt wird", max_length=300)
    since = models.DateField("seit")
    told_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Anwendung"
        verbose_name_plural = "Anwendungen"
        ordering = ("since", "id")

    def __str__(self) -> str:
        """What is done with it."""
        return self.text


class ProvenanceLink(models.Model):
    """One thing came of another: survey, group, paper, training, use (`provenance.KINDS`)."""

    source_kind = models.CharField("Art der Quelle", max_length=10)
    source_id = models.BigIntegerField("Quelle")
    target_kind = models.CharField("Art der Folge", max_length=10)
    target_id = models.BigIntegerField("Folge")
    linked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    linked_at = models.DateTimeField("verknüpft")

    class Meta:
        verbose_name = "Verknüpfung"
        verbose_name_plural = "Verknüpfungen"
        indexes = (models.Index(name="provenance_back", fields=["target_kind", "target_id"]),)
        constraints = (
            models.UniqueConstraint(
                name="provenance_once",
                fields=("source_kind", "source_id", "target_kind", "target_id"),
            ),
            models.CheckConstraint(
                name="provenance_of_another",
                condition=~Q(source_kind=F("target_kind"), source_id=F("target_id")),
            ),
        )

    def __str__(self) -> str:
        """Kinds alone."""
        return f"{self.source_kind} → {self.target_kind}"
