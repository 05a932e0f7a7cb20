"""A file that everything falls into has no place here (house.md, Sizes and names)."""

import ast
from pathlib import Path

from tests.architecture.sources import (
    FUNCTION,
    ROOT,
    Function,
    functions,
    python_files,
    shown,
    templates,
)

LINES = 300
LINES_OF_A_TEST = 400
LINES_OF_A_FUNCTION = 60
STATEMENTS = 25
ARGUMENTS = 6
LINES_OF_A_TEMPLATE = 150
LINES_OF_AN_ADR = 60

# A decision has six facts beside workflow and step, a mail seven, a payment eight; each is passed
# by its name.
MORE_ARGUMENTS = {
    "drehscheibe/domain/payments/actions.py:order_payment",
    "drehscheibe/kernel/mail/actions.py:enqueue",
    "drehscheibe/kernel/workflow/actions.py:perform",
}


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def statements(function: Function) -> int:
    """What ruff counts, too: every statement but the docstring, inner functions left out."""
    found, ahead = 0, list(ast.iter_child_nodes(function))
    while ahead:
        node = ahead.pop()
        if isinstance(node, FUNCTION):
            continue
        found += isinstance(node, ast.stmt) and not (
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        )
        ahead += ast.iter_child_nodes(node)
    return found


def arguments(function: Function) -> int:
    given = function.args
    names = [a.arg for a in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len([name for name in names if name not in {"self", "cls"}])


def test_no_python_file_is_too_long() -> None:
    too_long = {
        shown(path): count
        for path in python_files()
        if (count := lines(path)) > (LINES_OF_A_TEST if path.name.startswith("test_") else LINES)
    }
    assert not too_long


def test_no_function_is_too_long() -> None:
    """A test may tell a whole story in many short sentences, as long as it fits on a screen."""
    too_long = [
        f"{shown(path)}:{function.name} ({length} lines, {statements(function)} statements)"
        for path in python_files()
        for function in functions(path)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > LINES_OF_A_FUNCTION
        or (not path.is_relative_to(ROOT / "tests") and statements(function) > STATEMENTS)
    ]
    assert not too_long


def test_no_function_takes_too_much() -> None:
    too_many = [
        name
        for path in python_files()
        if not path.is_relative_to(ROOT / "tests")  # fixtures are arguments, too
        for function in functions(path)
        if arguments(function) > ARGUMENTS
        and (name := f"{shown(path)}:{function.name}") not in MORE_ARGUMENTS
    ]
    assert not too_many


def test_no_template_is_too_long() -> None:
    too_long = {
        shown(path): count for path in templates() if (count := lines(path)) > LINES_OF_A_TEMPLATE
    }
    assert not too_long


def test_a_decision_record_fits_on_a_page() -> None:
    too_long = {
        shown(path): count
        for path in (ROOT / "docs" / "adr").glob("*.md")
        if (count := lines(path)) > LINES_OF_AN_ADR
    }
    assert not too_long
