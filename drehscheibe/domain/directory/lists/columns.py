"""What a column of a list of actors can mean, and the words its cells may hold."""

import re

from drehscheibe.domain.directory.models import ActorPlace
from drehscheibe.domain.directory.typed import OF_PLACE, PLACES, TEXTS
from drehscheibe.kernel.language.tongues import tongues
from drehscheibe.kernel.tables.matching import Meaning
from drehscheibe.kernel.tables.refusals import CellRefused

WORDS: dict[str, tuple[str, ...]] = {
    "name": ("name", "organisation", "einrichtung", "akteur", "verein", "träger", "stelle"),
    "description": ("beschreibung", "aufgaben", "kurzbeschreibung", "worum es geht"),
    "phone": ("tel", "telefonnummer", "rufnummer"),
    "email": ("mail", "e mail adresse", "email"),
    "website": ("webseite", "homepage", "website", "internet", "www", "url"),
    "street": ("straße", "anschrift", "adresse", "straße hausnummer"),
    "postcode": ("plz",),
    "town": ("stadt", "ortschaft"),
    "step_free": ("barrierefrei", "stufenlos", "rollstuhl"),
}
"""What else people write above a column; those of a place mean the first."""
KINDS = {"phone": "phone", "place-1-postcode": "code", "place-2-postcode": "code",
         "place-3-postcode": "code"}  # fmt: skip
WEEK = Meaning(
    "hours", "Öffnungszeiten (Ort 1)",
    ("öffnungszeiten", "sprechzeiten", "geöffnet", "erreichbar", "beratungszeiten"),
)  # fmt: skip
"""One column for the whole week, as people keep it; our own table has a column for each day."""


def _meaning(key: str, label: str, words: tuple[str, ...]) -> Meaning:
    return Meaning(key, label, words, KINDS.get(key, "text"))  # type: ignore[arg-type]


OURS = (
    Meaning("id", "Kennung", ("id", "uuid", "kennnummer")),
    *(_meaning(each.name, each.label, WORDS.get(each.name, ())) for each in TEXTS),
    Meaning("kind", "Art der Organisation", ("art", "typ", "kategorie", "akteurstyp", "gruppe")),
    Meaning("languages", "Sprachen", ("sprachen der beratung", "beratungssprachen", "sprache")),
    Meaning("municipality", "Gemeinde", ("kommune", "stadt oder gemeinde")),
    Meaning("at_risk", "Schutzvermerk", ("schutz", "nur der ort ist öffentlich", "gefährdet")),
    *(
        _meaning(
            f"place-{number}-{each.name}", f"Ort {number}: {each.label}",
            (each.label, *WORDS.get(each.name, ())) if number == 1 and each.name != "kind" else (),
        )
        for number in PLACES
        for each in OF_PLACE
    ),
)  # fmt: skip
"""The columns that our own table has, in its order."""
MEANINGS = {
    each.key: each
    for each in (
        *OURS, WEEK,
        Meaning("sure", "andere Organisation als die ähnlich benannte", ("andere organisation",)),
    )
}  # fmt: skip
NEEDED = ("name",)
"""Without these columns no row is an actor."""
PLACE_KINDS = {label.casefold(): str(value) for value, label in ActorPlace.Kind.choices} | {
    "": "visit", "besuch": "visit", "post": "post", "postfach": "post", "beratung": "counsel",
    "beratungsstelle": "counsel", "veranstaltung": "events",
}  # fmt: skip


def spoken_languages(text: str) -> list[str]:
    """Tags of languages by their German or own names.

    >>> spoken_languages("Deutsch, Arabisch; ትግርኛ und en")
    ['de', 'ar', 'ti', 'en']
    """
    known = {
        word.casefold(): each.tag
        for each in tongues().values()
        for word in (each.autonym, each.german_name, each.tag)
    }
    if text.casefold().strip() in known:
        return [known[text.casefold().strip()]]
    found = []
    for word in filter(None, (each.strip() for each in re.split(r"[,;/\n]|\bund\b", text))):
        if word.casefold() not in known:
            raise CellRefused(f"„{word[:40]}“ kennen wir nicht als Sprache, zum Beispiel Arabisch.")
        found.append(known[word.casefold()])
    return found
