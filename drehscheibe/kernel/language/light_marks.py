"""Formatted text as people type it into a plain box, and back: no editor, no script needed.

A blank line begins a paragraph, „- “ a line of a list, „1. “ a numbered one, „## “ a heading; two
stars around words make them strong. Everything else is text. What is shown for typing again gives
the same formatted text.
"""

import re
from html import escape, unescape

from drehscheibe.kernel.language.rich_text import cleaned

BULLET, NUMBER = re.compile(r"^[-*•]\s+(.*)$"), re.compile(r"^\d{1,3}[.)]\s+(.*)$")
HEADING = re.compile(r"^#{2,4}\s+(.*)$")
STRONG = re.compile(r"\*\*(\S(?:.*?\S)?)\*\*")
LIST = re.compile(r"<(ul|ol)>(.*?)</\1>", re.DOTALL)
ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)
ENDS = re.compile(r"</(?:p|h3|h4|blockquote|pre)>")
TAG = re.compile(r"<[^>]*>")


def from_marks(text: str) -> str:
    """What was typed as clean formatted text.

    >>> from_marks("## TOP 1\\n\\nGut **besucht**.\\nNoch\\n\\n- eins\\n- zwei")
    '<h3>TOP 1</h3><p>Gut <strong>besucht</strong>.<br>Noch</p><ul><li>eins</li><li>zwei</li></ul>'
    >>> from_marks("5 < 7 <script>")
    '<p>5 &lt; 7 &lt;script&gt;</p>'
    """
    made = [_block(lines) for lines in _blocks(text.replace("\x00", "").replace("\r\n", "\n"))]
    return cleaned("".join(made)) if made else ""


def as_marks(html: str) -> str:
    """Formatted text as it can be typed.

    >>> as_marks("<h3>TOP 1</h3><p>Gut <strong>besucht</strong>.</p><ol><li>eins</li></ol>")
    '## TOP 1\\n\\nGut **besucht**.\\n\\n1. eins'
    """
    text = LIST.sub(_typed_list, html)
    text = text.replace("<h3>", "## ").replace("<h4>", "## ")
    text = re.sub(r"</?strong>", "**", re.sub(r"<br\s*/?>", "\n", text))
    text = unescape(TAG.sub("", ENDS.sub("\n\n", text)))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _typed_list(found: re.Match[str]) -> str:
    numbered = found[1] == "ol"
    items = enumerate(ITEM.findall(found[2]), start=1)
    lines = (f"{f'{place}.' if numbered else '-'} {text.strip()}" for place, text in items)
    return "\n".join(lines) + "\n\n"


def _blocks(text: str) -> list[list[str]]:
    """Lines that stand together; a heading stands alone, a list begins where it begins."""
    blocks: list[list[str]] = [[]]
    for line in (each.strip() for each in text.split("\n")):
        kind = _kind(line)
        if not line or HEADING.match(line) or (blocks[-1] and kind != _kind(blocks[-1][-1])):
            blocks.append([])
        if line:
            blocks[-1].append(line)
        if HEADING.match(line):
            blocks.append([])
    return [lines for lines in blocks if lines]


def _kind(line: str) -> str:
    return "ul" if BULLET.match(line) else "ol" if NUMBER.match(line) else "p"


def _block(lines: list[str]) -> str:
    heading = HEADING.match(lines[0])
    if heading:
        return f"<h3>{_words(heading[1])}</h3>"
    kind = _kind(lines[0])
    if kind == "p":
        return f"<p>{'<br>'.join(map(_words, lines))}</p>"
    bare = BULLET if kind == "ul" else NUMBER
    items = ("<li>" + _words(bare.sub(r"\1", line)) + "</li>" for line in lines)
    return f"<{kind}>{''.join(items)}</{kind}>"


def _words(line: str) -> str:
    return STRONG.sub(r"<strong>\1</strong>", escape(line, quote=False))
