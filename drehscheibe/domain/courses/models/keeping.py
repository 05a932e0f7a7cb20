"""How providers and centres keep courses: mailed links, lists read in."""

from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.directory.models import Actor
from drehscheibe.kernel.people.models import Person


class ProviderLink(models.Model):
    """A mailed link that opens the courses of one provider (docs/adr/0020).

    The secret is only in the mail; here is its SHA-256. It ends by itself, or when the centre
    ends it. `used_at` is the last time something was said through it.
    """

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="course_links")
    email = models.EmailField("geschickt an")
    fingerprint = models.CharField("SHA-256", max_length=64, unique=True)
    sent_at = models.DateTimeField("geschickt am")
    ends_at = models.DateTimeField("gilt bis")
    used_at = models.DateTimeField("zuletzt benutzt", null=True, blank=True)
    revoked_at = models.DateTimeField("beendet", null=True, blank=True)

    class Meta:
        verbose_name = "Link eines Kursträgers"
        verbose_name_plural = "Links von Kursträgern"
        ordering = ("-sent_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="provider_link_ends", condition=Q(ends_at__gt=F("sent_at"))
            ),
        )

    def __str__(self) -> str:
        """When it was sent."""
        return f"{self.sent_at:%d.%m.%Y}"


class CourseUpload(models.Model):
    """A list of courses on its way in, kept between choosing columns and taking over."""

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="course_uploads")
    name = models.CharField("Datei", max_length=120)
    content = models.BinaryField("Inhalt")
    columns = models.JSONField("Zuordnung", default=dict)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("hochgeladen")

    class Meta:
        verbose_name = "Kursliste in Arbeit"
        verbose_name_plural = "Kurslisten in Arbeit"
        constraints = (
            models.UniqueConstraint(name="course_upload_once", fields=["actor", "made_by"]),
        )

    def __str__(self) -> str:
        """The name of the file."""
        return self.name


class CourseMapping(models.Model):
    """How the columns of a list were read last time; offered the next time.

    `fingerprint` is the hash of the header words, `columns` maps header word → meaning.
    """

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="course_mappings")
    fingerprint = models.CharField("Kennung der Spalten", max_length=64)
    columns = models.JSONField("Zuordnung", default=dict)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("gemerkt am")

    class Meta:
        verbose_name = "Gemerkte Spalten einer Kursliste"
        verbose_name_plural = "Gemerkte Spalten von Kurslisten"
        constraints = (
            models.UniqueConstraint(name="course_mapping_once", fields=["centre", "fingerprint"]),
        )

    def __str__(self) -> str:
        """The fingerprint."""
        return self.fingerprint
