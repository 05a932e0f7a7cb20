"""How providers and centres keep courses: mailed links, lists read in."""

from django.db import models
from django.db.models import F, Q

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.directory.models import Actor
from drehscheibe.kernel.access.mailed_links import MailedLink
from drehscheibe.kernel.tables.lists import ListMapping, ListUpload


class ProviderLink(MailedLink):
    """A mailed link that opens the courses of one provider (docs/adr/0020)."""

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="course_links")

    class Meta:
        verbose_name = "Link eines Kursträgers"
        verbose_name_plural = "Links von Kursträgern"
        ordering = ("-sent_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="provider_link_ends", condition=Q(ends_at__gt=F("sent_at"))
            ),
        )


class CourseUpload(ListUpload):
    """A list of courses on its way in, kept between choosing columns and taking over."""

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="course_uploads")

    class Meta:
        verbose_name = "Kursliste in Arbeit"
        verbose_name_plural = "Kurslisten in Arbeit"
        constraints = (
            models.UniqueConstraint(name="course_upload_once", fields=["actor", "made_by"]),
        )


class CourseMapping(ListMapping):
    """How the columns of a list were read last time; offered the next time."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="course_mappings")

    class Meta:
        verbose_name = "Gemerkte Spalten einer Kursliste"
        verbose_name_plural = "Gemerkte Spalten von Kurslisten"
        constraints = (
            models.UniqueConstraint(name="course_mapping_once", fields=["centre", "fingerprint"]),
        )
