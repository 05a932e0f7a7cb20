"""Decisions with their votes, and what somebody has to do because of them."""

from django.db import models
from django.db.models import Q

from drehscheibe.domain.exchange.models.meetings import AgendaItem
from drehscheibe.domain.groups.models import Group
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person


class Way(models.TextChoices):
    """How a decision comes about."""

    CONSENSUS = "consensus", "im Konsens"
    VOTE = "vote", "durch Abstimmung"


class DecisionIs(models.TextChoices):
    """Where a decision stands."""

    OPEN = "open", "Zur Abstimmung"
    TAKEN = "taken", "Gefasst"
    REJECTED = "rejected", "Abgelehnt"


class Choice(models.TextChoices):
    """A vote."""

    YES = "yes", "Ja"
    NO = "no", "Nein"
    ABSTAIN = "abstain", "Enthaltung"


class Decision(models.Model):
    """What a group decided; the number counts within the group and year and is never given twice.

    `valid_from` on it holds, until another supersedes it; `review_on` it is looked at again.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="decisions")
    group = models.ForeignKey(Group, models.PROTECT, related_name="decisions")
    year = models.PositiveSmallIntegerField("Jahr")
    number = models.PositiveIntegerField("Nummer")
    text = models.TextField("Beschluss")
    way = models.CharField("Zustande gekommen", max_length=9, choices=Way)
    status = models.CharField("Stand", max_length=8, choices=DecisionIs, default=DecisionIs.OPEN)
    proposed_at = models.DateTimeField("vorgelegt")
    closes_at = models.DateTimeField("Abstimmung bis", null=True, blank=True)
    yes = models.PositiveIntegerField("Ja", default=0)
    no = models.PositiveIntegerField("Nein", default=0)
    abstentions = models.PositiveIntegerField("Enthaltungen", default=0)
    valid_from = models.DateField("gilt ab", null=True, blank=True)
    review_on = models.DateField("Überprüfung am", null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by",
        verbose_name="ersetzt",
    )  # fmt: skip

    class Meta:
        verbose_name = "Beschluss"
        verbose_name_plural = "Beschlüsse"
        ordering = ("-year", "-number")
        constraints = (
            models.UniqueConstraint(
                name="decision_number_once", fields=("group", "year", "number")
            ),
            models.CheckConstraint(
                name="decision_taken_is_valid_from",
                condition=~Q(status="taken") | Q(valid_from__isnull=False),
            ),
        )

    def __str__(self) -> str:
        """Its number, as people cite it."""
        return f"Beschluss {self.number}/{self.year}"


class Vote(models.Model):
    """One organisation's vote; a deputy's stands until the principal votes."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="votes")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    choice = models.CharField("Stimme", max_length=7, choices=Choice)
    as_deputy = models.BooleanField("in Vertretung", default=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField("am")

    class Meta:
        verbose_name = "Stimme"
        verbose_name_plural = "Stimmen"
        ordering = ("decision", "id")
        constraints = (
            models.UniqueConstraint(
                name="vote_one_an_organisation", fields=("decision", "organisation")
            ),
        )

    def __str__(self) -> str:
        """Which vote, not whose."""
        return f"Stimme {self.pk}"


class ActionIs(models.TextChoices):
    """Where an action stands."""

    OPEN = "open", "Offen"
    MOVED = "moved", "Verschoben"
    DONE = "done", "Erledigt"
    DROPPED = "dropped", "Fallen gelassen"


class ActionItem(models.Model):
    """Somebody has to do something until a day; listed at every meeting until it is done.

    `internal` follows from the item it comes from.
    """

    group = models.ForeignKey(Group, models.PROTECT, related_name="action_items")
    origin = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="action_items",
        verbose_name="aus",
    )  # fmt: skip
    internal = models.BooleanField("intern", default=False)
    text = models.CharField("Auftrag", max_length=300)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="zuständig",
    )  # fmt: skip
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="zuständige Person",
    )  # fmt: skip
    due_on = models.DateField("fällig am", null=True, blank=True)
    status = models.CharField("Stand", max_length=7, choices=ActionIs, default=ActionIs.OPEN)

    class Meta:
        verbose_name = "Auftrag"
        verbose_name_plural = "Aufträge"
        ordering = ("due_on", "id")
        constraints = (
            models.CheckConstraint(
                name="action_is_somebodys",
                condition=Q(organisation__isnull=False) | Q(person__isnull=False),
            ),
        )

    def __str__(self) -> str:
        """What is to be done."""
        return self.text
