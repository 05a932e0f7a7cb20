"""What the house does without (house.md: Nowhere)."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.sources import (
    HOUSE,
    Function,
    classes,
    functions,
    house_files,
    python_files,
    shown,
    tree,
)

# django-allauth's way back from an organisation's sign-in is a class; we narrow one method of it.
LIBRARY_VIEWS = {"OAuth2CallbackView"}


def names_in(path: Path) -> set[str]:
    return {
        *(node.id for node in ast.walk(tree(path)) if isinstance(node, ast.Name)),
        *(node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)),
    }


def bases(cls: ast.ClassDef) -> set[str]:
    return {ast.unparse(base).split(".")[-1].split("[")[0] for base in cls.bases}


def test_no_model_overrides_save_or_delete() -> None:
    found = [
        f"{shown(path)}:{cls.name}.{node.name}"
        for path in house_files()
        for cls in classes(path)
        if "Model" in bases(cls)
        for node in cls.body
        if isinstance(node, Function) and node.name in {"save", "delete", "clean", "full_clean"}
    ]
    assert not found


def test_no_signal_receivers() -> None:
    signals = {"receiver", "post_save", "pre_save", "post_delete", "pre_delete", "m2m_changed"}
    found = {shown(path): hit for path in house_files() if (hit := names_in(path) & signals)}
    assert not found


def test_no_view_classes() -> None:
    found = [
        f"{shown(path)}:{cls.name}"
        for path in house_files()
        for cls in classes(path)
        if any(base.endswith("View") for base in bases(cls) - LIBRARY_VIEWS)
    ]
    assert not found


def test_no_drawers_for_everything() -> None:
    drawers = {"utils.py", "util.py", "helpers.py", "common.py", "misc.py", "services.py"}
    assert not [shown(path) for path in python_files() if path.name in drawers]
    assert not [
        f"{shown(path)}:{cls.name}"
        for path in house_files()
        for cls in classes(path)
        if cls.name.endswith(("Service", "Manager", "Helper"))
        and "BaseUserManager" not in bases(cls)
        and not cls.decorator_list  # a dataclass holds values
        and "Model" not in bases(cls)  # the `Service` of HSDS is what an actor offers
    ]


def test_nothing_swallows_every_exception() -> None:
    found = [
        f"{shown(path)}:{node.lineno}"
        for path in house_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    ]
    assert not found


def test_rooms_do_not_read_the_clock() -> None:
    """`at=` and `on=` come from the door (house.md, where a piece of logic goes)."""
    clock = re.compile(r"timezone\.now\(|datetime\.now\(|date\.today\(|datetime\.today\(")
    found = [
        f"{shown(path)}:{number}"
        for path in house_files()
        if path.is_relative_to(HOUSE / "domain")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if clock.search(line)
    ]
    assert not found


@pytest.mark.parametrize("file", ["actions.py"])
def test_actions_are_told_who_and_when(file: str) -> None:
    """Every public function of an actions file takes keywords only, `by=` (or `to=`) and `at=`."""
    found = []
    for path in house_files():
        if path.name != file or not path.is_relative_to(HOUSE / "domain"):
            continue
        for node in tree(path).body:
            if not isinstance(node, Function) or node.name.startswith("_"):
                continue
            names = {argument.arg for argument in node.args.kwonlyargs}
            if node.args.args or "at" not in names:
                found.append(f"{shown(path)}:{node.name}")
    assert not found


# What changes a public page, the interface or an export must tell every process (ADR 10).
PUBLISHING = {
    "actions.py": {"import_register"},
    "profile/actions.py": {"edit_profile"},
    "concept/actions.py": {"adopt_concept", "update_concept", "note_agreement"},
}


@pytest.mark.parametrize("file", PUBLISHING)
def test_what_changes_the_public_pages_says_so(file: str) -> None:
    path = HOUSE / "domain" / "centres" / file
    silent = [
        function.name
        for function in functions(path)
        if function.name in PUBLISHING[file] and "publish_change()" not in ast.unparse(function)
    ]
    assert not silent
    assert PUBLISHING[file] <= {function.name for function in functions(path)}


def test_public_functions_say_what_they_mean() -> None:
    """Every public function of the product carries a docstring."""
    found = [
        f"{shown(path)}:{function.name}"
        for path in house_files()
        if path.parent.name != "migrations"
        for function in functions(path)
        if function in tree(path).body
        and not function.name.startswith("_")
        and not ast.get_docstring(function)
    ]
    assert not found


def test_nothing_is_left_to_do() -> None:
    """Open ends are issues, not comments."""
    mark = re.compile(r"#\s*(TODO|FIXME|XXX|HACK)\b")
    found = [
        f"{shown(path)}:{number}"
        for path in python_files()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if mark.search(line)
    ]
    assert not found


def test_own_code_is_not_mocked() -> None:
    mock = re.compile(r"unittest\.mock|MagicMock|mocker\b")
    found = [
        shown(path)
        for path in python_files()
        if path.name != Path(__file__).name and mock.search(path.read_text("utf-8"))
    ]
    assert not found


def test_the_day_of_a_moment_is_the_day_in_germany() -> None:
    """`moment.date()` is the day in Greenwich: wrong for an hour or two after every midnight.

    In tests, too: a change lands by night as well.
    """
    moments = re.compile(r"\b(?:at|now|then|now\(\)|\w+_at)\.(?:date\(\)|year\b)")
    found = [
        f"{shown(path)}:{number}"
        for path in python_files()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if moments.search(line)
    ]
    assert not found, "kernel.calendar.moments.day_of"
