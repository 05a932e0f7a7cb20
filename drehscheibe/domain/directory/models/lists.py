"""A centre's own table of actors on its way in."""

from django.db import models

from drehscheibe.domain.centres.models import Centre
from drehscheibe.kernel.tables.lists import ListMapping, ListUpload


class ActorUpload(ListUpload):
    """A table of actors on its way in, kept between choosing columns and taking over."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "Akteursliste in Arbeit"
        verbose_name_plural = "Akteurslisten in Arbeit"
        constraints = (
            models.UniqueConstraint(name="actor_upload_once", fields=["centre", "made_by"]),
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
