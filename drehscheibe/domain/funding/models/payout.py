"""What happens to granted money while the year runs: payment calls, changes, amended notices."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.funding.models.application import Application, FundedPost
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.people.models import Person

PARTS = ("staff", "material", "komm_an", "volunteering")
"""The parts of a grant, in the order of the finance plan (Finanzierungsplan)."""


class AmountByPart(models.Model):
    """An amount in euro by the parts of the grant; never negative."""

    staff = models.DecimalField("Personalausgaben", max_digits=12, decimal_places=2, default=0)
    material = models.DecimalField("Sachausgaben", max_digits=12, decimal_places=2, default=0)
    komm_an = models.DecimalField("KOMM-AN Teil I", max_digits=12, decimal_places=2, default=0)
    volunteering = models.DecimalField(
        "Ehrenamt und Väterarbeit", max_digits=12, decimal_places=2, default=0
    )

    class Meta:
        abstract = True

    @property
    def total(self) -> Decimal:
        """All parts together."""
        return self.staff + self.material + self.komm_an + self.volunteering

    @property
    def by_part(self) -> dict[str, Decimal]:
        """The amount of each part, in the order of the finance plan."""
        return {part: getattr(self, part) for part in PARTS}


NOT_NEGATIVE = Q(staff__gte=0, material__gte=0, komm_an__gte=0, volunteering__gte=0)


class PaymentCall(AmountByPart):
    """The carrier calls a part of the grant for a payout day (Mittelabruf, F15–F17).

    One call covers one line group (from 2025 Nr. 2.3 is called apart). That the calls of a case
    never exceed its grant is checked by the database, per part.
    """

    class Is(models.TextChoices):
        """Where a call stands; `payout.workflow.PAYMENT_CALL` alone moves it."""

        REQUESTED = "requested", "Angefordert"
        CHECKED = "checked", "Geprüft"
        RELEASED = "released", "Zur Zahlung freigegeben"
        REFUSED = "refused", "Abgelehnt"
        WITHDRAWN = "withdrawn", "Zurückgezogen"

    application = models.ForeignKey(Application, models.PROTECT, related_name="calls")
    number = models.PositiveSmallIntegerField("Nr.")
    line_group = models.CharField("Förderlinien", max_length=10)
    due_on = models.DateField("Auszahlungstermin")
    note = models.TextField("Bemerkung", blank=True)
    status = models.CharField("Stand", max_length=20, choices=Is, default=Is.REQUESTED)
    requested_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField("angefordert am")

    class Meta:
        verbose_name = "Mittelabruf"
        verbose_name_plural = "Mittelabrufe"
        ordering = ("application", "number")
        constraints = (
            models.UniqueConstraint(name="call_number_once", fields=("application", "number")),
            models.CheckConstraint(name="call_parts_not_negative", condition=NOT_NEGATIVE),
            models.CheckConstraint(
                name="call_asks_for_something",
                condition=Q(staff__gt=0)
                | Q(material__gt=0)
                | Q(komm_an__gt=0)
                | Q(volunteering__gt=0),
            ),
        )

    def __str__(self) -> str:
        """Number and case."""
        return f"Mittelabruf {self.number} zu {self.application}"


class ChangeNotice(models.Model):
    """The carrier reports a change before it happens (Änderungsanzeige, R23 Nr. 6; F21, F22)."""

    class Kind(models.TextChoices):
        """What changes."""

        VACANCY = "vacancy", "Stelle wird frei"
        HIRE = "hire", "Stelle wird besetzt"
        ORGANISATION = "organisation", "Organisation ändert sich"
        OTHER = "other", "anderes"

    class Is(models.TextChoices):
        """Where a report stands; `payout.workflow.CHANGE` alone moves it."""

        REPORTED = "reported", "Angezeigt"
        NOTED = "noted", "Zur Kenntnis genommen"
        AMENDED = "amended", "Bescheid geändert"
        WITHDRAWN = "withdrawn", "Zurückgezogen"

    application = models.ForeignKey(Application, models.PROTECT, related_name="changes")
    number = models.PositiveSmallIntegerField("Nr.")
    kind = models.CharField("Art", max_length=20, choices=Kind)
    post = models.ForeignKey(
        FundedPost, models.PROTECT, null=True, blank=True, related_name="changes"
    )
    effective_on = models.DateField("gilt ab")
    until = models.DateField("bis", null=True, blank=True)
    text = models.TextField("Beschreibung", blank=True)
    status = models.CharField("Stand", max_length=20, choices=Is, default=Is.REPORTED)
    reported_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField("angezeigt am")
    reported_on = models.DateField("Tag der Anzeige")

    class Meta:
        verbose_name = "Änderungsanzeige"
        verbose_name_plural = "Änderungsanzeigen"
        ordering = ("application", "number")
        constraints = (
            models.UniqueConstraint(name="change_number_once", fields=("application", "number")),
            models.CheckConstraint(
                name="change_until_after_start",
                condition=Q(until__isnull=True) | Q(until__gte=F("effective_on")),
            ),
            models.CheckConstraint(
                name="change_of_a_post_names_it",
                condition=~Q(kind__in=["vacancy", "hire"]) | Q(post__isnull=False),
            ),
            models.CheckConstraint(
                name="change_is_described",
                condition=Q(kind__in=["vacancy", "hire"]) | ~Q(text=""),
            ),
        )

    def __str__(self) -> str:
        """Number and case."""
        return f"Änderungsanzeige {self.number} zu {self.application}"

    @property
    def was_late(self) -> bool:
        """Whether it was reported only after it took effect (F22)."""
        return self.effective_on < self.reported_on


class AmendedNotice(AmountByPart):
    """A later notice that replaces the amounts of the grant (Änderungsbescheid); four eyes.

    The signed one with the highest number is the grant in force.
    """

    class Is(models.TextChoices):
        """Where it stands; `payout.workflow.AMENDED_NOTICE` alone moves it."""

        PREPARED = "prepared", "Vorbereitet"
        SIGNED = "signed", "Erlassen"
        DISCARDED = "discarded", "Verworfen"

    application = models.ForeignKey(Application, models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField("Nr.")
    change = models.ForeignKey(
        ChangeNotice, models.PROTECT, null=True, blank=True, related_name="amendments"
    )
    reason = models.TextField("Begründung")
    status = models.CharField("Stand", max_length=20, choices=Is, default=Is.PREPARED)
    prepared_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField("vorbereitet am")
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField("erlassen am", null=True)
    notice = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "Änderungsbescheid"
        verbose_name_plural = "Änderungsbescheide"
        ordering = ("application", "number")
        constraints = (
            models.UniqueConstraint(name="amendment_number_once", fields=("application", "number")),
            models.UniqueConstraint(
                name="amendment_one_prepared",
                fields=("application",),
                condition=Q(status="prepared"),
                violation_error_message="Ein Änderungsbescheid ist schon vorbereitet.",
            ),
            models.CheckConstraint(name="amendment_parts_not_negative", condition=NOT_NEGATIVE),
            models.CheckConstraint(
                name="amendment_four_eyes",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("prepared_by")),
            ),
            models.CheckConstraint(name="amendment_has_reason", condition=~Q(reason="")),
        )

    def __str__(self) -> str:
        """Number and case."""
        return f"Änderungsbescheid {self.number} zu {self.application}"
