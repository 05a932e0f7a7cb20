"""The register as a table for spreadsheets."""

from collections.abc import Iterable, Iterator

from drehscheibe.domain.centres.models.register import AddressStatus, Centre
from drehscheibe.kernel.tables.columns import Column, Row

COLUMNS = (
    Column("key", "Schlüssel", kind="code"),
    Column("name", "Kommunales Integrationszentrum"),
    Column("area", "Gebiet"),
    Column("kind", "Art des Gebiets"),
    Column("government_district", "Regierungsbezirk"),
    Column("carrier", "Träger"),
    Column("seat", "Sitz"),
    Column("street", "Straße und Hausnummer"),
    Column("postcode", "Postleitzahl", kind="code"),
    Column("place", "Ort"),
    Column("address_status", "Stand der Anschrift"),
    Column("address_as_of", "Anschrift belegt", kind="code"),
    Column("phone", "Telefon", kind="code"),
    Column("email", "E-Mail"),
    Column("website", "Internetseite"),
    Column("known_since", "besteht nachweislich seit", kind="day"),
)


def rows(centres: Iterable[Centre]) -> Iterator[Row]:
    """One row per centre; what is unknown stays empty."""
    for centre in centres:
        yield {
            "key": centre.key,
            "name": centre.organisation.name,
            "area": centre.area_name,
            "kind": centre.kind,
            "government_district": centre.government_district,
            "carrier": centre.carrier.name,
            "seat": centre.city,
            "street": centre.street,
            "postcode": centre.postcode,
            "place": centre.place,
            "address_status": str(AddressStatus(centre.address_status).label),
            "address_as_of": centre.address_as_of,
            "phone": centre.phone,
            "email": centre.email,
            "website": centre.website,
            "known_since": centre.known_since,
        }
