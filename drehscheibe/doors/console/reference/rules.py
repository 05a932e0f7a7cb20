"""Every numbered rule with its weight and the words people read, found in the code itself.

A check or guard belongs to a rule when its docstring names the number. What stands in braces in a
message is filled in at run time and shown here as „…“.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drehscheibe.doors.console.reference.markdown import code, table

DOMAIN = Path(__file__).parents[3] / "domain"
ROOMS = ("funding", "forwarding", "controlling")
NUMBER = re.compile(r"\b([FK][0-9]{2}|[MP]-[A-Z]+)\b")
SPAN = re.compile(r"\b([FK])([0-9]{2})–\1([0-9]{2})\b")
RANK = {"hindert": 0, "Hinweis": 1}
HEAD = ("Regel", "Gewicht", "Meldung", "geprüft in")
START = """# Regeln und Meldungen

Jede Prüfung nennt die Nummer der Regel, ihr Gewicht und sagt auf Deutsch, was zu tun ist. „hindert“
hält den Schritt auf, „Hinweis“ überlässt die Entscheidung Menschen. F: Zentren und ihre Ziele,
K: Weiterleitung an Dritte, M: etwas fehlt noch, P: Auffälligkeit im Nachweis. „…“ wird eingesetzt.
Grenzen und Beträge stehen nicht hier, sondern in den Fassungen der Richtlinie.
"""


@dataclass(frozen=True)
class Said:
    """One message of a rule: how heavy, which words, where."""

    weight: str
    text: str
    place: str


NUMBERED = tuple([f"F{n:02}" for n in range(1, 25)] + [f"K{n:02}" for n in range(1, 14)])
"""The 37 rules; tests/architecture/test_rules.py wants both sides of each tried."""


def page() -> str:
    """All rules by number."""
    rules = said_by_rule()
    rows = [
        (number, said.weight, said.text, code(said.place))
        for number in sorted(rules)
        for said in sorted(rules[number], key=lambda s: (RANK[s.weight], s.place, s.text))
    ]
    return f"{START}\n{table(HEAD, rows)}\n"


def said_by_rule() -> dict[str, set[Said]]:
    """What each rule says, by its number."""
    rules: dict[str, set[Said]] = defaultdict(set)
    for room in ROOMS:
        for file in sorted((DOMAIN / room).rglob("*.py")):
            for number, said in _of_file(file):
                rules[number].add(said)
    return rules


def _of_file(file: Path) -> Iterator[tuple[str, Said]]:
    tree = ast.parse(file.read_text("utf-8"))
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        about = ast.get_docstring(function) or ""
        numbers = [] if SPAN.search(about) else NUMBER.findall(about)
        place = f"{file.relative_to(DOMAIN).with_suffix('').as_posix()}.{function.name}"
        for weight, text, own in _messages(function):
            for number in [own] if own else numbers:
                yield number, Said(weight, text, place)


def _messages(function: ast.FunctionDef) -> Iterator[tuple[str, str, str]]:
    """Weight, words and, where the call itself names it, the rule's number."""
    told = ""
    for node in _in_order(function):
        if isinstance(node, ast.Assign) and _name(node.targets[0]) == "message":
            told = _words(node.value)
        if not isinstance(node, ast.Call):
            continue
        called = _name(node.func)
        spoken = max((each for each in map(_words, node.args) if " " in each), key=len, default="")
        words = told if any(_name(each) == "message" for each in node.args) else spoken
        first = _words(node.args[0]) if node.args else ""
        number = first if NUMBER.fullmatch(first) else ""
        if called in {"block", "warn"} and words:
            yield ("hindert" if called == "block" else "Hinweis"), words, number
        elif called.endswith("Refused") and words:
            yield "hindert", words, ""


def _in_order(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes as they stand in the file."""
    for child in ast.iter_child_nodes(node):
        yield child
        yield from _in_order(child)


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _words(node: ast.expr) -> str:
    """A text of the code, with „…“ for what is filled in."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(part) or "…" for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return f"{_words(node.left) or '…'}{_words(node.right) or '…'}"
    return ""
