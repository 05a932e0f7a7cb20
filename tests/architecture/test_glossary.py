"""The glossary speaks of what exists, and what exists stands in the glossary."""

import re
from functools import cache

from django.apps import apps

from drehscheibe.config.roles import ROLES
from tests.architecture.sources import HOUSE, ROOT

GLOSSARY = ROOT / "docs" / "glossary.md"
PLANNED = "## Vorgesehen"
ROW = re.compile(r"^\| (?P<german>[^|]+?) \| `(?P<identifier>[\w.]+)` \|", re.MULTILINE)
MODEL = re.compile(r"[a-z_]+\.[A-Z]\w+")
PERMISSION = re.compile(r"[a-z_]+\.[a-z_]+\.[a-z_]+")


@cache
def rows() -> frozenset[tuple[str, str]]:
    """German word and identifier of every row about what is built."""
    built = GLOSSARY.read_text("utf-8").partition(PLANNED)[0]
    return frozenset((row["german"], row["identifier"]) for row in ROW.finditer(built))


def models() -> set[tuple[str, str]]:
    return {
        (str(model._meta.verbose_name), model._meta.label)
        for config in apps.get_app_configs()
        if config.name.startswith("drehscheibe.")
        for model in config.get_models()
    }


def permissions() -> set[tuple[str, str]]:
    return {(each.label, each.code) for role in ROLES for each in role.permissions}


def matching(pattern: re.Pattern[str]) -> set[tuple[str, str]]:
    return {row for row in rows() if pattern.fullmatch(row[1])}


def test_every_model_stands_in_the_glossary_under_its_german_name() -> None:
    assert matching(MODEL) == models()


def test_every_permission_stands_in_the_glossary_under_its_label() -> None:
    assert matching(PERMISSION) == permissions()


def test_every_role_stands_in_the_glossary_under_its_label() -> None:
    assert not {(role.label, role.code) for role in ROLES} - rows()


def test_every_identifier_of_the_glossary_occurs_in_the_code() -> None:
    """Whole words of our Python and of the guideline files."""
    files = [*HOUSE.rglob("*.py"), *HOUSE.rglob("*.toml")]
    words = {word for file in files for word in re.findall(r"\w+", file.read_text("utf-8"))}
    assert not [
        identifier
        for _, identifier in rows()
        if not (MODEL.fullmatch(identifier) or PERMISSION.fullmatch(identifier))
        and identifier not in words
    ]
