"""What others say of an actor: visitors that something is wrong, its own people through a link."""

from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.directory.models.actor import Actor
from drehscheibe.kernel.people.models import Person


class ActorHint(models.Model):
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
    text = models.CharField("In eigenen Worten", max_length=500, blank=True)
    at = models.DateTimeField("gemeldet")
    network = models.CharField("Netz", max_length=64, blank=True)
    settled_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="geprüft von"
    )
    settled_at = models.DateTimeField("geprüft am", null=True, blank=True)

    class Meta:
        verbose_name = "Hinweis zu einem Akteur"
        verbose_name_plural = "Hinweise zu Akteuren"
        ordering = ("-at", "pk")
        indexes = (models.Index(fields=["network", "at"], name="actor_hint_of_a_network"),)

    def __str__(self) -> str:
        """What is wrong."""
        return self.get_what_display()


class ActorLink(models.Model):
    """A mailed link with which an actor's own people say what is true of it (docs/adr/0020).

    The secret is only in the mail; here is its SHA-256. It ends by itself, or when the centre
    ends it. `used_at` is the last time something was said through it.
    """

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="links")
    email = models.EmailField("geschickt an")
    fingerprint = models.CharField("SHA-256", max_length=64, unique=True)
    sent_at = models.DateTimeField("geschickt am")
    ends_at = models.DateTimeField("gilt bis")
    used_at = models.DateTimeField("zuletzt benutzt", null=True, blank=True)
    revoked_at = models.DateTimeField("beendet", null=True, blank=True)

    class Meta:
        verbose_name = "Link eines Akteurs"
        verbose_name_plural = "Links von Akteuren"
        ordering = ("-sent_at", "pk")
        constraints = (
            models.CheckConstraint(name="actor_link_ends", condition=Q(ends_at__gt=F("sent_at"))),
        )

    def __str__(self) -> str:
        """When it was sent."""
        return f"{self.sent_at:%d.%m.%Y}"
