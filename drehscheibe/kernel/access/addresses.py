"""Postal addresses of the organisations one cares for: a new one ends the one before."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from drehscheibe.kernel.access.actions import AccessRefused
from drehscheibe.kernel.access.selectors import organisations_managed
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.organisations.models import Organisation, OrganisationAddress
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of


@dataclass(frozen=True, kw_only=True)
class PostalAddress:
    """An address as somebody gives it; letters carry it from `valid_from` on."""

    unit: str = ""
    street: str
    postcode: str
    place: str
    contact: str = ""
    valid_from: date


@transaction.atomic
def record_address(
    organisation: Organisation, given: PostalAddress, *, by: Person, at: datetime
) -> OrganisationAddress:
    """Letters of `valid_from` and later carry the address; earlier letters keep theirs.

    Raises `AccessRefused` out of reach, or when a later address is already known.
    """
    managed = organisations_managed(standing_of(by, on=day_of(at)))
    if not managed.filter(pk=organisation.pk).exists():
        raise AccessRefused("Diese Anschrift pflegen Sie nicht.")
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    known = organisation.addresses.all()
    later = known.filter(valid_from__gt=given.valid_from).order_by("valid_from").first()
    if later is not None:
        raise AccessRefused(
            f"Ab {german_day(later.valid_from)} ist schon eine Anschrift hinterlegt. "
            "Bitte wählen Sie diesen Tag oder einen späteren."
        )
    before = known.filter(valid_from__lt=given.valid_from)
    before.filter(valid_to__isnull=True).update(valid_to=given.valid_from - timedelta(days=1))
    address, _ = OrganisationAddress.objects.update_or_create(
        organisation=organisation,
        valid_from=given.valid_from,
        defaults=asdict(given) | {"valid_to": None, "source": "auf der Plattform gepflegt"},
    )
    detail = asdict(given) | {"valid_from": given.valid_from.isoformat()}
    record("organisations.address.record", about=organisation, by=by, at=at, detail=detail)
    return address
