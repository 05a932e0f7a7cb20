"""Formatted text of another system as it would have been typed here."""

import re
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

import nh3

from drehscheibe.domain.guide.bodies import LONGEST_TITLE, TURNS, read_text
from drehscheibe.domain.guide.links import OUTWARD
from drehscheibe.kernel.drafts.keeping import InputRefused
from drehscheibe.kernel.language.light_marks import as_marks
from drehscheibe.kernel.language.lines import one_line
from drehscheibe.kernel.language.rich_text import SCHEMES, TAGS, plain

MORE_TAGS = frozenset(
    {"h1", "h2", "h5", "h6", "b", "div", "section", "article", "table", "tbody", "thead", "tr"}
    | {"td", "th", "dl", "dt", "dd", "figcaption"}
)
IN_GERMAN = re.compile(r'<div lang="de">.*?</div>', re.DOTALL)
"""How our own export marks a section that is not translated (`handing_out.py`)."""
AS_OURS = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"<(/?)h[12]>"), r"<\1h3>"),
    (re.compile(r"<(/?)h[56]>"), r"<\1h4>"),
    (re.compile(r"<(/?)b>"), r"<\1strong>"),
    (re.compile(r"<li> ?<p>(.*?)</p> ?</li>"), r"<li>\1</li>"),
    (re.compile(r"</(?:td|th)>"), " "),
    (re.compile(r"</(?:div|section|article|tr|dt|dd|figcaption)>"), "</p>"),
    (re.compile(r"> <"), "><"),
)
ANCHOR = re.compile(r'<a(?: href="([^"]*)")?[^>]*>(.*?)</a>', re.DOTALL)
Leading = Callable[[str], str]
"""From a path of the other system to `seite:…` here, or nothing."""


def body_of(html: str, language: str, leading: Leading) -> str:
    """Clean text of a section. Raises `InputRefused` when it is too long.

    >>> body_of('<h2>A</h2><div onclick="x">b <a href="/r/de/w/">c</a></div>', "de",
    ...         lambda path: "seite:k7qw2mzx")
    '<h3>A</h3><p>b [c](seite:k7qw2mzx)</p>'
    >>> body_of('<p>x<script>alert(1)</script><img src=x onerror=y> <b>y</b></p>', "de", str)
    '<p>x <strong>y</strong></p>'
    """
    clean = nh3.clean(
        html.replace("\x00", ""), tags=set(TAGS | MORE_TAGS),
        attributes={"a": {"href"}, "div": {"lang"}}, url_schemes=set(SCHEMES), link_rel=None,
    )  # fmt: skip
    if language != "de":
        clean = IN_GERMAN.sub("", clean)
    for pattern, instead in AS_OURS:
        clean = pattern.sub(instead, clean)
    clean = ANCHOR.sub(lambda found: _typed_link(found[1] or "", found[2], leading), clean)
    return read_text(as_marks(clean))


def title_of(text: str) -> str:
    """A title, in one line, without marks. Raises `InputRefused`."""
    line = one_line(TURNS.sub("", plain(text.replace("\x00", ""))))
    if not line:
        raise InputRefused("Die Überschrift fehlt.")
    if len(line) > LONGEST_TITLE:
        raise InputRefused(f"Die Überschrift hat mehr als {LONGEST_TITLE} Zeichen.")
    return line


def path_of(address: str) -> str:
    """An address of the other system as its pages are named in every list; empty for none.

    >>> path_of("https://cms.example/augsburg/de/willkommen/"), path_of("mailto:a@b.example")
    ('augsburg/de/willkommen', '')
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in {"", "http", "https"}:
        return ""
    return unquote(parts.path).replace("\x00", "").strip("/")[:500]


def _typed_link(href: str, inner: str, leading: Leading) -> str:
    words = re.sub(r"[\[\]<>]", " ", plain(inner)).strip()
    target = leading(path_of(href)) or (href if OUTWARD.match(href) else "")
    target = target.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    fits = words and target and len(words) <= 200 and len(target) <= 500
    shown = words.replace("&", "&amp;")
    return f"[{shown}]({target})" if fits else shown
