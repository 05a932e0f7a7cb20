"""Letters and reports as PDF: tagged, archivable, the same bytes for the same data."""

import json
import re
import unicodedata
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from drehscheibe.kernel.documents.press import Order, pressed

ROOT = Path(__file__).parents[2]
"""Templates import each other below this folder, as `/kernel/documents/letters/frame.typ`."""

SHORT = 12
UNKNOWN = "\ufffd"
KEPT_CONTROLS = frozenset("\n\u00ad\u200b\u200c\u200d")  # line break, hyphens, joiners
LONG_WORD = re.compile(r"(\S{60})(?=\S)")


def compile_letter(template: Path, data: dict[str, Any], *, issued_at: datetime) -> bytes:
    """The PDF of a typst template that reads its data by `frame.typ`.

    Data travels as JSON, never as source text. Characters that no font of ours has are shown as
    U+FFFD. Raises `ImproperlyConfigured` without fonts and `RuntimeError` for a faulty template.
    """
    fonts = _font_folder()
    known = _characters(fonts)
    demonstration = bool(getattr(settings, "DEMONSTRATION", False))
    inputs = printable({**data, "demonstration": demonstration}, known)
    return pressed(
        Order(
            template=str(template), root=str(ROOT), fonts=str(fonts),
            data=json.dumps(inputs, ensure_ascii=False), issued_at=int(issued_at.timestamp()),
        )
    )  # fmt: skip


def data_hash(data: dict[str, Any]) -> str:
    """The short fingerprint of what a letter says, for its footer.

    >>> data_hash({"a": 1, "b": 2}) == data_hash({"b": 2, "a": 1})
    True
    """
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest()[:SHORT]


def printable(value: Any, known: frozenset[int]) -> Any:
    """The same data with only such characters as the fonts can draw."""
    if isinstance(value, str):
        drawn = "".join(_drawn(c, known) for c in unicodedata.normalize("NFC", value))
        return LONG_WORD.sub("\\1\u200b", drawn)  # may break there, or it would leave the page
    if isinstance(value, dict):
        return {key: printable(each, known) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [printable(each, known) for each in value]
    return value


def _drawn(character: str, known: frozenset[int]) -> str:
    """The character, nothing for invisible controls, a mark for what cannot be drawn."""
    if character in KEPT_CONTROLS:
        return character
    if unicodedata.category(character)[0] == "C":
        return " " if character == "\t" else ""
    parts = unicodedata.normalize("NFD", character)  # fonts may have letter and mark apart
    is_known = ord(character) in known or all(ord(part) in known for part in parts)
    return character if is_known else UNKNOWN


def _font_folder() -> Path:
    fonts = Path(settings.DREHSCHEIBE_FONT_DIR)
    if not (fonts / "FiraSans-Regular.ttf").exists():
        raise ImproperlyConfigured(
            f"Im Ordner {fonts} fehlen die Schriften für Briefe. "
            "Abhilfe: python3.11 bootstrap.py setup"
        )
    return fonts


@lru_cache(maxsize=4)
def _characters(fonts: Path) -> frozenset[int]:
    """Every character that one of the upright regular fonts has."""
    from fontTools.ttLib import TTFont

    known: set[int] = set()
    for path in sorted(fonts.glob("*-Regular.ttf")):
        with TTFont(path, lazy=True) as font:
            known.update(font.getBestCmap() or {})
    return frozenset(known)
