"""An address outside, and what it answered."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

from drehscheibe.kernel.people.models import Person

GONE_AFTER = 2
"""Nights in a row on which an address said that there is nothing any more."""
SILENT_AFTER = 4
"""Nights in a row without an answer: hosts are down for a weekend. Both are our assumption."""
HELD_GOOD_FOR = timedelta(days=180)
"""So long nobody is told again of an address of which somebody said that it is right."""


class Answer(models.TextChoices):
    """What became of asking."""

    UNASKED = "unasked", "noch nicht gefragt"
    FINE = "fine", "antwortet"
    GONE = "gone", "gibt es nicht mehr"
    SILENT = "silent", "antwortet nicht"
    REFUSED = "refused", "wird nicht gefragt"


class OutwardLinks(models.QuerySet["OutwardLink"]):
    """Addresses outside."""

    def dead(self, *, at: datetime) -> Self:
        """Those that failed night after night; not those somebody lately held good."""
        gone = Q(answer=Answer.GONE, failures__gte=GONE_AFTER)
        silent = Q(answer=Answer.SILENT, failures__gte=SILENT_AFTER)
        held = Q(held_good_at__gt=at - HELD_GOOD_FOR)
        return self.filter(gone | silent).exclude(held)


class OutwardLink(models.Model):
    """An address that at least one public text names, as it stands there.

    `told`: the answer in a few German words. `failures` counts the nights in a row since
    `failing_since` on which it failed. `held_good_*`: somebody opened it and says it is right,
    though it does not answer us.
    """

    url = models.CharField("Adresse", max_length=500, unique=True)
    answer = models.CharField("Antwort", max_length=8, choices=Answer, default=Answer.UNASKED)
    told = models.CharField("Wortlaut", max_length=120, blank=True)
    asked_at = models.DateTimeField("zuletzt gefragt", null=True, blank=True)
    failing_since = models.DateTimeField("fehlt seit", null=True, blank=True)
    failures = models.PositiveSmallIntegerField("vergebliche Nächte", default=0)
    held_good_at = models.DateTimeField("für richtig erklärt am", null=True, blank=True)
    held_good_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="für richtig erklärt von",
    )  # fmt: skip

    objects = OutwardLinks.as_manager()

    class Meta:
        verbose_name = "Link nach außen"
        verbose_name_plural = "Links nach außen"
        ordering = ("url",)
        constraints = (
            models.CheckConstraint(
                name="outward_unasked_without_a_day",
                condition=Q(answer=Answer.UNASKED, asked_at__isnull=True)
                | ~Q(answer=Answer.UNASKED) & Q(asked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="outward_failures_have_a_beginning",
                condition=Q(failures=0, failing_since__isnull=True)
                | Q(failures__gt=0, failing_since__isnull=False),
            ),
            models.CheckConstraint(
                name="outward_failures_of_what_fails",
                condition=Q(answer__in=(Answer.GONE, Answer.SILENT), failures__gt=0)
                | ~Q(answer__in=(Answer.GONE, Answer.SILENT)) & Q(failures=0),
            ),
            models.CheckConstraint(
                name="outward_held_good_by_somebody",
                condition=Q(held_good_at__isnull=True, held_good_by__isnull=True)
                | Q(held_good_at__isnull=False, held_good_by__isnull=False),
            ),
        )
        indexes = (models.Index(fields=["asked_at"], name="outward_asked_at"),)

    def __str__(self) -> str:
        """The address."""
        return self.url
