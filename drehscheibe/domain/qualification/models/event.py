"""An event, its sessions, and the seats it has."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.groups.models import Tiered
from drehscheibe.domain.qualification.models.course import (
    CourseTemplate,
    EventSeries,
    QualificationKind,
)
from drehscheibe.domain.registration.models import Pool
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person


class EventIs(models.TextChoices):
    """Where an event stands."""

    DRAFT = "draft", "Entwurf"
    PUBLISHED = "published", "Veröffentlicht"
    CONFIRMED = "confirmed", "Findet statt"
    RUNNING = "running", "Läuft"
    DONE = "done", "Beendet"
    ARCHIVED = "archived", "Abgelegt"
    CANCELLED = "cancelled", "Abgesagt"


UPCOMING = (EventIs.PUBLISHED, EventIs.CONFIRMED)
SHOWN = (*UPCOMING, EventIs.RUNNING, EventIs.DONE, EventIs.CANCELLED)
HELD = (EventIs.RUNNING, EventIs.DONE, EventIs.ARCHIVED)


class EventQuerySet(models.QuerySet["Event"]):
    """Chainable filters over events."""

    def upcoming(self, at: datetime) -> Self:
        """Published, and not over yet."""
        return self.filter(status__in=(*UPCOMING, EventIs.RUNNING), ends_at__gt=at)


class Event(Tiered):
    """Something people come together for: training, conference, expert talk, information.

    `number` is given once and never changes; others list the event under it. `starts_at` and
    `ends_at` follow from its sessions and are kept for lists.
    """

    class Kind(models.TextChoices):
        """What it is."""

        TRAINING = "training", "Fortbildung"
        CONFERENCE = "conference", "Fachtagung"
        TALK = "talk", "Fachgespräch"
        INFO = "info", "Informationsveranstaltung"

    class Format(models.TextChoices):
        """Where people take part."""

        ONSITE = "onsite", "vor Ort"
        ONLINE = "online", "online"
        HYBRID = "hybrid", "vor Ort und online"

    number = models.CharField("Nummer", max_length=12, unique=True, editable=False)
    template = models.ForeignKey(
        CourseTemplate, models.PROTECT, null=True, blank=True, related_name="events"
    )
    series = models.ForeignKey(
        EventSeries, models.PROTECT, null=True, blank=True, related_name="events",
        verbose_name="Reihe",
    )  # fmt: skip
    kind = models.CharField("Art", max_length=10, choices=Kind, default=Kind.TRAINING)
    format = models.CharField("Durchführung", max_length=6, choices=Format, default=Format.ONSITE)
    title = models.CharField("Titel", max_length=200)
    description = models.TextField("Beschreibung", blank=True)
    audience = models.CharField("Zielgruppe", max_length=300, blank=True)
    co_hosts = models.ManyToManyField(
        Organisation, blank=True, related_name="+", verbose_name="gemeinsam mit"
    )
    fields_of_action = models.ManyToManyField(
        FieldOfAction, blank=True, related_name="+", verbose_name="Handlungsfelder"
    )
    place = models.CharField("Ort", max_length=300, blank=True)
    starts_at = models.DateTimeField("Beginn", null=True, blank=True)
    ends_at = models.DateTimeField("Ende", null=True, blank=True)
    min_participants = models.PositiveIntegerField("Mindestzahl", null=True, blank=True)
    decide_by = models.DateField("entschieden wird bis", null=True, blank=True)
    cancel_until = models.DateTimeField("Abmelden bis", null=True, blank=True)
    fee = models.DecimalField("Beitrag", max_digits=8, decimal_places=2, null=True, blank=True)
    childcare = models.CharField("Kinderbetreuung", max_length=300, blank=True)
    accessibility = models.CharField("Barrierefreiheit", max_length=500, blank=True)
    requires = models.ManyToManyField(
        QualificationKind, blank=True, related_name="+", verbose_name="Voraussetzungen"
    )
    grants = models.ForeignKey(
        QualificationKind, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="verleiht",
    )  # fmt: skip
    certificate_percent = models.PositiveSmallIntegerField("Bescheinigung ab Prozent", default=75)
    contact = models.EmailField("Rückfragen an", blank=True)
    status = models.CharField("Stand", max_length=10, choices=EventIs, default=EventIs.DRAFT)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("angelegt am")
    changed_at = models.DateTimeField("geändert am")

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "Veranstaltung"
        verbose_name_plural = "Veranstaltungen"
        ordering = ("starts_at", "id")
        indexes = (
            models.Index(name="event_by_time", fields=["status", "starts_at"]),
            models.Index(name="event_of_owner", fields=["owner", "starts_at"]),
        )
        constraints = (
            models.CheckConstraint(
                name="event_decides_about_a_minimum",
                condition=Q(decide_by__isnull=True) | Q(min_participants__isnull=False),
            ),
            models.CheckConstraint(
                name="event_certificate_percent",
                condition=Q(certificate_percent__gte=1, certificate_percent__lte=100),
            ),
        )

    def __str__(self) -> str:
        """Number and title."""
        return f"{self.number} {self.title}"

    @property
    def is_open(self) -> bool:
        """Whether people may still register (the seats themselves say from when to when)."""
        return self.status in UPCOMING


class EventNumber(models.Model):
    """The last number given in a year; held locked while the next one is given."""

    year = models.PositiveSmallIntegerField("Jahr", primary_key=True)
    last = models.PositiveIntegerField("zuletzt", default=0)

    class Meta:
        verbose_name = "Nummernkreis der Veranstaltungen"
        verbose_name_plural = "Nummernkreise der Veranstaltungen"

    def __str__(self) -> str:
        """Year and number."""
        return f"{self.year}: {self.last}"


class EventPool(models.Model):
    """Seats of an event: on site, online, or in one of its workshops."""

    class Part(models.TextChoices):
        """What the seats are for."""

        ONSITE = "onsite", "vor Ort"
        ONLINE = "online", "online"
        WORKSHOP = "workshop", "Workshop"

    event = models.ForeignKey(Event, models.CASCADE, related_name="pools")
    pool = models.OneToOneField(Pool, models.PROTECT, related_name="of_event")
    part = models.CharField("wofür", max_length=8, choices=Part)
    title = models.CharField("Workshop", max_length=200, blank=True)

    class Meta:
        verbose_name = "Plätze einer Veranstaltung"
        verbose_name_plural = "Plätze von Veranstaltungen"
        ordering = ("event", "id")
        constraints = (
            models.UniqueConstraint(
                name="event_pool_once",
                fields=("event", "part"),
                condition=~Q(part="workshop"),
            ),
        )

    def __str__(self) -> str:
        """What the seats are for."""
        return self.title or self.get_part_display()


class Session(models.Model):
    """One date of an event; may run over midnight. `units` are UE of 45 minutes.

    A session with `workshop` is for those who have a seat in it. `sequence` counts changes of time
    and place, as calendars need it (RFC 5545, 3.8.7.4).
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    workshop = models.ForeignKey(
        EventPool, models.CASCADE, null=True, blank=True, related_name="sessions"
    )
    title = models.CharField("Titel", max_length=200, blank=True)
    starts_at = models.DateTimeField("Beginn")
    ends_at = models.DateTimeField("Ende")
    room = models.CharField("Ort", max_length=300, blank=True)
    units = models.DecimalField("Unterrichtseinheiten", max_digits=4, decimal_places=1, default=0)
    mandatory = models.BooleanField("Pflichtteil", default=False)
    sequence = models.PositiveIntegerField("Änderungen", default=0)
    changed_at = models.DateTimeField("geändert am")
    called_off_at = models.DateTimeField("entfällt", null=True, blank=True)

    class Meta:
        verbose_name = "Termin"
        verbose_name_plural = "Termine"
        ordering = ("starts_at", "id")
        indexes = (models.Index(name="session_by_time", fields=["starts_at"]),)
        constraints = (
            models.CheckConstraint(
                name="session_in_order", condition=Q(ends_at__gt=F("starts_at"))
            ),
        )

    def __str__(self) -> str:
        """Its title, or that of the event."""
        return self.title or f"Termin {self.pk}"


class OnlineAccess(models.Model):
    """How one gets into the online room of a session; the second wall keeps it from all others.

    Behind it come hosts, and people with a confirmed seat in the online part (Sc 1.7).
    """

    session = models.OneToOneField(Session, models.CASCADE, related_name="access")
    link = models.URLField("Link", max_length=500)
    note = models.CharField("Hinweis zum Einwählen", max_length=300, blank=True)

    class Meta:
        verbose_name = "Online-Zugang"
        verbose_name_plural = "Online-Zugänge"

    def __str__(self) -> str:
        """Never the link."""
        return f"Zugang {self.pk}"
