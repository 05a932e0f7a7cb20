"""Who writes and who receives, as of the day of a letter; an unknown address stays unknown."""

from datetime import date

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.centres.models.register import AddressStatus
from drehscheibe.kernel.documents.letters import Party
from drehscheibe.kernel.organisations.models import Organisation


def party_of(organisation: Organisation, day: date) -> Party:
    """A body with the name and address it had on the day."""
    address = organisation.address_on(day)
    if address is None:
        return Party(name=organisation.name_on(day))
    return Party(name=organisation.name_on(day), unit=address.unit, lines=address.lines)


def carrier_party(centre: Centre, day: date) -> Party:
    """The carrier; where only the centre's address is known, and it is the town hall's, that one.

    The register marks such addresses ("Anschrift der Verwaltung"); any other address of a centre
    is not the carrier's, and a letter there would not reach the recipient of the grant.
    """
    party = party_of(centre.carrier, day)
    if party.lines or centre.address_status != AddressStatus.ADMIN_BUILDING:
        return party
    place = f"{centre.postcode} {centre.place}".strip()
    lines = tuple(line for line in (centre.street, place) if line)
    return Party(name=party.name, unit=party.unit, lines=lines)


def centre_party(centre: Centre, day: date) -> Party:
    """The carrier as the sender of an application, with its centre below the name."""
    party = carrier_party(centre, day)
    return Party(name=party.name, unit=str(centre), lines=party.lines)
