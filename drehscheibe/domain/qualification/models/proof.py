"""Who was there, what was certified, and what somebody is qualified for since."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.qualification.models.course import QualificationKind
from drehscheibe.domain.qualification.models.event import Event, Session
from drehscheibe.domain.qualification.models.taking_part import Participation
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person


class Attendance(models.Model):
    """Whether somebody was at one session, and where that is known from."""

    class Was(models.TextChoices):
        """What is known."""

        PRESENT = "present", "anwesend"
        PARTIAL = "partial", "teilweise anwesend"
        EXCUSED = "excused", "entschuldigt"
        ABSENT = "absent", "nicht da"
        UNKNOWN = "unknown", "nicht bekannt"

    class Source(models.TextChoices):
        """Where it is known from."""

        LIST = "list", "Liste"
        QR = "qr", "QR-Code"
        IMPORT = "import", "eingelesen"

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="attendances")
    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances")
    was = models.CharField("Anwesenheit", max_length=7, choices=Was, default=Was.UNKNOWN)
    minutes = models.PositiveSmallIntegerField("Minuten", null=True, blank=True)
    source = models.CharField("Quelle", max_length=6, choices=Source, default=Source.LIST)
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField("eingetragen am")

    class Meta:
        verbose_name = "Anwesenheit"
        verbose_name_plural = "Anwesenheiten"
        constraints = (
            models.UniqueConstraint(name="attendance_once", fields=("participation", "session")),
            models.CheckConstraint(
                name="attendance_partial_has_minutes",
                condition=Q(was="partial", minutes__isnull=False)
                | (~Q(was="partial") & Q(minutes__isnull=True)),
            ),
        )

    def __str__(self) -> str:
        """What is known."""
        return self.get_was_display()


class Certificate(models.Model):
    """That somebody took part (Teilnahmebescheinigung), as it was when issued.

    `serial` cannot be guessed: whoever has it reads from the paper. The check page tells from it
    what was certified and whether it still holds, nothing about the person.
    """

    class State(models.TextChoices):
        """Whether it holds."""

        ISSUED = "issued", "gültig"
        REPLACED = "replaced", "ersetzt"
        REVOKED = "revoked", "widerrufen"

    serial = models.CharField("Nummer", max_length=20, unique=True)
    event = models.ForeignKey(Event, models.PROTECT, related_name="certificates")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="certificates")
    units = models.DecimalField("Unterrichtseinheiten", max_digits=5, decimal_places=1)
    snapshot = models.JSONField("Inhalt")
    template_version = models.PositiveSmallIntegerField("Fassung der Vorlage", default=1)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    state = models.CharField("Gültigkeit", max_length=8, choices=State, default=State.ISSUED)
    issued_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField("ausgestellt am")
    ended_at = models.DateTimeField("beendet am", null=True, blank=True)
    end_reason = models.TextField("Grund", blank=True)
    replaced_by = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces"
    )

    class Meta:
        verbose_name = "Teilnahmebescheinigung"
        verbose_name_plural = "Teilnahmebescheinigungen"
        ordering = ("-issued_at", "id")
        constraints = (
            models.UniqueConstraint(
                name="certificate_one_holds",
                fields=("participation",),
                condition=Q(state="issued"),
            ),
            models.CheckConstraint(
                name="certificate_end_has_reason",
                condition=Q(state="issued", ended_at__isnull=True)
                | (~Q(state="issued") & Q(ended_at__isnull=False) & ~Q(end_reason="")),
            ),
        )

    def __str__(self) -> str:
        """The serial."""
        return self.serial


class QualificationQuerySet(models.QuerySet["Qualification"]):
    """Chainable filters over qualifications."""

    def held_on(self, day: date) -> Self:
        """Those that hold on this day, the last one included."""
        return self.filter(
            Q(holds_until__isnull=True) | Q(holds_until__gte=day), ended_at__isnull=True,
            holds_from__lte=day,
        )  # fmt: skip


class Qualification(models.Model):
    """A person is qualified for something, from one day until another.

    `listed_at` says the person agreed to stand in the register of multipliers; `works_for` is where
    she then acts, `granted_by` who vouches for it.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="qualifications")
    kind = models.ForeignKey(QualificationKind, models.PROTECT, related_name="held")
    granted_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    works_for = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    certificate = models.OneToOneField(
        Certificate, models.PROTECT, null=True, blank=True, related_name="qualification"
    )
    fields_of_action = models.ManyToManyField(FieldOfAction, blank=True, related_name="+")
    holds_from = models.DateField("gilt ab")
    holds_until = models.DateField("gilt bis", null=True, blank=True)
    listed_at = models.DateTimeField("im Verzeichnis seit", null=True, blank=True)
    ended_at = models.DateTimeField("entzogen am", null=True, blank=True)

    objects = QualificationQuerySet.as_manager()

    class Meta:
        verbose_name = "Qualifikation"
        verbose_name_plural = "Qualifikationen"
        ordering = ("-holds_from", "id")
        indexes = (models.Index(name="qualification_of_person", fields=["person", "kind"]),)
        constraints = (
            models.CheckConstraint(
                name="qualification_in_order",
                condition=Q(holds_until__isnull=True) | Q(holds_until__gte=F("holds_from")),
            ),
        )

    def __str__(self) -> str:
        """What it is."""
        return str(self.kind)
