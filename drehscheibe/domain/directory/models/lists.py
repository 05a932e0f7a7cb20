"""A centre's own table of actors on its way in."""

from django.db import models
from django.db.models import Q

from drehscheibe.domain.centres.models import Centre
from drehscheibe.kernel.tables.lists import ListMapping, ListUpload


class ActorUpload(ListUpload):
    """A table of actors on its way in, kept between choosing columns and taking over.

    A long one is taken over by a job. `told` says what became of it: how many actors are new,
    changed or the same; or why nothing was taken. Once it is done the file itself is forgotten.
    """

    class Standing(models.TextChoices):
        """How far it has come."""

        OPEN = "open", "in Arbeit"
        TAKING = "taking", "wird übernommen"
        DONE = "done", "übernommen"

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+")
    standing = models.CharField("Stand", max_length=6, choices=Standing, default=Standing.OPEN)
    told = models.JSONField("was daraus wurde", default=dict, blank=True)

    class Meta:
        verbose_name = "Akteursliste in Arbeit"
        verbose_name_plural = "Akteurslisten in Arbeit"
        constraints = (
            models.UniqueConstraint(name="actor_upload_once", fields=["centre", "made_by"]),
            models.CheckConstraint(
                name="actor_upload_done_is_told_without_its_file",
                condition=~Q(standing="done") | (Q(content=b"") & ~Q(told={})),
            ),
        )


class ActorMapping(ListMapping):
    """How the columns of a table of actors were read last time; offered the next time."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "Gemerkte Spalten einer Akteursliste"
        verbose_name_plural = "Gemerkte Spalten von Akteurslisten"
        constraints = (
            models.UniqueConstraint(name="actor_mapping_once", fields=["centre", "fingerprint"]),
        )
