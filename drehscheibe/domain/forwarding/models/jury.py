"""The jury that ranks applications: who sits in it, who is biased, who votes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.forwarding.models.allocation import ForwardingCall
from drehscheibe.domain.forwarding.models.case import ForwardingCase
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.people.models import Person


class JuryMeeting(models.Model):
    """A meeting of the jury on the applications of one call (Jurysitzung)."""

    call = models.ForeignKey(ForwardingCall, models.PROTECT, related_name="meetings")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    held_on = models.DateField("Tag der Sitzung")
    place = models.CharField("Ort", max_length=150, blank=True)
    minutes = models.TextField("Niederschrift", blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField("geschlossen am", null=True)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("angelegt am")

    class Meta:
        verbose_name = "Jurysitzung"
        verbose_name_plural = "Jurysitzungen"
        ordering = ("-held_on",)

    def __str__(self) -> str:
        """The day."""
        return f"Jurysitzung vom {german_day(self.held_on)}"


class JuryMember(models.Model):
    """Somebody who votes in a meeting: a person of the platform, or a named guest without account.

    `organisation_key` is compared with the applicants'; so are `further_keys`, the organisations
    the person acts for on the platform. A person votes signed in, a guest's vote is entered.
    """

    meeting = models.ForeignKey(JuryMeeting, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("Name", max_length=150)
    organisation_name = models.CharField("Organisation", max_length=200, blank=True)
    organisation_key = models.CharField(max_length=200, blank=True, editable=False)
    further_keys = ArrayField(
        models.CharField(max_length=200), default=list, blank=True, editable=False
    )

    class Meta:
        verbose_name = "Jurymitglied"
        verbose_name_plural = "Jurymitglieder"
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(name="jury_member_once", fields=("meeting", "name")),
            models.UniqueConstraint(name="jury_person_once", fields=("meeting", "person")),
        )

    def __str__(self) -> str:
        """The name."""
        return self.name


class JuryConflict(models.Model):
    """A member is biased in a case (Befangenheit) and may not vote on it."""

    member = models.ForeignKey(JuryMember, models.CASCADE, related_name="conflicts")
    case = models.ForeignKey(ForwardingCase, models.PROTECT, related_name="conflicts")
    reason = models.CharField("Grund", max_length=300)
    declared_at = models.DateTimeField("erklärt am")

    class Meta:
        verbose_name = "Befangenheit"
        verbose_name_plural = "Befangenheiten"
        constraints = (
            models.UniqueConstraint(name="jury_conflict_once", fields=("member", "case")),
        )

    def __str__(self) -> str:
        """Member and case."""
        return f"{self.member_id}: {self.case_id}"


class JuryVote(models.Model):
    """A member's points for a case, 0 to 10; none for an abstention."""

    member = models.ForeignKey(JuryMember, models.CASCADE, related_name="votes")
    case = models.ForeignKey(ForwardingCase, models.PROTECT, related_name="votes")
    points = models.PositiveSmallIntegerField("Punkte", null=True)
    comment = models.CharField("Anmerkung", max_length=300, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("eingetragen am")

    class Meta:
        verbose_name = "Jurystimme"
        verbose_name_plural = "Jurystimmen"
        constraints = (
            models.UniqueConstraint(name="jury_vote_once", fields=("member", "case")),
            models.CheckConstraint(
                name="jury_points_0_to_10", condition=Q(points__isnull=True) | Q(points__lte=10)
            ),
        )

    def __str__(self) -> str:
        """Member and case."""
        return f"{self.member_id}: {self.case_id}"
