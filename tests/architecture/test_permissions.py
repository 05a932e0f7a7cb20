"""Codes of permissions and roles are the vocabulary of record and matrix."""

import importlib
import re
from pkgutil import walk_packages

import drehscheibe
from drehscheibe.config.roles import ROLES
from drehscheibe.kernel.permissions.declarations import Permission

CODE = re.compile(r"[a-z_]+\.[a-z_]+\.[a-z_]+")


def declared() -> list[Permission]:
    """Every permission any `permissions.py` declares."""
    names = [
        module.name
        for module in walk_packages(drehscheibe.__path__, "drehscheibe.")
        if module.name.endswith(".permissions") and not module.ispkg
    ]
    found: dict[str, Permission] = {}
    for name in names:
        for each in vars(importlib.import_module(name)).values():
            if isinstance(each, Permission):
                assert found.setdefault(each.code, each) == each, f"{each.code} is declared twice"
    return list(found.values())


def test_a_code_says_room_model_verb() -> None:
    assert not [each.code for each in declared() if not CODE.fullmatch(each.code)]


def test_a_permission_says_what_and_through_whom() -> None:
    assert not [each.code for each in declared() if not each.label or not each.through]


def test_every_permission_is_given_to_somebody() -> None:
    held = {permission.code for role in ROLES for permission in role.permissions}
    assert not sorted({each.code for each in declared()} - held)


def test_roles_only_hold_declared_permissions() -> None:
    known = {each.code for each in declared()}
    assert not [p.code for role in ROLES for p in role.permissions if p.code not in known]
