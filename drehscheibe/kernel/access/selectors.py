"""Reading who is a member, who is invited, who waits."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from drehscheibe.kernel.access import permissions as may
from drehscheibe.kernel.access.models import Admission, HeldInput, IdentityProvider
from drehscheibe.kernel.access.sealing import fingerprint
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Account, Invitation, Membership
from drehscheibe.kernel.permissions.declarations import Role, roles
from drehscheibe.kernel.permissions.reach import Standing, within_reach


def organisations_managed(standing: Standing) -> QuerySet[Organisation]:
    """Where this person gives and takes roles; only kinds that know roles."""
    kinds = {kind for role in roles().values() for kind in role.at}
    rows = Organisation.objects.filter(kind__in=kinds)
    return within_reach(rows, may.MANAGE, may.MANAGE_ALL, standing=standing)


def roles_at(organisation: Organisation) -> list[Role]:
    """The roles that exist at an organisation of this kind."""
    return [role for role in roles().values() if organisation.kind in role.at]


def members(organisations: QuerySet[Organisation], *, on: date) -> QuerySet[Membership]:
    """Memberships that hold on the day or begin later, with person and organisation."""
    current = Q(pk__in=Membership.objects.live(on).values("pk"))
    coming = Q(valid_from__gt=on, withdrawn_at__isnull=True)
    return (
        Membership.objects.filter(current | coming, organisation__in=organisations)
        .select_related("person", "organisation")
        .order_by("organisation__name", "role", "person__family_name", "person__given_name")
    )


def open_invitations(
    organisations: QuerySet[Organisation], *, at: datetime
) -> QuerySet[Invitation]:
    """Invitations whose link still works."""
    return Invitation.objects.filter(
        organisation__in=organisations,
        used_at__isnull=True,
        withdrawn_at__isnull=True,
        expires_at__gt=at,
    ).select_related("organisation", "invited_by")


def waiting_admissions(organisations: QuerySet[Organisation]) -> QuerySet[Admission]:
    """People who came through an organisation's provider and hold no role yet."""
    return Admission.objects.filter(
        decided_at__isnull=True, provider__organisation__in=organisations
    ).select_related("account__person", "provider__organisation")


def invitation_of(token: str, *, at: datetime) -> Invitation | None:
    """The invitation a link stands for, while it works."""
    known = fingerprint(token, purpose="invitation")
    found = Invitation.objects.filter(token_hash=known).select_related("organisation").first()
    return found if found and found.is_open(at) else None


def account_with(email: str) -> Account | None:
    """The account that signs in with this address."""
    return Account.objects.filter(email=email.strip().lower()).select_related("person").first()


def active_providers() -> QuerySet[IdentityProvider]:
    """The organisations' sign-in services that are offered."""
    return IdentityProvider.objects.filter(is_active=True)


def password_is_enough(account: Account, *, on: date) -> bool:
    """Whether the account may sign in with its password.

    Refused only when every organisation the person acts for has its own sign-in in operation and
    has switched the password off (it can be switched on again when that service is down).
    """
    without = IdentityProvider.objects.filter(
        organisation=OuterRef("organisation"), is_active=True, local_sign_in=False
    )
    places = Membership.objects.live(on).filter(person=account.person)
    found = list(places.annotate(only_provider=Exists(without)).values_list("only_provider"))
    return not found or not all(only for (only,) in found)


def held_input(token: str, *, account: Account, at: datetime) -> HeldInput | None:
    """What this account had typed; somebody else's is not found."""
    known = fingerprint(token, purpose="held")
    found = HeldInput.objects.filter(token_hash=known, account=account).first()
    return found if found and found.is_kept(at) else None
