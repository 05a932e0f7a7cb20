"""Who reaches what on a day: the one place that answers for doors, lists, steps and buttons."""

from collections.abc import Collection, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Case, Q, QuerySet, When

from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.people.selectors import roles_of
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


behind_the_wall: ContextVar[Standing | None] = ContextVar("behind_the_wall", default=None)
"""Whose standing opened the transaction (`second_wall.acting_as`); None for the system."""


def standing_of(person: Person, *, on: date) -> Standing:
    """Read the memberships now; unknown role codes grant nothing."""
    known = roles()
    places = tuple((place, known[role]) for place, role in roles_of(person, on=on) if role in known)
    return Standing(person=person, on=on, places=places)


def standing_for(person: Person, *, on: date) -> Standing:
    """The standing that opened this transaction when it is this person's of this day, else read.

    So the check and the row-level security of a page rest on one reading, made when the page was
    asked for; nothing outlives the transaction.
    """
    opened = behind_the_wall.get()
    if opened is not None and opened.person == person and opened.on == on:
        return opened
    return standing_of(person, on=on)


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
    standing = standing_for(person, on=on)
    if about is None:
        return bool(standing.organisations_with(permission))
    rows = type(about)._default_manager.filter(pk=about.pk)
    return within_reach(rows, permission, standing=standing).exists()


def allowed_among(
    person: Person, permissions: Iterable[Permission], about: models.Model, *, on: date
) -> frozenset[Permission]:
    """Those of the permissions that the person holds about that row: one query for all of them."""
    standing = standing_for(person, on=on)
    held = [each for each in set(permissions) if standing.organisations_with(each)]
    if not held:
        return frozenset()
    answers = [Case(When(_reach(each, standing), then=True), default=False) for each in held]
    rows = type(about)._default_manager.filter(pk=about.pk).values_list(*answers)
    # A path to many yields the row several times; one of them suffices.
    return frozenset(
        each for row in rows for each, reached in zip(held, row, strict=True) if reached
    )


def check(
    person: Person, permission: Permission, about: models.Model | None = None, *, on: date
) -> None:
    """Raise `PermissionDenied` with the permission's German label unless `allows`."""
    if not allows(person, permission, about, on=on):
        raise _denied(permission)


def locked_for(
    person: Person,
    permission: Permission,
    row: Row,
    *,
    on: date,
    rows: QuerySet[Row] | None = None,
) -> Row:
    """`check` and the lock in one query: the row as it stands, held until the transaction ends.

    Only the row itself is locked, and rows that merely point at it need not wait (no key). `rows`
    says what is read beside it, e.g. with `select_related`; that stays unlocked.
    """
    whole: Any = type(row)._default_manager.all() if rows is None else rows
    standing = standing_for(person, on=on)
    reached = within_reach(whole.filter(pk=row.pk), permission, standing=standing)
    found: Row | None = next(iter(reached.select_for_update(of=("self",), no_key=True)), None)
    if found is None:
        raise _denied(permission)
    return found


def locked_all(
    person: Person, permission: Permission, rows: Collection[Row], *, on: date
) -> dict[int, Row]:
    """`locked_for` of many rows of one table in one query, by key; all of them or none.

    Two who ask for the same rows wait in the same order, so neither waits for ever.
    """
    if not rows:
        return {}
    table = type(next(iter(rows)))._default_manager
    whole = table.filter(pk__in=[each.pk for each in rows]).order_by("pk")
    reached: Any = within_reach(whole, permission, standing=standing_for(person, on=on))
    found = {each.pk: each for each in reached.select_for_update(of=("self",), no_key=True)}
    if found.keys() != {each.pk for each in rows}:
        raise _denied(permission)
    return found


def _denied(permission: Permission) -> PermissionDenied:
    return PermissionDenied(f"Dafür fehlt Ihnen die Berechtigung „{permission.label}“.")


def _reach(permission: Permission, standing: Standing) -> Q:
    places = standing.organisations_with(permission)
    if not places:
        return Q(pk__in=[])
    reached = Q(pk__isnull=False) if NETWORK in permission.through else Q(pk__in=[])
    if NETWORK not in permission.through:
        for path in permission.through:
            reached |= Q(**{f"{path}__in": places})
    return reached & permission.only if permission.only is not None else reached
