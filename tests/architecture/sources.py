"""The files the house consists of, as its rules see them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "drehscheibe"
PYTHON_PLACES = ("drehscheibe", "boot", "benchmarks", "tests")

Function = ast.FunctionDef | ast.AsyncFunctionDef
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)  # isinstance is many times slower with a union


def shown(path: Path) -> str:
    """The path as one writes it in a message."""
    return path.relative_to(ROOT).as_posix()


@cache
def python_files() -> tuple[Path, ...]:
    """Every Python file of ours but migrations, which Django writes."""
    found = [path for place in PYTHON_PLACES for path in (ROOT / place).rglob("*.py")]
    found += ROOT.glob("*.py")
    return tuple(sorted(path for path in found if "migrations" not in path.parts))


@cache
def house_files() -> tuple[Path, ...]:
    """The Python files of the product itself."""
    return tuple(path for path in python_files() if path.is_relative_to(HOUSE))


@cache
def templates() -> tuple[Path, ...]:
    """Every template."""
    return tuple(sorted(HOUSE.glob("*/*/templates/**/*.html")))


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Everything in the parsed file; a dozen rules go through it."""
    return tuple(ast.walk(tree(path)))


def functions(path: Path) -> Iterator[Function]:
    """Every function and method of a file."""
    for node in nodes(path):
        if isinstance(node, FUNCTION):
            yield node


def classes(path: Path) -> Iterator[ast.ClassDef]:
    """Every class of a file."""
    for node in nodes(path):
        if isinstance(node, ast.ClassDef):
            yield node


def committed() -> list[Path]:
    """The files git knows of, as they are now."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def rooms(floor: str) -> list[str]:
    """The rooms of a floor (`kernel`, `domain`) or the doors."""
    return sorted(path.parent.name for path in (HOUSE / floor).glob("*/__init__.py"))
