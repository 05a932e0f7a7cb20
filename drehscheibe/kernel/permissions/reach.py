"""Who reaches what on a day: the one place that answers for doors, lists, steps and buttons."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q, QuerySet

from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.people.selectors import memberships_of
from drehscheibe.kernel.permissions.declarations import NETWORK, Permission, Role, roles

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Standing:
    """A person's live memberships on a day, as (organisation id, role) pairs."""

    person: Person
    on: date
    places: tuple[tuple[int, Role], ...] = field(default=())

    def organisations_with(self, permission: Permission) -> list[int]:
        """Where the person holds the permission."""
        return [place for place, role in self.places if permission in role.permissions]

    @property
    def organisations(self) -> list[int]:
        """Every organisation the person acts for."""
        return sorted({place for place, _ in self.places})

    @property
    def second_factor(self) -> bool:
        """Whether one of the roles demands a second factor."""
        return any(role.second_factor for _, role in self.places)

    @property
    def permissions(self) -> frozenset[Permission]:
        """Everything held anywhere."""
        return frozenset().union(*(role.permissions for _, role in self.places))


def standing_of(person: Person, *, on: date) -> Standing:
    """Read the memberships once; unknown role codes grant nothing."""
    known = roles()
    places = tuple(
        (membership.organisation_id, known[membership.role])
        for membership in memberships_of(person, on=on)
        if membership.role in known
    )
    return Standing(person=person, on=on, places=places)


def within_reach(
    rows: QuerySet[Row], *permissions: Permission, standing: Standing
) -> QuerySet[Row]:
    """The rows that at least one of the permissions reaches for this person."""
    reached = Q(pk__in=[])
    for permission in permissions:
        reached |= _reach(permission, standing)
    return rows.filter(reached)


def holds(standing: Standing, permissions: Iterable[Permission]) -> bool:
    """Whether the person holds one of the permissions anywhere."""
    return any(standing.organisations_with(permission) for permission in permissions)


def allows(
    person: Person, permission: Permission, about: models.Model | None = None, *, on: date
) -> bool:
    """Whether the person may do this (about that row) on this day."""
    standing = standing_of(person, on=on)
    if about is None:
        return bool(standing.organisations_with(permission))
    rows = type(about)._default_manager.filter(pk=about.pk)
    return within_reach(rows, permission, standing=standing).exists()


def check(
    person: Person, permission: Permission, about: models.Model | None = None, *, on: date
) -> None:
    """Raise `PermissionDenied` with the permission's German label unless `allows`."""
    if not allows(person, permission, about, on=on):
        raise PermissionDenied(f"Dafür fehlt Ihnen die Berechtigung „{permission.label}“.")


def _reach(permission: Permission, standing: Standing) -> Q:
    places = standing.organisations_with(permission)
    if not places:
        return Q(pk__in=[])
    reached = Q(pk__isnull=False) if NETWORK in permission.through else Q(pk__in=[])
    if NETWORK not in permission.through:
        for path in permission.through:
            reached |= Q(**{f"{path}__in": places})
    return reached & permission.only if permission.only is not None else reached
