"""What the interface answers with. Names are English, texts German."""

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from drehscheibe.domain.centres.models.register import AddressStatus, Centre
from drehscheibe.kernel.territory.models import Municipality


class Answer(BaseModel):
    """Plain pydantic: ninja's own Schema asks twice as long for values we made ourselves."""

    model_config = ConfigDict(from_attributes=True)


class AddressOut(Answer):
    """Address with what is known about its reliability; unknown stays unknown."""

    street: str
    postcode: str
    place: str
    status: str = Field(description="verified, verified_undated, dated, planned, … oder leer")
    status_label: str
    as_of: str = Field(description="Jahr, Monat oder Tag des Belegs, soweit bekannt")
    note: str


class PlaceOut(Answer):
    """A municipality."""

    ags: str = Field(description="Amtlicher Gemeindeschlüssel, acht Ziffern")
    name: str
    postcode: str

    @classmethod
    def of(cls, town: Municipality) -> Self:
        """From the row."""
        return cls(ags=town.ags, name=town.name, postcode=town.postcode)


class CentreOut(Answer):
    """A centre as it stands in the list."""

    key: str = Field(description="Schlüssel des Zentrums: AGS des Kreises, Stadt Aachen 05334002")
    name: str
    area: str
    kind: str = Field(description="Art des Gebiets, z. B. Kreis, kreisfreie Stadt")
    government_district: str
    carrier: str
    seat: str = Field(description="Ort des Zentrums, leer wenn unbekannt")
    address: AddressOut
    phone: str
    email: str
    website: str
    known_since: date | None = Field(description="Besteht nachweislich seit; null: kein Beleg")
    latitude: float
    longitude: float
    url: str = Field(description="Dieses Zentrum in dieser Schnittstelle")
    page: str = Field(description="Seite des Zentrums für Menschen")
    through: list[PlaceOut] = Field(description="Bei ?place=: Gemeinden, über die gefunden wurde")


class FigureOut(Answer):
    """A number with day, definition and source."""

    label: str
    value: int
    as_of: date
    definition: str
    source: str


class FoundingFactOut(Answer):
    """What one source says about the beginning; contradictions stand side by side."""

    kind: str
    value: str
    note: str
    contradicts: bool
    source: str


class CentreDetailOut(CentreOut):
    """A centre with everything its page shows."""

    opening_hours: str
    languages: str
    fields_of_action: list[str]
    municipalities: list[PlaceOut]
    figures: list[FigureOut]
    founding_facts: list[FoundingFactOut]
    sources: str


class ReportedOut(Answer):
    """The number of centres as a source reports it for a day."""

    count: int
    as_of: date
    source: str
    confidence: str


class CentresOut(Answer):
    """The list. `count` is the number of centres: as reported for `as_of`, else as listed."""

    count: int = Field(description="Zahl der Zentren; bei ?as_of= die von der Quelle genannte")
    listed: int = Field(description="Zahl der Einträge in centres")
    undated: int = Field(description="Davon ohne Beleg, seit wann sie bestehen (nur bei ?as_of=)")
    as_of: date | None
    reported: ReportedOut | None
    match: str | None = Field(
        description="Bei ?place=: exact, begins, similar, postcode_near oder none"
    )
    hint: str = Field(description="Was zur Antwort zu wissen ist, für Menschen")
    centres: list[CentreOut]


def address_of(centre: Centre) -> AddressOut:
    """The address with the words for its status."""
    return AddressOut(
        street=centre.street,
        postcode=centre.postcode,
        place=centre.place,
        status=centre.address_status,
        status_label=str(AddressStatus(centre.address_status).label),
        as_of=centre.address_as_of,
        note=centre.address_note,
    )
