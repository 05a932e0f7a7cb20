"""What a permission is, who holds it, and which rows it reaches.

A room declares *what* (`permissions.py`), `config/roles.py` declares *who*, memberships say
*where*. Every door and side door asks the same functions.
"""

from drehscheibe.kernel.permissions.declarations import NETWORK, Permission, Role, roles
from drehscheibe.kernel.permissions.reach import (
    Standing,
    allows,
    check,
    holds,
    standing_of,
    within_reach,
)

__all__ = [
    "NETWORK",
    "Permission",
    "Role",
    "Standing",
    "allows",
    "check",
    "holds",
    "roles",
    "standing_of",
    "within_reach",
]
