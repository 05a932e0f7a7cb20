"""Whatever a public page or a mail to a guest says, it says in every language of the interface."""

import ast
import gettext
import re
import unicodedata
from collections import Counter
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.translation import to_locale

from drehscheibe.kernel.documents.pdf import _characters, _font_folder, printable
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
HOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
FORMS = re.compile(r"nplurals=(\d); plural=(.*);")
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
    found: dict[str, polib.POEntry] = {}
    for file in files_of(language):
        found.update({entry.msgid: entry for entry in polib.pofile(str(file))})
    return found


def files_of(language: str) -> list[Path]:
    """The catalogues of a language: of the house, and of what Django lacks."""
    place = Path(to_locale(language), "LC_MESSAGES", "django.po")
    folders = (ROOT / "locale", *HOUSE.glob("*/*/locale"))
    return [folder / place for folder in folders if (folder / place).exists()]


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
    broken = [
        said
        for entry in catalogue(language).values()
        for said in (entry.msgstr, *entry.msgstr_plural.values())
        if said and Counter(HOLDER.findall(entry.msgid)) != Counter(HOLDER.findall(said))
    ]
    assert not broken


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_empty_doubtful_or_left_over(language: str) -> None:
    """Django skips fuzzy entries, and nobody sees that a text has gone."""
    for file in files_of(language):
        entries = polib.pofile(str(file), check_for_duplicates=True)
        assert not [each.msgid for each in entries if not each.translated()]
        assert not [each.msgid for each in entries if each.fuzzy or each.obsolete]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_has_the_forms_of_its_language(language: str) -> None:
    for file in files_of(language):
        entries = polib.pofile(str(file))
        count, rule = FORMS.fullmatch(entries.metadata["Plural-Forms"]).groups()  # type: ignore[union-attr]
        form = gettext.c2py(rule)
        assert {form(number) for number in range(1000)} == set(range(int(count)))
        forms = {each.msgid: set(each.msgstr_plural) for each in entries if each.msgid_plural}
        assert set(map(len, forms.values())) <= {int(count)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_languages_translate_the_same_texts(language: str) -> None:
    """What one has and another lacks would be German there without anybody knowing."""
    everything = {text for each in LANGUAGES for text in texts_of_house(each)}
    assert everything == texts_of_house(language)


def texts_of_house(language: str) -> set[str]:
    """The msgids of the house's own catalogue."""
    return {each.msgid for each in polib.pofile(str(files_of(language)[0]))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_of_every_language_can_be_printed(language: str) -> None:
    """PDF: one of the fonts of letters has each; none becomes U+FFFD."""
    known = _characters(_font_folder())
    said = "".join(each.msgstr for each in catalogue(language).values()).replace("\n", "")
    assert printable(said, known).replace("\u200b", "") == unicodedata.normalize("NFC", said)


def test_texts_of_mails_are_found_over_many_lines() -> None:
    found = set().union(*(texts_of_mails(path) for path in MAILS))
    assert "Ein Platz ist frei geworden" in found
    assert any(text.startswith("Über diesen Link") and text.endswith("weiter.") for text in found)
