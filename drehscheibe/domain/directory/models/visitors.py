"""What others say of an actor: visitors that something is wrong, its own people through a link."""

from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.directory.models.actor import Actor
from drehscheibe.kernel.access.hints import Hint
from drehscheibe.kernel.access.mailed_links import MailedLink


class ActorHint(Hint):
    """Somebody says that a statement about an actor is wrong; the centre looks into it."""

    class What(models.TextChoices):
        """What is wrong."""

        GONE = "gone", "Diese Stelle gibt es nicht (mehr)"
        PHONE = "phone", "Telefon oder E-Mail stimmt nicht"
        TIMES = "times", "Die Öffnungszeiten stimmen nicht"
        PLACE = "place", "Die Anschrift stimmt nicht"
        OFFER = "offer", "Das Angebot stimmt nicht"
        OTHER = "other", "Etwas anderes stimmt nicht"

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="hints")
    what = models.CharField("Was nicht stimmt", max_length=8, choices=What)

    class Meta:
        verbose_name = "Hinweis zu einem Akteur"
        verbose_name_plural = "Hinweise zu Akteuren"
        ordering = ("-at", "pk")
        indexes = (models.Index(fields=["network", "at"], name="actor_hint_of_a_network"),)


class ActorLink(MailedLink):
    """A mailed link with which an actor's own people say what is true of it (docs/adr/0020)."""

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="links")

    class Meta:
        verbose_name = "Link eines Akteurs"
        verbose_name_plural = "Links von Akteuren"
        ordering = ("-sent_at", "pk")
        constraints = (
            models.CheckConstraint(name="actor_link_ends", condition=Q(ends_at__gt=F("sent_at"))),
        )
