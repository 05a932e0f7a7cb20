"""Who takes part, what they answered, and guests whose address is not confirmed yet."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from drehscheibe.domain.qualification.models.event import Event, EventPool
from drehscheibe.domain.registration.models import Registration


class Question(models.Model):
    """What the host asks everybody who registers.

    Answers to `sensitive` questions (food, assistance) are deleted 30 days after the end; how often
    each option was chosen stays.
    """

    class Kind(models.TextChoices):
        """How it is answered."""

        TEXT = "text", "Freitext"
        CHOICE = "choice", "Auswahl"
        YES_NO = "yes_no", "Ja oder nein"

    event = models.ForeignKey(Event, models.CASCADE, related_name="questions")
    label = models.CharField("Frage", max_length=300)
    kind = models.CharField("Art", max_length=6, choices=Kind, default=Kind.TEXT)
    options = ArrayField(
        models.CharField(max_length=120), verbose_name="Auswahl", default=list, blank=True
    )
    required = models.BooleanField("Pflichtfrage", default=False)
    sensitive = models.BooleanField("schützenswert", default=True)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=1)
    purged_at = models.DateTimeField("Antworten gelöscht am", null=True, blank=True)

    class Meta:
        verbose_name = "Frage bei der Anmeldung"
        verbose_name_plural = "Fragen bei der Anmeldung"
        ordering = ("position", "id")

    def __str__(self) -> str:
        """The question."""
        return self.label


class Participation(models.Model):
    """One person in one event: the registration for its seat, and those for its workshops.

    `name`, `email` are kept as they were said, `language` is that of the form; the link in mails is
    drawn from `link_salt`, the database keeps its fingerprint alone.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="participations")
    registration = models.OneToOneField(Registration, models.PROTECT, related_name="participation")
    workshops = models.ManyToManyField(Registration, blank=True, related_name="of_participation")
    link_salt = models.CharField(max_length=40, blank=True)
    link_fingerprint = models.CharField(max_length=64, unique=True)
    invited = models.BooleanField("Kalendereinladung verschickt", default=False)
    language = models.CharField("Sprache", max_length=20, default="de")

    class Meta:
        verbose_name = "Teilnahme"
        verbose_name_plural = "Teilnahmen"
        ordering = ("registration__registered_at", "id")

    def __str__(self) -> str:
        """The number; names stay out of logs."""
        return f"Teilnahme {self.pk}"

    @property
    def reads(self) -> str:
        """The language of her mails and pages: what her account says, else that of the form."""
        account = getattr(self.registration.person, "account", None)
        return self.language if account is None else account.language

    @property
    def name(self) -> str:
        """Who takes part."""
        one = self.registration
        return str(one.person) if one.person is not None else one.guest_name

    @property
    def email(self) -> str:
        """Where mails go; empty where a person has no address."""
        one = self.registration
        return one.person.email if one.person is not None else one.guest_email


class Answer(models.Model):
    """What one participant answered; NULL once it was purged."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.TextField("Antwort", null=True)  # noqa: DJ001 (NULL says: deleted)

    class Meta:
        verbose_name = "Antwort"
        verbose_name_plural = "Antworten"
        constraints = (
            models.UniqueConstraint(name="answer_once", fields=("participation", "question")),
        )

    def __str__(self) -> str:
        """Never what was said."""
        return f"Antwort {self.pk}"


class AnswerCount(models.Model):
    """How often an option was chosen, kept when the answers were deleted (Sc 1.6)."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="counts")
    text = models.CharField("Antwort", max_length=120)
    count = models.PositiveIntegerField("Anzahl")

    class Meta:
        verbose_name = "Anzahl von Antworten"
        verbose_name_plural = "Anzahlen von Antworten"
        ordering = ("-count", "text")
        constraints = (
            models.UniqueConstraint(name="answer_count_once", fields=("question", "text")),
        )

    def __str__(self) -> str:
        """As people say it: 4 vegetarisch."""
        return f"{self.count} {self.text}"


class GuestRequest(models.Model):
    """A visitor without account asks for a seat; it counts once the address is confirmed.

    No seat is held meanwhile: whoever confirms first comes first. Unconfirmed requests are deleted
    after a day.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="guest_requests")
    pool = models.ForeignKey(EventPool, models.CASCADE, related_name="+")
    workshops = ArrayField(models.BigIntegerField(), default=list)
    key = models.UUIDField("Schlüssel", unique=True)
    name = models.CharField("Name", max_length=200)
    email = models.EmailField("E-Mail")
    answers = models.JSONField("Antworten", default=dict)
    language = models.CharField("Sprache", max_length=20, default="de")
    fingerprint = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField("gefragt am")
    expires_at = models.DateTimeField("gilt bis")
    participation = models.ForeignKey(Participation, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "Unbestätigte Anmeldung"
        verbose_name_plural = "Unbestätigte Anmeldungen"
        indexes = (
            models.Index(
                name="guest_request_open",
                fields=["expires_at"],
                condition=Q(participation__isnull=True),
            ),
        )

    def __str__(self) -> str:
        """Never name or address."""
        return f"Anfrage {self.pk}"
