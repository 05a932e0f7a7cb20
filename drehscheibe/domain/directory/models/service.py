"""What an actor offers."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.directory.models.actor import Actor


class Service(models.Model):
    """An offer of help (HSDS `service`): advice, meeting place, homework help …

    Language courses are rows of their own (room `courses`). Shown to the public when its actor is.
    """

    class Status(models.TextChoices):
        """The words of HSDS 3 that we need."""

        ACTIVE = "active", "besteht"
        INACTIVE = "inactive", "ruht"
        DEFUNCT = "defunct", "eingestellt"

    public_id = models.UUIDField("Kennung", default=uuid4, unique=True, editable=False)
    actor = models.ForeignKey(Actor, models.CASCADE, related_name="services")
    name = models.CharField("Angebot", max_length=200)
    description = models.TextField("Worum es geht", max_length=2000, blank=True)
    topic = models.ForeignKey(
        FieldOfAction, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Handlungsfeld",
    )  # fmt: skip
    languages = ArrayField(
        models.CharField(max_length=20), verbose_name="Sprachen", default=list, blank=True
    )
    audience = models.CharField("Für wen", max_length=200, blank=True)
    fee = models.CharField("Kosten", max_length=200, blank=True)
    application = models.CharField("So kommt man hin", max_length=300, blank=True)
    status = models.CharField("Stand", max_length=10, choices=Status, default=Status.ACTIVE)
    verified_at = models.DateTimeField("zuletzt bestätigt", null=True, blank=True)

    class Meta:
        verbose_name = "Angebot"
        verbose_name_plural = "Angebote"
        ordering = ("name", "pk")

    def __str__(self) -> str:
        """The name."""
        return self.name
