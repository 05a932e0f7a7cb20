"""Giving and taking roles: invitation, acceptance, admission, withdrawal, end of sessions."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from drehscheibe.kernel.access import mails
from drehscheibe.kernel.access.models import Admission, IdentityProvider, Session
from drehscheibe.kernel.access.sealing import fingerprint
from drehscheibe.kernel.access.selectors import account_with, organisations_managed, roles_at
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Account, Invitation, Membership, Person
from drehscheibe.kernel.permissions.declarations import Role
from drehscheibe.kernel.permissions.reach import standing_of

INVITATION_LASTS = timedelta(days=7)
NOT_ONESELF = "Sich selbst können Sie keine Rolle geben. Das kann eine andere Person."


class AccessRefused(Exception):
    """A role was not given, taken or accepted; the message says why and what to do."""


@dataclass(frozen=True)
class Newcomer:
    """Who is invited, as the inviting person knows them."""

    given_name: str
    family_name: str
    email: str


@dataclass(frozen=True)
class Place:
    """A role at an organisation, from a day until a day (which counts in) or for good."""

    organisation: Organisation
    role: str
    valid_from: date
    valid_to: date | None = None


@transaction.atomic
def invite(
    newcomer: Newcomer, place: Place, *, by: Person, at: datetime, link: Callable[[str], str]
) -> Invitation:
    """Send a single-use link, valid seven days; accepting it creates the membership.

    `link` makes the address from the token, which is kept as a hash only. Raises `AccessRefused`.
    """
    role = _grantable(place, by=by, at=at)
    email = newcomer.email.strip().lower()
    if email == by.email.lower() or Account.objects.filter(person=by, email=email).exists():
        raise AccessRefused(NOT_ONESELF)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email,
        given_name=newcomer.given_name,
        family_name=newcomer.family_name,
        organisation=place.organisation,
        role=role.code,
        valid_from=place.valid_from,
        valid_to=place.valid_to,
        token_hash=fingerprint(token, purpose="invitation"),
        invited_by=by,
        created_at=at,
        expires_at=at + INVITATION_LASTS,
    )
    record("access.invitation.create", about=invitation, by=by, at=at, detail=_told(place))
    mails.send_invitation(invitation, link=link(token), role=role.label, at=at)
    return invitation


@transaction.atomic
def take_back_invitation(invitation: Invitation, *, by: Person, at: datetime) -> None:
    """The link stops working. Raises `AccessRefused` when it was used meanwhile."""
    found = Invitation.objects.select_for_update().get(pk=invitation.pk)
    _reachable(found.organisation, by=by, at=at)
    if found.used_at is not None:
        raise AccessRefused("Die Einladung ist schon angenommen. Entziehen Sie bitte die Rolle.")
    Invitation.objects.filter(pk=found.pk).update(withdrawn_at=at)
    record("access.invitation.take_back", about=found, by=by, at=at)


@transaction.atomic
def accept_as_newcomer(invitation: Invitation, *, password: str, at: datetime) -> Account:
    """The first password; creates person, account and membership. Raises `AccessRefused`."""
    found = _open(invitation, at=at)
    if account_with(found.email):
        raise AccessRefused("Bitte melden Sie sich an und nehmen Sie die Rolle dann an.")
    person = Person.objects.create(
        given_name=found.given_name, family_name=found.family_name, email=found.email
    )
    account = Account.objects.create_user(
        found.email, password, person=person, invited_at=found.created_at
    )
    _accept(found, person=person, at=at)
    return account


@transaction.atomic
def accept_as_member(invitation: Invitation, *, account: Account, at: datetime) -> Membership:
    """The signed-in person takes on the role. Raises `AccessRefused` for somebody else."""
    found = _open(invitation, at=at)
    if account.email != found.email:
        raise AccessRefused("Diese Einladung gilt einer anderen E-Mail-Adresse.")
    return _accept(found, person=account.person, at=at)


@transaction.atomic
def ask_admission(who: Newcomer, *, provider: IdentityProvider, at: datetime) -> Account:
    """A stranger came through an organisation's provider: an inactive account that waits.

    It signs in by (issuer, subject) only; the address the provider asserts proves nothing and is
    noted with the person for those who decide (attack 20).
    """
    person = Person.objects.create(
        given_name=who.given_name, family_name=who.family_name, email=who.email.lower()
    )
    account = Account.objects.create_user(
        f"{secrets.token_hex(16)}@{provider.slug}.invalid", None, person=person, is_active=False
    )
    Admission.objects.create(account=account, provider=provider, asked_at=at)
    record("access.admission.ask", about=account, by=None, at=at, detail={"provider": provider.pk})
    return account


@transaction.atomic
def admit(admission: Admission, place: Place, *, by: Person, at: datetime) -> Membership:
    """Give a role to somebody who came through the organisation's provider.

    The address the provider names becomes the one to sign in with when no account has it yet.
    """
    found = Admission.objects.select_for_update().get(pk=admission.pk)
    _reachable(found.provider.organisation, by=by, at=at)
    role = _grantable(place, by=by, at=at)
    account = found.account
    if found.decided_at is not None:
        raise AccessRefused("Darüber ist schon entschieden. Bitte laden Sie die Seite neu.")
    if account.person_id == by.pk:
        raise AccessRefused(NOT_ONESELF)
    email = account.person.email.lower()
    if email and not account_with(email):
        Account.objects.filter(pk=account.pk).update(email=email)
    Account.objects.filter(pk=account.pk).update(is_active=True)
    Admission.objects.filter(pk=found.pk).update(decided_at=at, decided_by=by)
    membership = _join(account.person, place, role=role.code)
    record("access.admission.admit", about=membership, by=by, at=at, detail=_told(place))
    return membership


@transaction.atomic
def withdraw_membership(membership: Membership, *, by: Person, at: datetime) -> None:
    """End the role at once, with all sessions of the person. Raises `AccessRefused`."""
    found = Membership.objects.select_for_update().get(pk=membership.pk)
    _reachable(found.organisation, by=by, at=at)
    if found.person_id == by.pk:
        raise AccessRefused("Ihre eigene Rolle kann Ihnen nur eine andere Person entziehen.")
    if found.withdrawn_at is not None:
        raise AccessRefused("Die Rolle ist schon entzogen. Bitte laden Sie die Seite neu.")
    Membership.objects.filter(pk=found.pk).update(withdrawn_at=at)
    ended = end_sessions(found.person)
    record(
        "access.membership.withdraw", about=found, by=by, at=at,
        detail={"role": found.role, "organisation": found.organisation_id, "sessions": ended},
    )  # fmt: skip


def end_sessions(person: Person) -> int:
    """Sign the person out everywhere, in the caller's transaction; how many browsers that were."""
    return Session.objects.filter(account__person=person).delete()[0]


