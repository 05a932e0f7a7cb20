"""The words of our own PDFs, read without tools of the system: fonts carry their ToUnicode maps."""

import re
from io import BytesIO
from typing import Any

import page
import pikepdf

HEX = re.compile(r"<([0-9A-Fa-f]+)>")


def faults(pdf: bytes, profile: page.ValidationProfile) -> list[str]:
    """What breaks a profile.

    The validator takes a stream whose last byte happens to be a line end for one that is too long;
    qpdf, which reads by the length alone, then has the word.
    """
    found = [failure.message for failure in page.validate_pdf_bytes(pdf, profile=profile).failures]
    with pikepdf.open(BytesIO(pdf)) as document:
        sound = not document.check_pdf_syntax()
    return [each for each in found if not (sound and "stream /Length" in each)]


def text_of(pdf: bytes) -> list[str]:
    """One string a page; white space is one blank."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [_page_text(sheet) for sheet in document.pages]


def _page_text(sheet: pikepdf.Page) -> str:
    """Glyphs through their maps; where a span says what it means (ActualText), that instead."""
    fonts = {name: _letters(font) for name, font in sheet.Resources.Font.items()}
    words: list[str] = []
    letters: dict[int, str] = {}
    spoken: list[bool] = []
    for instruction in pikepdf.parse_content_stream(sheet):
        operands, name = instruction.operands, str(instruction.operator)
        if name in ("BDC", "BMC"):
            means = _meaning(operands[-1])
            words += [means] if means and not any(spoken) else []
            spoken.append(bool(means))
        elif name == "EMC":
            spoken.pop()
        elif name == "Tf":
            letters = fonts[str(operands[0])]
        elif name in ("Tj", "TJ") and not any(spoken):
            shown = operands[0] if name == "TJ" else operands
            words += [_decoded(o, letters) for o in shown if isinstance(o, pikepdf.String)]
        elif name in ("Tm", "Td", "T*", "ET") and not any(spoken):
            words.append(" ")
    return re.sub(r"[\s\u00a0]+", " ", "".join(words))


def _meaning(properties: Any) -> str:
    has = isinstance(properties, pikepdf.Dictionary) and "/ActualText" in properties
    return str(properties.ActualText) if has else ""


def says(pages: list[str], part: str) -> bool:
    """Whether the letter says this; blanks do not count, since line ends hyphenate."""
    return _bare(part) in _bare("".join(pages))


def _bare(text: str) -> str:
    return re.sub(r"[\s\u00a0\u00ad\u2010-]", "", text)


def _decoded(text: Any, letters: dict[int, str]) -> str:
    data = bytes(text)
    codes = (int.from_bytes(data[n : n + 2], "big") for n in range(0, len(data), 2))
    return "".join(letters.get(code, "") for code in codes)


def _letters(font: Any) -> dict[int, str]:
    """The ToUnicode map of a font; codes have two bytes (Identity-H)."""
    source = bytes(font.ToUnicode.read_bytes()).decode("ascii", "replace")
    letters = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for line in block.strip().splitlines():
            code, text = HEX.findall(line)
            letters[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for line in block.strip().splitlines():
            first, last, text = (int(each, 16) for each in HEX.findall(line)[:3])
            letters |= {code: chr(text + code - first) for code in range(first, last + 1)}
    return letters
