"""The organisations' own sign-in services: registering one, its secret, for whom it speaks."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from drehscheibe.kernel.access.models import IdentityProvider
from drehscheibe.kernel.access.sealing import seal, unseal
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Account, Membership, Person


@dataclass(frozen=True)
class Service:
    """What an organisation's IT tells us about its sign-in."""

    slug: str
    name: str
    issuer: str
    client_id: str
    client_secret: str


@transaction.atomic
def register_provider(
    service: Service, *, organisation: Organisation, by: Person | None, at: datetime
) -> IdentityProvider:
    """Take a service into operation; the secret is kept sealed."""
    provider = IdentityProvider.objects.create(
        organisation=organisation,
        slug=service.slug,
        name=service.name,
        issuer=service.issuer,
        client_id=service.client_id,
        client_secret_sealed=seal(service.client_secret, purpose="provider"),
    )
    record("access.provider.register", about=provider, by=by, at=at)
    return provider


@transaction.atomic
def switch_provider(
    provider: IdentityProvider,
    *,
    is_active: bool,
    local_sign_in: bool,
    by: Person | None,
    at: datetime,
) -> None:
    """Whether the service is offered, and whether passwords count beside it (it may be down)."""
    IdentityProvider.objects.filter(pk=provider.pk).update(
        is_active=is_active, local_sign_in=local_sign_in
    )
    detail = {"is_active": is_active, "local_sign_in": local_sign_in}
    record("access.provider.switch", about=provider, by=by, at=at, detail=detail)


def client_secret(provider: IdentityProvider) -> str:
    """The secret in clear, for the request to the provider only."""
    sealed = provider.client_secret_sealed
    return unseal(sealed, purpose="provider") if sealed else ""


def speaks_for(provider: IdentityProvider, account: Account, *, on: date) -> bool:
    """Whether the service may sign this account in: it acts for the service's organisation only.

    Whoever runs a provider can pretend to be each of its subjects; so it must not open what the
    person may do for other organisations.
    """
    organisation = provider.organisation_id
    own = Q(organisation=organisation) | Q(organisation__parent=organisation)
    return not Membership.objects.live(on).filter(person=account.person).exclude(own).exists()