def _grantable(place: Place, *, by: Person, at: datetime) -> Role:
    _reachable(place.organisation, by=by, at=at)
    role = next((role for role in roles_at(place.organisation) if role.code == place.role), None)
    if role is None:
        raise AccessRefused("Diese Rolle gibt es bei dieser Organisation nicht.")
    if place.valid_to and place.valid_to < place.valid_from:
        raise AccessRefused("Das Ende der Rolle liegt vor ihrem Beginn.")
    return role


def _reachable(organisation: Organisation, *, by: Person, at: datetime) -> None:
    standing = standing_of(by, on=day_of(at))
    if not organisations_managed(standing).filter(pk=organisation.pk).exists():
        raise AccessRefused("Für diese Organisation können Sie keine Rollen vergeben.")


def _open(invitation: Invitation, *, at: datetime) -> Invitation:
    found = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not found.is_open(at):
        raise AccessRefused("Der Link gilt nicht mehr. Bitte lassen Sie sich neu einladen.")
    return found


def _accept(invitation: Invitation, *, person: Person, at: datetime) -> Membership:
    place = Place(
        invitation.organisation, invitation.role, invitation.valid_from, invitation.valid_to
    )
    Invitation.objects.filter(pk=invitation.pk).update(used_at=at, person=person)
    membership = _join(person, place, role=place.role)
    record("access.invitation.accept", about=membership, by=person, at=at, detail=_told(place))
    return membership


def _join(person: Person, place: Place, *, role: str) -> Membership:
    """The membership; one that was withdrawn and began the same day is taken up again."""
    membership, _ = Membership.objects.update_or_create(
        person=person,
        organisation=place.organisation,
        role=role,
        valid_from=place.valid_from,
        defaults={"valid_to": place.valid_to, "withdrawn_at": None},
    )
    return membership


def _told(place: Place) -> dict[str, object]:
    return {
        "organisation": place.organisation.pk,
        "role": place.role,
        "from": place.valid_from.isoformat(),
        "to": place.valid_to.isoformat() if place.valid_to else None,
    }


@transaction.atomic
def choose_language(*, account: Account, language: str, at: datetime) -> None:
    """The language of one's mails from now on; raises `AccessRefused` for one there is not."""
    if language not in dict(settings.LANGUAGES):
        raise AccessRefused("Diese Sprache gibt es hier nicht.")
    Account.objects.filter(pk=account.pk).update(language=language)
    record("people.account.choose_language", about=account, by=account.person, at=at)
