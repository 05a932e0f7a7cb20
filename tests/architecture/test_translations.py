"""Whatever a public page or a mail to a guest says, it says in every language of the interface."""

import ast
import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

from tests.architecture.sources import HOUSE, ROOT, shown, templates

MAILS = (HOUSE / "domain/qualification/mail_words.py",)
"""Where texts of mails to guests stand; they are read as code, for they run over many lines."""
LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
INLINE = re.compile(r"""\{%-?\s*(?:translate|trans)\s+(?:"([^"]*)"|'([^']*)')([^%]*)%\}""")
BLOCK = re.compile(
    r"\{%\s*(?:blocktranslate|blocktrans)\b([^%]*)%\}(.*?)\{%\s*end(?:blocktranslate|blocktrans)\s*%\}",
    re.DOTALL,
)
PYTHON = re.compile(
    r"""\b(?:gettext_lazy|gettext|pgettext|ngettext|_)\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')"""
)
FRAME = {"base.html", "public_base.html", "_brand.html", "_legal_links.html", "_breadcrumb.html"}
PLURAL = re.compile(r"\{%\s*plural\s*%\}")
VARIABLE = re.compile(r"\{\{\s*([\w.]+)[^}]*\}\}")


def is_public(path: Path) -> bool:
    """Pages of the public door, and the frame they share with it."""
    if path.is_relative_to(HOUSE / "doors/public"):
        return True
    frame = {
        "base.html",
        "public_base.html",
        "_brand.html",
        "_legal_links.html",
        "_breadcrumb.html",
    }
    return path.is_relative_to(HOUSE / "kernel/design") and path.name in frame


def texts_of(path: Path) -> set[str]:
    """The msgids a template asks for."""
    text = path.read_text("utf-8")
    found = {double or single for double, single, _ in INLINE.findall(text)}
    for options, body in BLOCK.findall(text):
        whole = PLURAL.split(body)[0]
        if "trimmed" in options:
            whole = " ".join(line.strip() for line in whole.strip().splitlines() if line.strip())
        found.add(VARIABLE.sub(r"%(\1)s", whole))
    return found


def texts_of_code(path: Path) -> set[str]:
    """The msgids a Python file of the public door asks for."""
    return {double or single for double, single in PYTHON.findall(path.read_text("utf-8"))}


def texts_of_mails(path: Path) -> set[str]:
    """The msgids of a module of mails: what its `_(…)` hold, put together."""
    calls = [each for each in ast.walk(ast.parse(path.read_text("utf-8"))) if is_marked(each)]
    return {ast.literal_eval(each.args[0]) for each in calls if isinstance(each, ast.Call)}


def is_marked(node: ast.AST) -> bool:
    """A call of `_`."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"


def wanted() -> dict[str, str]:
    """Every public text, and where it stands."""
    places: dict[str, str] = {}
    for path in filter(is_public, templates()):
        places.update(dict.fromkeys(texts_of(path), shown(path)))
    for path in (HOUSE / "doors/public").rglob("*.py"):
        places.update(dict.fromkeys(texts_of_code(path), shown(path)))
    for path in MAILS:
        places.update(dict.fromkeys(texts_of_mails(path), shown(path)))
    return places


def catalogue(language: str) -> dict[str, polib.POEntry]:
    """The translations of a language, from all catalogues Django reads."""
    files = [ROOT / "locale" / language / "LC_MESSAGES" / "django.po"]
    files += HOUSE.glob(f"*/*/locale/{language}/LC_MESSAGES/django.po")
    found: dict[str, polib.POEntry] = {}
    for file in files:
        if file.exists():
            found.update({entry.msgid: entry for entry in polib.pofile(str(file))})
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_public_text_is_translated(language: str) -> None:
    known = catalogue(language)
    missing = {
        text: place
        for text, place in wanted().items()
        if text not in known or not known[text].translated()
    }
    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_placeholders(language: str) -> None:
    holder = re.compile(r"%\(\w+\)[sd]")
    broken = [
        entry.msgid
        for entry in catalogue(language).values()
        if entry.msgstr and set(holder.findall(entry.msgid)) != set(holder.findall(entry.msgstr))
    ]
    assert not broken


def test_texts_of_mails_are_found_over_many_lines() -> None:
    found = set().union(*(texts_of_mails(path) for path in MAILS))
    assert "Ein Platz ist frei geworden" in found
    assert any(text.startswith("Über diesen Link") and text.endswith("weiter.") for text in found)
