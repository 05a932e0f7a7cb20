"""Permissions and roles as values."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

NETWORK = "*"
"""A path that reaches every row, wherever the holder's membership is."""


@dataclass(frozen=True)
class Permission:
    """Something one may do, and through which organisations an object answers for it.

    `through` holds lookup paths from the object to an organisation (`"centre__carrier"`); a holder
    reaches the object when one of these organisations is a membership's. `NETWORK` reaches all.
    `only` narrows the rows, e.g. to submitted cases.
    """

    code: str
    label: str
    through: tuple[str, ...] = ()
    only: Q | None = None

    def __hash__(self) -> int:
        """The code is unique."""
        return hash(self.code)


@dataclass(frozen=True)
class Role:
    """A set of permissions under a name people use.

    `second_factor` for those who decide or export; `at` are the kinds of organisation where the
    role exists.
    """

    code: str
    label: str
    permissions: frozenset[Permission]
    second_factor: bool = False
    at: frozenset[str] = frozenset()


@cache
def roles() -> dict[str, Role]:
    """All roles of `config/roles.py` by code."""
    declared: tuple[Role, ...] = import_string(settings.DREHSCHEIBE_ROLES)
    by_code = {role.code: role for role in declared}
    if len(by_code) != len(declared):
        raise ValueError("Ein Rollenkürzel kommt zweimal vor.")
    return by_code
