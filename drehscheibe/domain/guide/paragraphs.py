"""Clean formatted text as paragraphs, headings and lists: what a printed page is set from."""

from collections.abc import Iterator
from typing import Any

Block = dict[str, Any]
Run = dict[str, str]
HEADINGS = {"h3": 1, "h4": 2}
STYLES = {"strong": "strong", "em": "em", "code": "code"}


def blocks_of(html: str) -> list[Block]:
    """The blocks of sanitised markup (rich_text.TAGS), each with runs of text.

    >>> blocks_of('<h3>Geld</h3><p>Rufen Sie <strong>an</strong>.</p>')[1]["runs"]
    [{'text': 'Rufen Sie '}, {'text': 'an', 'strong': 'yes'}, {'text': '.'}]
    >>> [len(each["items"]) for each in blocks_of("<ul><li>eins</li><li>zwei</li></ul>")]
    [2]
    """
    from lxml.html import fragment_fromstring  # a page needs no parser, only the worker does

    return list(_blocks(fragment_fromstring(html, create_parent="div")))


def _blocks(parent: Any) -> Iterator[Block]:
    loose: list[Run] = _said(parent.text, {})
    for each in parent:
        if each.tag in {"p", "pre", "blockquote", "ul", "ol", *HEADINGS}:
            if loose:
                yield _par(loose)
                loose = []
            yield from _block(each)
        else:
            loose += _runs_of(each, {})
        loose += _said(each.tail, {}) if (each.tail or "").strip() else []
    if any(run["text"].strip() for run in loose):
        yield _par(loose)


def _block(each: Any) -> Iterator[Block]:
    if each.tag in HEADINGS:
        yield {"kind": "heading", "level": HEADINGS[each.tag], "runs": _inner(each, {})}
    elif each.tag in {"ul", "ol"}:
        items = [list(_blocks(item)) for item in each if item.tag == "li"]
        yield {"kind": "list" if each.tag == "ul" else "enum", "items": items}
    elif each.tag == "blockquote":
        yield from _blocks(each)
    else:
        yield _par(_inner(each, {}))


def _par(runs: list[Run]) -> Block:
    return {"kind": "par", "runs": runs}


def _inner(node: Any, style: Run) -> list[Run]:
    found = _said(node.text, style)
    for each in node:
        found += _runs_of(each, style)
        found += _said(each.tail, style)
    return found


def _runs_of(node: Any, style: Run) -> list[Run]:
    if node.tag == "br":
        return [{"text": "\n"}]
    more = dict(style)
    if node.tag in STYLES:
        more[STYLES[node.tag]] = "yes"
    if node.tag == "a" and node.get("href"):
        more["href"] = node.get("href")
    return _inner(node, more)


def _said(text: str | None, style: Run) -> list[Run]:
    return [{"text": text, **style}] if text else []
