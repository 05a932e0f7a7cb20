"""Seats that are given together, and everybody who asked for one."""

import uuid
from datetime import date, datetime

from django.db import models
from django.db.models import Q

from drehscheibe.domain.registration.seating import Rules, Why
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person


class Mode(models.TextChoices):
    """What happens to a seat that becomes free."""

    OFFER = "offer", "wird mit Frist angeboten"
    AUTO = "auto", "geht gleich an die nächste Person"
    MANUAL = "manual", "vergibt der Veranstalter"


class Pool(models.Model):
    """Seats that are given together: of an event on site, of its online part, of a workshop.

    `serves` names the kind of thing the seats belong to (the room above knows which row).
    `last_number` is the last queue number given; numbers are stored and never given twice. Whoever
    changes anything about seats holds this row locked.
    """

    serves = models.CharField("Wofür", max_length=40)
    host = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="Veranstalter"
    )
    capacity = models.PositiveIntegerField("Plätze", null=True, blank=True)
    per_organisation = models.PositiveIntegerField("Plätze je Organisation", null=True, blank=True)
    released_on = models.DateField("Freigabe aller Plätze am", null=True, blank=True)
    mode = models.CharField("Warteliste", max_length=6, choices=Mode, default=Mode.OFFER)
    offer_hours = models.PositiveSmallIntegerField("Bedenkzeit in Stunden", default=48)
    needs_approval = models.BooleanField("Anmeldungen werden geprüft", default=False)
    opens_at = models.DateTimeField("Anmeldung ab", null=True, blank=True)
    closes_at = models.DateTimeField("Anmeldung bis", null=True, blank=True)
    moves_until = models.DateTimeField("Nachrücken bis", null=True, blank=True)
    last_number = models.PositiveIntegerField("letzte Wartenummer", default=0)

    class Meta:
        verbose_name = "Platzkontingent"
        verbose_name_plural = "Platzkontingente"
        constraints = (
            models.CheckConstraint(
                name="pool_offer_has_time", condition=Q(offer_hours__gte=1, offer_hours__lte=720)
            ),
            models.CheckConstraint(
                name="pool_share_is_something",
                condition=Q(per_organisation__isnull=True) | Q(per_organisation__gte=1),
            ),
            models.CheckConstraint(
                name="pool_opens_before_it_closes",
                condition=Q(opens_at__isnull=True)
                | Q(closes_at__isnull=True)
                | Q(opens_at__lt=models.F("closes_at")),
            ),
        )

    def __str__(self) -> str:
        """How many seats."""
        return "ohne Grenze" if self.capacity is None else f"{self.capacity} Plätze"

    def rules(self, kept: dict[int, int], *, on: date) -> Rules:
        """What holds on this day; after the release nobody's share and nothing kept counts."""
        if self.released_on is not None and on >= self.released_on:
            return Rules(self.capacity)
        return Rules(self.capacity, self.per_organisation, kept)

    def moves_up(self, at: datetime) -> bool:
        """Whether a free seat still goes to the queue by itself (not once the thing has begun)."""
        in_time = self.moves_until is None or at < self.moves_until
        return in_time and self.mode != Mode.MANUAL

    def is_open(self, at: datetime) -> bool:
        """Whether one may register at this moment."""
        return (self.opens_at is None or at >= self.opens_at) and (
            self.closes_at is None or at < self.closes_at
        )


class KeptSeats(models.Model):
    """Seats kept for an organisation until the pool's release date."""

    pool = models.ForeignKey(Pool, models.CASCADE, related_name="kept")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    seats = models.PositiveIntegerField("Plätze")

    class Meta:
        verbose_name = "Vorgemerkte Plätze"
        verbose_name_plural = "Vorgemerkte Plätze"
        constraints = (
            models.UniqueConstraint(name="kept_seats_once", fields=("pool", "organisation")),
        )

    def __str__(self) -> str:
        """How many for whom."""
        return f"{self.seats} für {self.organisation_id}"


class RegistrationIs(models.TextChoices):
    """Where a registration stands."""

    PENDING = "pending", "Wird geprüft"
    CONFIRMED = "confirmed", "Angemeldet"
    WAITLISTED = "waitlisted", "Auf der Warteliste"
    OFFERED = "offered", "Platz angeboten"
    DECLINED = "declined", "Angebot abgelehnt"
    EXPIRED = "expired", "Angebot verfallen"
    WITHDRAWN = "withdrawn", "Abgemeldet"
    REJECTED = "rejected", "Nicht angenommen"
    CANCELLED = "cancelled", "Vom Veranstalter abgesagt"


LIVE = (
    RegistrationIs.PENDING,
    RegistrationIs.CONFIRMED,
    RegistrationIs.WAITLISTED,
    RegistrationIs.OFFERED,
)
TAKES_A_SEAT = (RegistrationIs.CONFIRMED, RegistrationIs.OFFERED)


class Registration(models.Model):
    """One person asks for one seat; again after withdrawing is another row at the end of the queue.

    A guest without account has a name and an address instead of `person`. `key` is made by the
    form, so that the same registration sent twice is one; guests reach theirs by it.
    """

    pool = models.ForeignKey(Pool, models.PROTECT, related_name="registrations")
    key = models.UUIDField("Schlüssel", unique=True, default=uuid.uuid4)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="registrations"
    )
    guest_name = models.CharField("Name", max_length=200, blank=True)
    guest_email = models.EmailField("E-Mail", blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Entsendet von",
    )  # fmt: skip
    status = models.CharField(
        "Stand", max_length=10, choices=RegistrationIs, default=RegistrationIs.PENDING
    )
    number = models.PositiveIntegerField("Wartenummer", null=True, blank=True)
    waits_for = models.CharField(
        "Wartet, weil", max_length=5, choices=[(why.value, why.label) for why in Why], blank=True
    )
    offered_until = models.DateTimeField("Angebot gilt bis", null=True, blank=True)
    registered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField("angemeldet am")

    class Meta:
        verbose_name = "Anmeldung"
        verbose_name_plural = "Anmeldungen"
        ordering = ("registered_at", "id")
        indexes = (
            models.Index(name="registration_of_pool", fields=["pool", "status"]),
            models.Index(
                name="registration_offer_ends",
                fields=["offered_until"],
                condition=Q(status="offered"),
            ),
        )
        constraints = (
            models.UniqueConstraint(
                name="registration_one_live_a_person",
                fields=("pool", "person"),
                condition=Q(status__in=["pending", "confirmed", "waitlisted", "offered"]),
            ),
            models.UniqueConstraint(
                name="registration_one_live_a_guest",
                fields=("pool", "guest_email"),
                condition=Q(status__in=["pending", "confirmed", "waitlisted", "offered"])
                & ~Q(guest_email=""),
            ),
            models.UniqueConstraint(name="registration_number_once", fields=("pool", "number")),
            models.CheckConstraint(
                name="registration_person_or_guest",
                condition=Q(person__isnull=False, guest_email="", guest_name="")
                | (Q(person__isnull=True) & ~Q(guest_email="") & ~Q(guest_name="")),
            ),
            models.CheckConstraint(
                name="registration_who_waits_has_a_number",
                condition=~Q(status__in=["waitlisted", "offered"]) | Q(number__isnull=False),
            ),
            models.CheckConstraint(
                name="registration_offer_has_an_end",
                condition=~Q(status="offered") | Q(offered_until__isnull=False),
            ),
        )

    def __str__(self) -> str:
        """The state; names stay out of logs."""
        return f"Anmeldung {self.pk} ({self.get_status_display()})"
