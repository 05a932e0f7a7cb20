"""No document without its case (docs/adr/0016-the-case-is-the-wall-of-its-documents.md)."""

import ast
from pathlib import Path

from tests.architecture.sources import HOUSE, functions, house_files, shown, tree
from tests.routes import routes

SERVING = {"download_response", "document_bytes"}
KEYS_OF_A_DOCUMENT = {"document", "document_id", "file", "series", "uuid"}


def doors() -> list[Path]:
    return [path for path in house_files() if path.is_relative_to(HOUSE / "doors")]


def calls(node: ast.AST) -> set[str]:
    return {
        each.func.id
        for each in ast.walk(node)
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name)
    }


def test_no_page_asks_the_table_of_documents() -> None:
    """Neither `Document.objects…` nor `get_object_or_404(Document, …)` in a door."""
    found = [
        f"{shown(path)}:{node.lineno}"
        for path in doors()
        for node in ast.walk(tree(path))
        if (
            isinstance(node, ast.Attribute)
            and node.attr in {"objects", "_default_manager", "_base_manager"}
            and isinstance(node.value, ast.Name)
            and node.value.id == "Document"
        )
        or (
            isinstance(node, ast.Call)
            and any(isinstance(each, ast.Name) and each.id == "Document" for each in node.args)
        )
    ]
    assert not found


def test_whoever_serves_a_document_was_told_its_case() -> None:
    """A view that answers with bytes has something besides the document in its address."""
    serving = {
        function.name
        for path in doors()
        for function in functions(path)
        if calls(function) & SERVING
    }
    by_view = {route.name.rpartition(":")[2]: route for route in routes()}
    assert serving, "nothing serves documents any more?"
    assert serving <= set(by_view), f"{serving - set(by_view)}: serve documents in the view itself"
    for name in serving:
        assert set(by_view[name].parameters) - KEYS_OF_A_DOCUMENT, f"{name}: whose document?"


def test_an_address_with_a_document_names_a_case_and_a_permission() -> None:
    for route in routes():
        if KEYS_OF_A_DOCUMENT & set(route.parameters):
            assert set(route.parameters) - KEYS_OF_A_DOCUMENT, route.name
            assert route.permissions or route.is_public, route.name
