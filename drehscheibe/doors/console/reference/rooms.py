"""Finding what rooms declare by the names of their files."""

import importlib
from pkgutil import walk_packages
from types import ModuleType

import drehscheibe


def modules_named(name: str) -> list[ModuleType]:
    """Every module `….name` of kernel and domain, imported, in order of its path."""
    found = [
        module.name
        for floor in ("kernel", "domain")
        for module in walk_packages(
            [f"{path}/{floor}" for path in drehscheibe.__path__], f"drehscheibe.{floor}."
        )
        if module.name.rpartition(".")[2] == name and not module.ispkg
    ]
    return [importlib.import_module(each) for each in sorted(found)]
