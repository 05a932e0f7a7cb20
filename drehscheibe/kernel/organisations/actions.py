"""Bringing the dated state bodies into the database."""

import tomllib
from pathlib import Path

from django.db import transaction

from drehscheibe.kernel.organisations.models import (
    Organisation,
    OrganisationAddress,
    OrganisationName,
)

FILE = Path(__file__).parent / "data" / "organisations.toml"


@transaction.atomic
def import_organisations(file: Path = FILE) -> int:
    """Ministries, authority, coordinating offices with their names; may be run again."""
    bodies = tomllib.loads(file.read_text(encoding="utf-8"))["organisation"]
    for body in bodies:
        names = body.pop("names", [])
        address = body.pop("address", None)
        organisation, _ = Organisation.objects.update_or_create(
            code=body.pop("code"), defaults=body
        )
        organisation.names.all().delete()
        OrganisationName.objects.bulk_create(
            OrganisationName(organisation=organisation, **name) for name in names
        )
        if address is not None and not organisation.addresses.exists():
            OrganisationAddress.objects.create(organisation=organisation, **address)
    return len(bodies)
