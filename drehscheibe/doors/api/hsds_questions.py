"""The questions of HSDS 3.0 as they stand in an address; what does not fit is refused in German."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Field, Schema
from pydantic import AfterValidator, WithJsonSchema

from drehscheibe.domain.directory.hsds_questions import Asked, facet_key, term_key
from drehscheibe.kernel.calendar.moments import BERLIN

LAST = 100_000
"""No page beyond; so no number is too large for the database."""
WORDS = 6
"""So many words of a search count."""
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


Uuid = Annotated[UUID | None, WithJsonSchema({"type": "string", "format": "uuid"})]
Text = Annotated[
    str, Field("", max_length=100, pattern=r"^[^\x00-\x1f]*$", description="alle Wörter kommen vor")
]
Moment = Annotated[
    Annotated[datetime, AfterValidator(aware)] | None,
    WithJsonSchema({"type": "string", "format": "date-time"}),
]


class Page(Schema):
    """Which part of a list."""

    page: int = Field(1, ge=1, le=LAST, description="Seite, ab 1")
    per_page: int = Field(50, ge=1, le=100, description="Einträge je Seite")


class OfOrganizations(Page):
    """What narrows the list of actors."""

    full: bool = Field(False, description="mit Zeiten, Plätzen, Telefon und Sprachen")
    search: Text = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words looked for."""
        return tuple(self.search.split()[:WORDS])


class OfServices(OfOrganizations):
    """What narrows the lists of services and of services at places."""

    organization_id: Uuid = Field(None, description="nur von dieser Organisation")
    taxonomy_term_id: Uuid = Field(None, description="nur mit diesem Wort")
    taxonomy_id: Uuid = Field(None, description="nur mit einem Wort dieser Wortliste")
    modified_after: Moment = Field(None, description="geändert seit diesem Zeitpunkt")

    def asked(self) -> Asked:
        """The same for the rooms."""
        return Asked(
            self.organization_id, self.words, term_key(self.taxonomy_term_id),
            facet_key(self.taxonomy_id), self.modified_after,
        )  # fmt: skip


class OfTerms(Page):
    """What narrows the list of terms."""

    search: Text = ""
    taxonomy_id: Uuid = Field(None, description="nur aus dieser Wortliste")
