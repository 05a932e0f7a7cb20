"""The one sanitiser of formatted text: what people write is cleaned when it comes in.

Nothing else may mark stored text as safe HTML. Ammonia (nh3) parses as browsers do, so no trick of
nesting survives; we only say what stays.
"""

import re
from html import unescape

import nh3

TAGS = frozenset(
    {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h3", "h4", "blockquote", "code", "pre"}
)
ATTRIBUTES = {"a": {"href"}}
SCHEMES = frozenset({"https", "http", "mailto", "tel"})
MARKS = re.compile(r"<[^>]*>")
BLANK = re.compile(r"[^\S\n]+")
LOOKS_FORMATTED = re.compile(r"<(?:p|br|ul|ol|h3|h4|blockquote|pre)\b", re.IGNORECASE)


def cleaned(text: str) -> str:
    """Formatted text without anything active; plain text becomes paragraphs.

    >>> cleaned('<p onclick="x">Hallo <script>böse()</script><a href="javascript:x">hier</a></p>')
    '<p>Hallo <a rel="noopener noreferrer">hier</a></p>'
    >>> cleaned("Erstens\\n\\n5 < 7 & mehr")
    '<p>Erstens</p><p>5 &lt; 7 &amp; mehr</p>'
    """
    text = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not LOOKS_FORMATTED.search(text):
        text = paragraphs(text)
    return nh3.clean(text, tags=set(TAGS), attributes=ATTRIBUTES, url_schemes=set(SCHEMES))


def paragraphs(text: str) -> str:
    """Plain text as paragraphs; single line breaks stay.

    >>> paragraphs("a\\nb")
    '<p>a<br>b</p>'
    """
    blocks = (block.strip() for block in re.split(r"\n\s*\n", text))
    escaped = (nh3.clean_text(block).replace("&#10;", "\n") for block in blocks if block)
    return "".join(f"<p>{_unslashed(block)}</p>" for block in escaped)


def plain(html: str) -> str:
    """The words alone, for mails, search and excerpts.

    >>> plain("<p>Ein <strong>Wort</strong></p><p>&amp; noch eins</p>")
    'Ein Wort\\n& noch eins'
    """
    broken = re.sub(r"</(?:p|li|h3|h4|blockquote|pre)>|<br\s*/?>", "\n", html)
    return BLANK.sub(" ", unescape(MARKS.sub("", broken))).strip()


def _unslashed(block: str) -> str:
    """`clean_text` escapes what matters in attributes too; between tags that only hurts reading."""
    return unescape(block).replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
