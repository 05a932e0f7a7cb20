"""The table of rights, from the very declarations that every page, list and step asks."""

from collections.abc import Iterator
from dataclasses import dataclass

from drehscheibe.kernel.permissions.declarations import NETWORK, Permission, Role, roles


@dataclass(frozen=True)
class Right:
    """One permission and, for each role in order, whether it holds it."""

    permission: Permission
    held: tuple[bool, ...]

    @property
    def scope(self) -> str:
        """How far it reaches, in words."""
        if NETWORK in self.permission.through:
            return "überall" if self.permission.only is None else "überall, nach Freigabe"
        return "eigene Organisation" if self.permission.only is None else "eigene, nach Freigabe"


def all_roles() -> list[Role]:
    """The columns."""
    return list(roles().values())


def rights() -> Iterator[Right]:
    """The rows, by room and code."""
    columns = all_roles()
    known = {permission for role in columns for permission in role.permissions}
    for permission in sorted(known, key=lambda each: each.code):
        yield Right(permission, tuple(permission in role.permissions for role in columns))
