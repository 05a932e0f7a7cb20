"""Talks among the members, also by mail."""

from django.db import models
from django.db.models import Q

from drehscheibe.domain.groups.models import Tiered
from drehscheibe.kernel.people.models import Person


class Thread(Tiered):
    """A matter that is talked about; `key` is what reply addresses are made of."""

    title = models.CharField("Betreff", max_length=200)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("eröffnet")
    closed_at = models.DateTimeField("geschlossen", null=True, blank=True)
    last_at = models.DateTimeField("zuletzt")

    class Meta:
        verbose_name = "Gespräch"
        verbose_name_plural = "Gespräche"
        ordering = ("-last_at", "id")

    def __str__(self) -> str:
        """Its matter."""
        return self.title


class Post(models.Model):
    """One contribution; `message_id` is that of the mail it came as or left as.

    What is removed stays readable for its author and the chair only.
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="posts")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField("Beitrag")
    at = models.DateTimeField("am")
    message_id = models.CharField("Kennung der Mail", max_length=200, blank=True)
    by_mail = models.BooleanField("per Mail", default=False)
    removed_at = models.DateTimeField("entfernt", null=True, blank=True)

    class Meta:
        verbose_name = "Beitrag"
        verbose_name_plural = "Beiträge"
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(
                name="post_of_a_mail_once", fields=("message_id",), condition=~Q(message_id="")
            ),
        )

    def __str__(self) -> str:
        """Which one."""
        return f"Beitrag {self.pk}"


class Mute(models.Model):
    """Somebody wants no mail about a talk, or about any (no thread)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, models.CASCADE, null=True, blank=True, related_name="mutes")
    since = models.DateTimeField("seit")

    class Meta:
        verbose_name = "Stummschaltung"
        verbose_name_plural = "Stummschaltungen"
        constraints = (
            models.UniqueConstraint(
                name="mute_once", fields=("person", "thread"), nulls_distinct=False
            ),
        )

    def __str__(self) -> str:
        """Which one."""
        return f"Stummschaltung {self.pk}"
