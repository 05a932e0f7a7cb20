"""The outbox table."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q


class OutboxQuerySet(models.QuerySet["OutboxMail"]):
    """Chainable filters over mails."""

    def waiting(self) -> Self:
        """Neither sent nor given up."""
        return self.filter(sent_at__isnull=True, given_up_at__isnull=True)

    def due(self, at: datetime) -> Self:
        """Waiting, and their moment has come."""
        return self.waiting().filter(send_after__lte=at)

    def heads(self) -> Self:
        """Of what waits under one name only the first: the others leave with it."""
        before = OutboxMail.objects.waiting().filter(
            bundle=OuterRef("bundle"), pk__lt=OuterRef("pk")
        )
        return self.filter(Q(bundle="") | ~Exists(before))


class OutboxMail(models.Model):
    """A mail that waits to be sent, or was sent (Postausgang).

    Written in the transaction of the act it tells of: no act, no mail. The key makes it one mail,
    however often the act is tried. Subject and text hold no personal data but a link.
    """

    key = models.CharField("Schlüssel", max_length=200, unique=True)
    to = models.EmailField("An")
    subject = models.CharField("Betreff", max_length=200)
    text = models.TextField("Text")
    attachments = models.JSONField("Anhänge", default=list, blank=True)
    """Small texts that travel along: `{"name", "type", "text"}`, e.g. a calendar invitation."""
    headers = models.JSONField("Kopfzeilen", default=dict, blank=True)
    """Threading and where answers go: `Reply-To`, `In-Reply-To`, `References`, nothing else."""
    bundle = models.CharField("Sammelmail", max_length=60, default="", blank=True)
    """Who gets it: all that waits under one name leaves as one mail, once a day (`digests.py`)."""
    line = models.TextField("Zeile der Sammelmail", default="", blank=True)
    language = models.CharField("Sprache", max_length=20, default="de")
    created_at = models.DateTimeField("geschrieben")
    send_after = models.DateTimeField("senden ab")
    sent_at = models.DateTimeField("gesendet", null=True, blank=True)
    given_up_at = models.DateTimeField("aufgegeben", null=True, blank=True)
    attempts = models.PositiveIntegerField("Versuche", default=0)
    last_error = models.CharField("letzter Fehler", max_length=100, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = "E-Mail im Ausgang"
        verbose_name_plural = "Postausgang"
        ordering = ("send_after", "id")
        indexes = (
            models.Index(
                fields=("send_after",),
                name="mail_due",
                condition=Q(sent_at__isnull=True, given_up_at__isnull=True),
            ),
            models.Index(
                fields=("bundle", "sent_at"), name="mail_bundled", condition=~Q(bundle="")
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="mail_subject_on_one_line",
                condition=~Q(subject__regex=r"[\r\n]"),
            ),
            models.CheckConstraint(
                name="mail_sent_or_given_up",
                condition=Q(sent_at__isnull=True) | Q(given_up_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        """The key; address and subject stay out of logs."""
        return self.key
