"""Persons, their accounts, and where they act in which role until when."""

from datetime import date, datetime
from typing import Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from drehscheibe.kernel.organisations.models import Organisation


class Person(models.Model):
    """A human being who acts on the platform; may exist without an account."""

    given_name = models.CharField("Vorname", max_length=200, blank=True)
    family_name = models.CharField("Nachname", max_length=200)
    email = models.EmailField("E-Mail", blank=True)

    class Meta:
        verbose_name = "Person"
        verbose_name_plural = "Personen"
        ordering = ("family_name", "given_name")

    def __str__(self) -> str:
        """Given and family name as people say it."""
        return f"{self.given_name} {self.family_name}".strip()


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their address, whatever its case (Django's contract for user models)."""

    def get_queryset(self) -> "models.QuerySet[Account]":
        """Always with its person: every page of a signed-in account asks who that is."""
        return super().get_queryset().select_related("person")

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account with this address."""
        return self.get(email__iexact=username or "")

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Account":
        """An account with a person beside it; used by invitations and tests."""
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """The way one person signs in (password and second factor, or the organisation's provider).

    `language` is that of the mails she gets, as far as they exist in it; a code of `LANGUAGES`.
    """

    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    email = models.EmailField("E-Mail", unique=True)
    is_active = models.BooleanField("freigeschaltet", default=True)
    invited_at = models.DateTimeField("eingeladen", null=True, blank=True)
    language = models.CharField("Sprache der Mails", max_length=20, default="de")

    objects = AccountManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = "Konto"
        verbose_name_plural = "Konten"
        constraints = (
            models.CheckConstraint(
                name="account_email_lower_case",
                condition=Q(email=Lower("email")),
            ),
        )

    def __str__(self) -> str:
        """The person's name; the address stays out of pages and logs."""
        return str(self.person)


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Chainable filters over memberships."""

    def live(self, day: date) -> Self:
        """Memberships that hold on this day; one that was withdrawn holds no more that same day."""
        return self.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
            Q(withdrawn_at__isnull=True) | Q(withdrawn_at__date__gt=day),
            valid_from__lte=day,
        )


class Membership(models.Model):
    """A person acts for an organisation in a role, from one day until another.

    `role` is a short code from `config/roles.py`; the last day counts in. A withdrawal ends it at
    once: `withdrawn_at` is the moment.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField("Rolle", max_length=40)
    valid_from = models.DateField("von")
    valid_to = models.DateField("bis", null=True, blank=True)
    withdrawn_at = models.DateTimeField("entzogen", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitgliedschaft"
        verbose_name_plural = "Mitgliedschaften"
        ordering = ("organisation", "role")
        constraints = (
            models.CheckConstraint(
                name="membership_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.UniqueConstraint(
                name="membership_once",
                fields=("person", "organisation", "role", "valid_from"),
            ),
        )

    def __str__(self) -> str:
        """Role at organisation."""
        return f"{self.role} – {self.organisation}"


class Invitation(models.Model):
    """The offer of a role, sent to an address; its single-use link is stored as a hash.

    Nothing about the addressee is looked up when it is written: whether the address has an account
    shows only to who opens the link in that mailbox (attack 15).
    """

    email = models.EmailField("E-Mail")
    given_name = models.CharField("Vorname", max_length=200, blank=True)
    family_name = models.CharField("Nachname", max_length=200)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    role = models.CharField("Rolle", max_length=40)
    valid_from = models.DateField("Rolle von")
    valid_to = models.DateField("Rolle bis", null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("ausgesprochen")
    expires_at = models.DateTimeField("gültig bis")
    used_at = models.DateTimeField("angenommen", null=True, blank=True)
    withdrawn_at = models.DateTimeField("zurückgenommen", null=True, blank=True)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, related_name="invitations", verbose_name="angenommen von"
    )

    class Meta:
        verbose_name = "Einladung"
        verbose_name_plural = "Einladungen"
        ordering = ("-created_at",)

    def __str__(self) -> str:
        """Who was invited."""
        return f"Einladung für {self.given_name} {self.family_name}".strip()

    def is_open(self, at: datetime) -> bool:
        """Whether the link still works at this moment."""
        return self.used_at is None and self.withdrawn_at is None and at < self.expires_at
