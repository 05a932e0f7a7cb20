"""A foreign list on its way in: file and columns wait between the steps, then are remembered."""

from collections.abc import Container, Mapping
from typing import Any, Protocol

from django.db import models

from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.tables.foreign import ForeignSheet
from drehscheibe.kernel.tables.matching import plain


class ListUpload(models.Model):
    """A list on its way in, kept between choosing columns and taking over.

    `columns` maps the place of a column (from 0, as text) to its meaning.
    """

    name = models.CharField("Datei", max_length=120)
    content = models.BinaryField("Inhalt")
    columns = models.JSONField("Zuordnung", default=dict)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("hochgeladen")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """The name of the file."""
        return self.name


class ListMapping(models.Model):
    """How the columns of a list were read last time; offered the next time.

    `fingerprint` is the hash of the header words, `columns` maps header word → meaning.
    """

    fingerprint = models.CharField("Kennung der Spalten", max_length=64)
    columns = models.JSONField("Zuordnung", default=dict)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("gemerkt am")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """The fingerprint."""
        return self.fingerprint


class Upload(Protocol):
    """Whatever keeps the columns somebody chose."""

    columns: Any


def columns_of(upload: Upload) -> dict[int, str]:
    """The chosen meaning of each column (from 0)."""
    return {int(place): key for place, key in upload.columns.items()}


def kept_columns(columns: Mapping[int, str], known: Container[str]) -> dict[str, str]:
    """As an upload keeps them; unknown meanings fall away.

    >>> kept_columns({0: "name", 3: "farbe"}, {"name", "phone"})
    {'0': 'name'}
    """
    return {str(place): key for place, key in columns.items() if key in known}


def remembered(mappings: Any, sheet: ForeignSheet) -> dict[str, str]:
    """What was chosen before, by header word; for the same header set exactly that.

    `mappings` is a query set of the kept mappings of whoever reads.
    """
    rows = mappings.order_by("made_at")
    words: dict[str, str] = {}
    for row in rows:
        words |= row.columns
    exact = rows.filter(fingerprint=sheet.fingerprint).last()
    return words | exact.columns if exact else words


def header_words(sheet: ForeignSheet, columns: Mapping[int, str]) -> dict[str, str]:
    """What is remembered of the chosen columns: header word → meaning."""
    known = ((place, key) for place, key in columns.items() if place < len(sheet.headers))
    return {plain(sheet.headers[place]): key for place, key in known}
