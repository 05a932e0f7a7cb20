"""Every numbered rule is tried from both sides, and its refusal by the words people read.

A test says so with `@pytest.mark.rule("K05", "accepts", "refuses")`. Of those that refuse (or warn)
one has to hold words of a message of that rule, so that nobody changes a message unseen.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from drehscheibe.doors.console.reference.rules import NUMBERED, said_by_rule

TESTS = Path(__file__).parents[1]
SIDES = {"accepts", "refuses"}
FEWEST_WORDS = 3
"""So many words of a message in a row are its words; fewer could be anybody's."""


class Tried(NamedTuple):
    """A test that says which side of which rule it tries."""

    rule: str
    sides: frozenset[str]
    test: str
    words: tuple[str, ...]


def marked() -> list[Tried]:
    """Every test with the marker."""
    files = sorted(TESTS.rglob("test_*.py"))
    return [tried for file in files for tried in _in_file(file)]


def _in_file(file: Path) -> Iterator[Tried]:
    text = file.read_text("utf-8")
    if "mark.rule(" not in text:
        return
    for node in ast.parse(text).body:
        if not isinstance(node, ast.FunctionDef):
            continue
        words = tuple(_literals(node))
        for rule, *sides in _marks(node):
            yield Tried(rule, frozenset(sides), f"{file.name}::{node.name}", words)


def _marks(function: ast.FunctionDef) -> Iterator[list[str]]:
    for each in function.decorator_list:
        if isinstance(each, ast.Call) and ast.unparse(each.func) == "pytest.mark.rule":
            yield [ast.literal_eval(argument) for argument in each.args]


def _literals(function: ast.FunctionDef) -> Iterator[str]:
    """Texts of a test, backslashes of regular expressions taken away; not its docstring."""
    about = ast.get_docstring(function, clean=False)
    for node in ast.walk(function):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value != about:
            yield node.value.replace("\\", "")


def _says(words: str, message: str) -> bool:
    """Whether a text of a test holds a piece of the message or all of them, or is such a piece."""
    pieces = [piece.strip(" .:;,„“()") for piece in message.split("…")]
    own = words.strip(" .:;,„“()")
    whole = _long(" ".join(pieces)) and all(piece in words for piece in pieces)
    return whole or any(
        (_long(piece) and piece in words) or (_long(own) and own in piece) for piece in pieces
    )


def _long(words: str) -> bool:
    return len(words.split()) >= FEWEST_WORDS


@pytest.mark.parametrize("rule", NUMBERED)
def test_every_rule_is_tried_from_both_sides(rule: str) -> None:
    sides = frozenset[str]().union(*(tried.sides for tried in marked() if tried.rule == rule))
    assert sides == SIDES


def test_a_refusal_is_known_by_its_words() -> None:
    said = said_by_rule()
    known = {
        tried.rule
        for tried in marked()
        if "refuses" in tried.sides
        and any(_says(words, each.text) for words in tried.words for each in said[tried.rule])
    }
    assert known == set(NUMBERED)


def test_marks_name_known_rules_and_sides() -> None:
    for tried in marked():
        assert tried.rule in NUMBERED, tried.test
        assert tried.sides, tried.test
        assert tried.sides <= SIDES, tried.test


def test_the_reference_names_every_rule() -> None:
    page = (TESTS.parent / "docs/reference/rules.md").read_text("utf-8")
    assert set(NUMBERED) <= set(re.findall(r"\b[FK][0-9]{2}\b", page))
