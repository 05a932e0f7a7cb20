"""Sessions, the organisations' sign-in providers, and what waits until somebody signs in."""

from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Account, Person


class Session(AbstractBaseSession):
    """A browser's session; `account` is who is signed in, so that access can be ended at once."""

    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sessions")

    class Meta:
        verbose_name = "Sitzung"
        verbose_name_plural = "Sitzungen"

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """Django's contract for session rows."""
        from drehscheibe.kernel.access.sessions import SessionStore

        return SessionStore


class IdentityProvider(models.Model):
    """An organisation's own sign-in (OpenID Connect). One issuer belongs to one organisation.

    Who comes from it is known by (issuer, subject), never by e-mail. The issuer never changes: a
    new one is a new row, since subjects are unique within an issuer only.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="identity_providers"
    )
    slug = models.SlugField("Kürzel", max_length=60, unique=True)
    name = models.CharField("Bezeichnung", max_length=40)
    issuer = models.URLField("Aussteller (issuer)", max_length=300, unique=True)
    client_id = models.CharField("Client-ID", max_length=190)
    client_secret_sealed = models.TextField("Client-Geheimnis, verschlüsselt", blank=True)
    is_active = models.BooleanField("in Betrieb", default=True)
    local_sign_in = models.BooleanField("auch Kennwort erlaubt", default=True)

    class Meta:
        verbose_name = "Anmeldedienst"
        verbose_name_plural = "Anmeldedienste"
        ordering = ("name",)

    def __str__(self) -> str:
        """As the button on the sign-in page says it."""
        return self.name


class Admission(models.Model):
    """Somebody came through an organisation's provider and waits for a role (Freischaltung)."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="admission")
    provider = models.ForeignKey(IdentityProvider, models.PROTECT, related_name="admissions")
    asked_at = models.DateTimeField("angefragt")
    decided_at = models.DateTimeField("entschieden", null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "Freischaltung"
        verbose_name_plural = "Freischaltungen"
        ordering = ("asked_at",)

    def __str__(self) -> str:
        """Who waits."""
        return f"Freischaltung {self.account.person}"


class HeldInput(models.Model):
    """What somebody had typed when the session ended, sealed, until the same account signs in."""

    token_hash = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey(Account, models.CASCADE, related_name="held_inputs")
    sealed = models.TextField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "Aufbewahrte Eingabe"
        verbose_name_plural = "Aufbewahrte Eingaben"

    def __str__(self) -> str:
        """Never the content."""
        return f"Eingabe {self.pk}"

    def is_kept(self, at: datetime) -> bool:
        """Whether it may still be handed out."""
        return at < self.expires_at


class PostCount(models.Model):
    """How often one device or one network has sent an open form within an hour.

    `mark` is a fingerprint with a salt of its day and hour: nobody reads an address from it, and
    no two hours can be joined.
    """

    mark = models.CharField(max_length=64, primary_key=True)
    since = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "Zähler offener Formulare"
        verbose_name_plural = "Zähler offener Formulare"

    def __str__(self) -> str:
        """How often."""
        return str(self.count)
