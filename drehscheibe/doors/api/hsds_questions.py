"""The questions of HSDS 3.0 as they stand in an address; what does not fit is refused in German."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field, Schema
from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from drehscheibe.domain.directory.hsds_near import near_asked
from drehscheibe.domain.directory.hsds_questions import Asked, facet_key, term_key
from drehscheibe.kernel.calendar.moments import BERLIN
from drehscheibe.kernel.territory.spelling import western_digits

LAST = 100_000
"""No page beyond; so no number is too large for the database."""
WORDS = 6
"""So many words of a search count."""
FARTHEST = 200_000
"""Metres; wider than the land is long."""
MOST_LINES = 5_000
"""So many of a list without pages; who needs more takes pages or asks for less."""
FIRST_YEAR, LAST_YEAR = 1900, 2200


def aware(moment: datetime) -> datetime:
    """A moment without a zone is one of ours; beyond all of our days it is the first or the last.

    >>> aware(datetime(1, 1, 1)).year, aware(datetime(9999, 12, 31, tzinfo=BERLIN)).year
    (1900, 2200)
    """
    year = min(max(moment.year, FIRST_YEAR), LAST_YEAR)
    if year != moment.year:
        return datetime(year, 1, 1, tzinfo=BERLIN)
    return moment if moment.tzinfo else moment.replace(tzinfo=BERLIN)


def postcode(text: str) -> str:
    """Five digits of any script, or nothing."""
    digits = western_digits(text)
    if text and not (len(digits) == 5 and digits.isascii() and digits.isdecimal()):
        raise ValueError("Eine Postleitzahl mit fünf Ziffern wird erwartet.")
    return digits


def metres(text: str) -> int:
    """A distance."""
    if not (text.isascii() and text.isdecimal() and len(text) < 9 and 0 < int(text) <= FARTHEST):
        raise ValueError(f"Meter als ganze Zahl von 1 bis {FARTHEST} werden erwartet.")
    return int(text)


Uuid = Annotated[UUID | None, WithJsonSchema({"type": "string", "format": "uuid"})]
Text = Annotated[
    str, Field("", max_length=100, pattern=r"^[^\x00-\x1f]*$", description="alle Wörter kommen vor")
]
Moment = Annotated[
    Annotated[datetime, AfterValidator(aware)] | None,
    WithJsonSchema({"type": "string", "format": "date-time"}),
]


Postcode = Annotated[
    str, AfterValidator(postcode), WithJsonSchema({"type": "string", "pattern": r"^([0-9]{5})?$"})
]
Metres = Annotated[
    Annotated[int, BeforeValidator(metres)] | None,
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": FARTHEST}),
]
FullService = Annotated[bool, Field(description="mit ganzen Angeboten statt ihrer Kennungen")]


class Page(Schema):
    """Which part of a list."""

    page: int = Field(1, ge=1, le=LAST, description="Seite, ab 1")
    per_page: int = Field(50, ge=1, le=100, description="Einträge je Seite")

    @property
    def unpaged(self) -> bool:
        """Whether all is wanted at once."""
        return False


class Searched(Page):
    """What narrows every list of things."""

    full: bool = Field(False, description="mit Zeiten, Plätzen, Telefon und Sprachen")
    search: Text = ""
    format: Literal["json", "ndjson"] = Field(
        "json",
        description=f"ndjson: alles ohne Seiten, eines je Zeile, höchstens {MOST_LINES}",
    )

    @property
    def unpaged(self) -> bool:
        """Whether all is wanted at once."""
        return self.format == "ndjson"

    @property
    def words(self) -> tuple[str, ...]:
        """The words looked for."""
        return tuple(self.search.split()[:WORDS])


class OfOrganizations(Searched):
    """What is asked of the list of actors."""

    full_service: FullService = False


class OfPlaces(Searched):
    """What narrows the lists of services and of services at places."""

    organization_id: Uuid = Field(None, description="nur von dieser Organisation")
    taxonomy_term_id: Uuid = Field(None, description="nur mit diesem Wort")
    taxonomy_id: Uuid = Field(None, description="nur mit einem Wort dieser Wortliste")
    modified_after: Moment = Field(None, description="geändert seit diesem Zeitpunkt")
    postcode: Postcode = Field("", description="in der Gemeinde dieser Postleitzahl")
    proximity: Metres = Field(
        None, description="Meter um die Mitte der Postleitzahl; ohne postcode wirkungslos"
    )

    def asked(self, *, on: date) -> Asked:
        """The same for the rooms, on a day."""
        return Asked(
            self.organization_id, self.words, term_key(self.taxonomy_term_id),
            facet_key(self.taxonomy_id), self.modified_after,
            near_asked(self.postcode, self.proximity, on=on),
        )  # fmt: skip


class OfServices(OfPlaces):
    """What is asked of the list of services."""

    minimal: bool = Field(
        False, description="nur Kennung und letzte Änderung, alles auf einer Seite"
    )


class OfTerms(Page):
    """What narrows the list of terms."""

    search: Text = ""
    taxonomy_id: Uuid = Field(None, description="nur aus dieser Wortliste")
