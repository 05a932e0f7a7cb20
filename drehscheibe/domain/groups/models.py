"""Groups of the network, who belongs to them from when to when, and on whose behalf."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person


class Tier(models.TextChoices):
    """Who may know of a thing, from everybody to a few; `visibility.py` says what each means."""

    PUBLIC = "public", "öffentlich"
    NETWORK = "network", "im Netzwerk"
    ORGANISATION = "organisation", "in der eigenen Organisation"
    GROUP = "group", "in der Gruppe"
    NAMED = "named", "nur für benannte Personen"


class Function(models.TextChoices):
    """What somebody is in a group."""

    CHAIR = "chair", "Leitung"
    MINUTES = "minutes", "Protokoll"
    MEMBER = "member", "Mitglied"
    DEPUTY = "deputy", "Vertretung"
    GUEST = "guest", "Gast"


LEADING = (Function.CHAIR, Function.MINUTES)


class Group(models.Model):
    """People who meet again and again over one matter (Facharbeitskreis, Projektgruppe …)."""

    class Kind(models.TextChoices):
        """What the group is called and how long it lives."""

        EXPERTS = "experts", "Facharbeitskreis"
        HEADS = "heads", "Leitungskreis"
        PROJECT = "project", "Projektgruppe"
        WORKING = "working", "Arbeitsgruppe"

    class Joining(models.TextChoices):
        """How one becomes a member."""

        INVITE = "invite", "nur auf Einladung"
        REQUEST = "request", "auf Anfrage"
        OPEN = "open", "offen für das Netzwerk"

    name = models.CharField("Name", max_length=200)
    kind = models.CharField("Art", max_length=8, choices=Kind)
    mandate = models.TextField("Auftrag", blank=True)
    host = models.ForeignKey(
        Organisation, models.PROTECT, related_name="groups", verbose_name="eingerichtet von"
    )
    starts_on = models.DateField("seit")
    ends_on = models.DateField("bis", null=True, blank=True)
    joining = models.CharField("Beitritt", max_length=7, choices=Joining, default=Joining.INVITE)
    tier = models.CharField("Sichtbar", max_length=12, choices=Tier, default=Tier.NETWORK)
    named = ArrayField(
        models.BigIntegerField(), default=list, blank=True, verbose_name="benannte Personen"
    )

    class Meta:
        verbose_name = "Gruppe"
        verbose_name_plural = "Gruppen"
        ordering = ("name", "id")
        constraints = (
            models.CheckConstraint(
                name="group_in_order",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.UniqueConstraint(name="group_name_once", fields=("host", "name")),
        )

    def __str__(self) -> str:
        """Its name."""
        return self.name

    def is_live(self, day: date) -> bool:
        """Whether it meets at all on this day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class GroupMembershipQuerySet(models.QuerySet["GroupMembership"]):
    """Chainable filters over memberships of groups."""

    def live(self, day: date) -> Self:
        """Those that hold on this day, the last one included."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)

    def full(self) -> Self:
        """All but guests: those who may see internal items."""
        return self.exclude(function=Function.GUEST)


class GroupMembership(models.Model):
    """A person belongs to a group on behalf of an organisation (OParl: `onBehalfOf`).

    Guests from outside may come for nobody. A deputy stands in for one principal of the same
    organisation: the organisation has one vote.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="group_memberships")
    on_behalf_of = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="für",
    )  # fmt: skip
    function = models.CharField("Aufgabe", max_length=7, choices=Function, default=Function.MEMBER)
    deputy_for = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="deputies",
        verbose_name="vertritt",
    )  # fmt: skip
    since = models.DateField("seit")
    until = models.DateField("bis", null=True, blank=True)

    objects = GroupMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "Gruppenmitglied"
        verbose_name_plural = "Gruppenmitglieder"
        ordering = ("group", "id")
        indexes = (models.Index(name="group_member_person", fields=["person", "group"]),)
        constraints = (
            models.CheckConstraint(
                name="group_member_in_order",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
            models.CheckConstraint(
                name="group_member_for_somebody",
                condition=Q(function="guest") | Q(on_behalf_of__isnull=False),
            ),
            models.CheckConstraint(
                name="group_member_deputy_of_somebody",
                condition=Q(function="deputy", deputy_for__isnull=False)
                | (~Q(function="deputy") & Q(deputy_for__isnull=True)),
            ),
            models.UniqueConstraint(
                name="group_member_once",
                fields=("group", "person"),
                condition=Q(until__isnull=True),
            ),
        )

    def __str__(self) -> str:
        """The function; names stay out of logs."""
        return f"{self.get_function_display()} {self.pk}"


class JoinRequest(models.Model):
    """Somebody asks to become a member, or is asked; open until it is answered."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="join_requests")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    message = models.TextField("Nachricht", blank=True)
    asked_at = models.DateTimeField("gefragt am")
    answered_at = models.DateTimeField("beantwortet am", null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    accepted = models.BooleanField("angenommen", null=True)

    class Meta:
        verbose_name = "Beitrittsanfrage"
        verbose_name_plural = "Beitrittsanfragen"
        ordering = ("asked_at", "id")
        constraints = (
            models.UniqueConstraint(
                name="join_request_one_open",
                fields=("group", "person"),
                condition=Q(answered_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        """Which group."""
        return f"Anfrage {self.pk}"


class Tiered(models.Model):
    """Columns of everything that has a tier; the row-level policy and the Q read just these.

    `owner` is the organisation it comes from. `internal` keeps it from guests of its group, and
    from everybody who is no member of it. `named` are ids of persons.
    """

    tier = models.CharField("Sichtbar", max_length=12, choices=Tier, default=Tier.NETWORK)
    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="gehört zu"
    )
    group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Gruppe"
    )
    named = ArrayField(
        models.BigIntegerField(), default=list, blank=True, verbose_name="benannte Personen"
    )
    internal = models.BooleanField("intern", default=False)

    class Meta:
        abstract = True
