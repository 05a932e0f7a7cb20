"""Documents: what was uploaded or generated, as it was."""

import uuid

from django.db import models

from drehscheibe.kernel.documents.file_names import ENDINGS, file_name
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person

SHORT = 12


class Document(models.Model):
    """A file under its own id (Dokument): council decision, concept, notice …

    Content never changes: a new text is the next version in the same series. The database refuses
    to alter hash, size, place or version of any row, and to delete a frozen one.
    """

    class Kind(models.TextChoices):
        """Whether people brought it or the platform wrote it."""

        UPLOAD = "upload", "Hochgeladen"
        LETTER = "letter", "Erstellt"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="documents", verbose_name="gehört zu"
    )
    series = models.CharField("Reihe", max_length=200)
    version = models.PositiveIntegerField("Fassung")
    title = models.CharField("Titel", max_length=200)
    kind = models.CharField("Herkunft", max_length=10, choices=Kind)
    content_type = models.CharField("Art", max_length=100)
    size = models.PositiveBigIntegerField("Größe in Byte")
    sha256 = models.CharField("Prüfsumme", max_length=64)
    original_name = models.CharField("Name beim Hochladen", max_length=120, blank=True)
    storage_key = models.CharField("Ablage", max_length=200, unique=True, editable=False)
    frozen = models.BooleanField("festgehalten", default=False)
    created_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="von"
    )
    created_at = models.DateTimeField("am")

    class Meta:
        verbose_name = "Dokument"
        verbose_name_plural = "Dokumente"
        ordering = ("series", "-version")
        constraints = (
            models.UniqueConstraint(name="document_version_once", fields=("series", "version")),
            models.CheckConstraint(
                name="document_version_from_one", condition=models.Q(version__gte=1)
            ),
            models.CheckConstraint(
                name="document_hash_complete", condition=models.Q(sha256__regex="^[0-9a-f]{64}$")
            ),
        )

    def __str__(self) -> str:
        """Title and version."""
        return f"{self.title} (Fassung {self.version})"

    @property
    def short_hash(self) -> str:
        """The beginning of the checksum, enough to tell two versions apart by eye."""
        return self.sha256[:SHORT]

    @property
    def download_name(self) -> str:
        """What the file is called when it leaves: our title, never the name it came with."""
        return file_name(self.title, version=self.version, content_type=self.content_type)

    @property
    def size_text(self) -> str:
        """The size for people."""
        if self.size < 1024 * 1024:
            return f"{max(1, round(self.size / 1024))} KB"
        return f"{self.size / 1024 / 1024:.1f} MB".replace(".", ",")

    @property
    def type_text(self) -> str:
        """The kind of file for people, e.g. PDF."""
        return ENDINGS.get(self.content_type, "bin").upper()
