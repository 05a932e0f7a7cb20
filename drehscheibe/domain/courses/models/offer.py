"""A language course and its weekly times."""

from datetime import date, datetime, timedelta
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.courses.levels import LEVELS
from drehscheibe.domain.directory.models import Actor
from drehscheibe.kernel.territory.models import Municipality

FRESH_FOR = timedelta(days=7)
"""So long a number of seats holds; the federal directory asks for weekly updates as well."""


WHERE = ("latitude", "longitude")
SEARCHED = (
    "id", "actor", "standing", "mode", *WHERE, "weekly", "entry", "starts_on",
    "ends_on", "apply_by", "childcare", "childcare_from", "childcare_to", "seats_max",
    "seats_booked", "counted_at", "step_free", "script", "funding", "women_only",
)  # fmt: skip
"""What the search asks of a course: the index holds it, so that no course is read to be refused."""
NEARBY = (*(each for each in SEARCHED if each not in WHERE), "level_from", "level_to")
"""The same beside the place."""


class CourseOffer(models.Model):
    """A language course of a provider (`actor`), as everybody may find it.

    `level_from` is what one must know already (0 = nothing), `level_to` what one reaches (CEFR,
    1 = A1 … 6 = C2). Free seats are never typed: they follow from `seats_max` and `seats_booked`,
    counted by somebody at `counted_at`. `weekly` has one bit for each weekday and time of day
    (`times.py`); it follows from the slots and is written with them. `latitude`, `longitude`
    (WGS 84) are the middle of the town where the address is protected or unknown.
    """

    class Kind(models.TextChoices):
        """The sorts of the federal directory, and those of the land and the towns."""

        GENERAL = "general", "Integrationskurs"
        YOUTH = "youth", "Jugendintegrationskurs"
        PARENTS = "parents", "Elternkurs"
        WOMEN = "women", "Frauenkurs"
        LITERACY = "literacy", "Alphabetisierungskurs"
        SUPPORT = "support", "Förderkurs"
        INTENSIVE = "intensive", "Intensivkurs"
        VOCATIONAL = "vocational", "Berufssprachkurs"
        FIRST = "first", "Erstorientierungskurs"
        LAND = "land", "Landeskurs"
        MUNICIPAL = "municipal", "Kurs der Kommune"
        VOLUNTEER = "volunteer", "Kurs von Ehrenamtlichen"

    class Script(models.TextChoices):
        """Whether reading and writing is learned, too."""

        NONE = "none", "Lesen und Schreiben wird vorausgesetzt"
        LATIN = "latin", "Alphabetisierung: lesen und schreiben lernen"
        SECOND = "second", "Zweitschrift: die lateinische Schrift lernen"

    class Mode(models.TextChoices):
        """Where one learns."""

        ONSITE = "onsite", "vor Ort"
        ONLINE = "online", "online"
        HYBRID = "hybrid", "vor Ort und online"

    class Entry(models.TextChoices):
        """When one may begin."""

        FIXED = "fixed", "Beginn nur am ersten Tag"
        ROLLING = "rolling", "Einstieg jederzeit"

    class Childcare(models.TextChoices):
        """Who looks after the children meanwhile."""

        NONE = "none", "keine"
        ONSITE = "onsite", "im Haus"
        ARRANGED = "arranged", "wird vermittelt"

    class Funding(models.TextChoices):
        """Who pays."""

        FEDERAL = "federal", "Bund (BAMF)"
        LAND = "land", "Land"
        MUNICIPAL = "municipal", "Kommune"
        OTHER = "other", "Stiftung, Verein oder Spende"
        SELF = "self", "Teilnehmende zahlen selbst"

    class Standing(models.TextChoices):
        """What its keeper decided; full, running and ended follow from seats and days."""

        DRAFT = "draft", "Entwurf"
        PUBLISHED = "published", "veröffentlicht"
        CANCELLED = "cancelled", "abgesagt"

    public_id = models.UUIDField("Kennung", default=uuid4, unique=True, editable=False)
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="courses", verbose_name="Träger")
    number = models.CharField("Kursnummer des Trägers", max_length=40, blank=True)
    standing = models.CharField("Stand", max_length=10, choices=Standing, default=Standing.DRAFT)
    title = models.CharField("Titel", max_length=150)
    kind = models.CharField("Kursart", max_length=12, choices=Kind)
    funding = models.CharField("Wer bezahlt", max_length=10, choices=Funding)
    level_from = models.PositiveSmallIntegerField("Vorwissen", choices=LEVELS[:6])
    level_to = models.PositiveSmallIntegerField("Ziel", choices=LEVELS[1:])
    script = models.CharField("Schrift", max_length=8, choices=Script, default=Script.NONE)
    mode = models.CharField("Durchführung", max_length=8, choices=Mode, default=Mode.ONSITE)
    women_only = models.BooleanField("nur für Frauen", default=False)
    starts_on = models.DateField("erster Tag")
    ends_on = models.DateField("letzter Tag", null=True, blank=True)
    entry = models.CharField("Einstieg", max_length=8, choices=Entry, default=Entry.FIXED)
    apply_by = models.DateField("Anmelden bis", null=True, blank=True)
    units = models.PositiveSmallIntegerField("Unterrichtsstunden", null=True, blank=True)
    units_a_week = models.PositiveSmallIntegerField("Stunden je Woche", null=True, blank=True)
    days_off = ArrayField(models.DateField(), verbose_name="fällt aus am", default=list, blank=True)
    weekly = models.PositiveIntegerField("Zeiten der Woche", default=0, editable=False)
    childcare = models.CharField(
        "Kinderbetreuung", max_length=10, choices=Childcare, default=Childcare.NONE
    )
    childcare_from = models.PositiveSmallIntegerField("Kinder ab (Jahre)", null=True, blank=True)
    childcare_to = models.PositiveSmallIntegerField("Kinder bis (Jahre)", null=True, blank=True)
    street = models.CharField("Straße und Hausnummer", max_length=150, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=5, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="courses", verbose_name="Gemeinde"
    )
    latitude = models.FloatField("Breite")
    longitude = models.FloatField("Länge")
    step_free = models.BooleanField("stufenlos erreichbar", null=True, blank=True)
    fee = models.CharField("Kosten", max_length=200, blank=True)
    eligibility = models.CharField("Wer teilnehmen kann", max_length=300, blank=True)
    exam = models.CharField("Prüfung am Ende", max_length=100, blank=True)
    phone = models.CharField("Telefon für Anmeldung", max_length=40, blank=True)
    email = models.EmailField("E-Mail für Anmeldung", blank=True)
    seats_max = models.PositiveSmallIntegerField("Plätze", null=True, blank=True)
    seats_booked = models.PositiveSmallIntegerField("davon belegt", null=True, blank=True)
    counted_at = models.DateTimeField("zuletzt bestätigt")
    created_at = models.DateTimeField("angelegt")
    changed_at = models.DateTimeField("geändert")

    class Meta:
        verbose_name = "Sprachkurs"
        verbose_name_plural = "Sprachkurse"
        ordering = ("starts_on", "pk")
        constraints = (
            models.UniqueConstraint(
                name="course_number_once", fields=["actor", "number"], condition=~Q(number="")
            ),
            models.CheckConstraint(
                name="course_leads_upwards",
                condition=Q(level_to__gt=F("level_from"), level_to__range=(1, 6)),
            ),
            models.CheckConstraint(
                name="course_days_in_order",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="course_seats_at_most_all",
                condition=Q(seats_max__isnull=True, seats_booked__isnull=True)
                | Q(seats_max__isnull=False, seats_booked__lte=F("seats_max")),
            ),
            models.CheckConstraint(
                name="course_childcare_ages_in_order",
                condition=Q(childcare_from__isnull=True)
                | Q(childcare_to__isnull=True)
                | Q(childcare_to__gte=F("childcare_from")),
            ),
            models.CheckConstraint(
                name="course_postcode", condition=Q(postcode="") | Q(postcode__regex=r"^[0-9]{5}$")
            ),
            models.CheckConstraint(
                name="course_on_earth",
                condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
            models.CheckConstraint(
                name="course_weekly_of_seven_days", condition=Q(weekly__lt=1 << 21)
            ),
        )
        indexes = (
            models.Index(
                fields=["latitude", "longitude"], name="course_shown_where",
                include=NEARBY, condition=Q(standing="published"),
            ),
            models.Index(
                fields=["starts_on", "id"], name="course_soonest",
                condition=Q(standing="published"),
            ),
            models.Index(
                fields=["level_from", "level_to"], name="course_by_level",
                include=SEARCHED, condition=Q(standing="published"),
            ),
            models.Index(fields=["actor", "standing"], name="course_of_actor"),
        )  # fmt: skip

    def __str__(self) -> str:
        """The title."""
        return self.title

    @property
    def free(self) -> int | None:
        """Seats nobody has; `None` when nobody counts them."""
        if self.seats_max is None or self.seats_booked is None:
            return None
        return self.seats_max - self.seats_booked

    @property
    def is_full(self) -> bool:
        """Whether every seat is taken (Sc 9.1)."""
        return self.free == 0

    def is_stale(self, at: datetime) -> bool:
        """Whether nobody has said for more than seven days that the seats still hold (Sc 9.2)."""
        return at - self.counted_at > FRESH_FOR

    def is_open(self, on: date) -> bool:
        """Whether one can still begin: to the first day, or to the end of a rolling course."""
        if self.standing != self.Standing.PUBLISHED:
            return False
        if self.entry == self.Entry.ROLLING:
            return self.ends_on is None or on <= self.ends_on
        return on <= (self.apply_by or self.starts_on)

    def state(self, on: date) -> str:
        """draft, published, full, running, ended or cancelled."""
        if self.standing != self.Standing.PUBLISHED:
            return str(self.standing)
        if self.ends_on is not None and self.ends_on < on:
            return "ended"
        if self.is_full:
            return "full"
        return "running" if self.starts_on <= on else "published"


class CourseSlot(models.Model):
    """A stretch of a weekday (1 = Monday) on which a course takes place, in local time."""

    offer = models.ForeignKey(CourseOffer, models.CASCADE, related_name="slots")
    weekday = models.PositiveSmallIntegerField("Wochentag")
    begins = models.TimeField("von")
    ends = models.TimeField("bis")

    class Meta:
        verbose_name = "Kurszeit"
        verbose_name_plural = "Kurszeiten"
        ordering = ("offer", "weekday", "begins")
        constraints = (
            models.UniqueConstraint(name="course_slot_once", fields=["offer", "weekday", "begins"]),
            models.CheckConstraint(
                name="course_slot_in_order",
                condition=Q(ends__gt=F("begins"), weekday__range=(1, 7)),
            ),
        )

    def __str__(self) -> str:
        """The stretch."""
        return f"{self.begins:%H:%M} bis {self.ends:%H:%M}"
