"""What can be found: one row for each public thing and language, and the words written in them."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from drehscheibe.domain.centres.models import Centre


class SearchDocument(models.Model):
    """A public thing as it is told in a language; a copy, made anew from its source at any time.

    `key` names it within its kind (for the address); `thing` is the same for all versions of which
    a reader needs only one: translations, and what centres made of a shared page. `vector` holds
    the words as `folding.fold` writes them, and their stems by PostgreSQL's dictionary of the
    language; `head` the same of the title alone. `digest` tells whether the source has changed.
    """

    class Kind(models.TextChoices):
        """Where it comes from; the order in which kinds are shown."""

        COURSE = "course", "Sprachkurse"
        GUIDE = "guide", "Wegweiser"
        EVENT = "event", "Veranstaltungen"
        ACTOR = "actor", "Wer hilft"
        CENTRE = "centre", "Kommunale Integrationszentren"

    kind = models.CharField("Art", max_length=8, choices=Kind)
    key = models.CharField("Schlüssel", max_length=80)
    thing = models.CharField("Gegenstand", max_length=80)
    language = models.CharField("Sprache", max_length=20)
    centre = models.ForeignKey(
        Centre, models.CASCADE, null=True, related_name="+", verbose_name="Zentrum"
    )
    title = models.TextField("Titel")
    text = models.TextField("Text", blank=True)
    digest = models.CharField("Fingerabdruck", max_length=32)
    head = SearchVectorField("Suchvektor des Titels")
    vector = SearchVectorField("Suchvektor")

    class Meta:
        verbose_name = "Gefundenes"
        verbose_name_plural = "Gefundenes"
        ordering = ("kind", "key", "language")
        constraints = (
            models.UniqueConstraint(
                name="found_once_in_a_language", fields=["kind", "key", "language"]
            ),
        )
        indexes = (
            GinIndex(fields=["vector"], name="found_by_words", fastupdate=False),
            GinIndex(fields=["head"], name="found_by_title", fastupdate=False),
        )

    def __str__(self) -> str:
        """The title."""
        return self.title


class SearchWord(models.Model):
    """A folded word that stands in documents or means an office, for „Meinten Sie“ and for words
    within words. `times`: in how many documents, as last counted; 0 in none yet."""

    word = models.CharField("Wort", max_length=80, primary_key=True)
    times = models.PositiveIntegerField("so oft", default=0)

    class Meta:
        verbose_name = "Wort der Suche"
        verbose_name_plural = "Wörter der Suche"
        ordering = ("word",)
        indexes = (GinIndex(OpClass("word", "gin_trgm_ops"), name="word_by_likeness"),)

    def __str__(self) -> str:
        """The word."""
        return self.word
