"""What must be true of every page, checked on its HTML."""

from collections import Counter
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

HTML = "{http://www.w3.org/1999/xhtml}"
LABELLED = {"input", "select", "textarea"}
NEEDS_NO_LABEL = {"hidden", "submit", "button", "image"}


def assert_sound(response: Any) -> Element:
    """Valid HTML5, one h1 that begins the title, labels, unique ids, lang; returns the tree."""
    text = response.content.decode()
    parser = html5lib.HTMLParser(strict=False)
    tree: Element = parser.parse(text)
    assert [code for _, code, _ in parser.errors] == []
    assert tree.get("lang"), "html without lang"
    headings = list(tree.iter(f"{HTML}h1"))
    assert len(headings) == 1, f"{len(headings)} h1"
    title = "".join(next(tree.iter(f"{HTML}title")).itertext())
    heading = " ".join("".join(headings[0].itertext()).split())
    assert " ".join(title.split()).startswith(heading), (title, heading)
    _assert_ids(tree)
    _assert_labels(tree)
    for each in tree.iter():
        assert "style" not in each.attrib, f"inline style on {each.tag}"
        assert not [name for name in each.attrib if name.startswith("on")], each.tag
    return tree


def _assert_ids(tree: Element) -> None:
    ids = Counter(each.get("id") for each in tree.iter() if each.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    for each in tree.iter():
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            for name in (each.get(attribute) or "").split():
                assert name in ids, f"{attribute} points at missing {name}"


def _assert_labels(tree: Element) -> None:
    labelled = {each.get("for") for each in tree.iter(f"{HTML}label")}
    inside = {id(part) for label in tree.iter(f"{HTML}label") for part in label.iter()}
    for each in tree.iter():
        name = str(each.tag).removeprefix(HTML)
        if name not in LABELLED or each.get("type") in NEEDS_NO_LABEL:
            continue
        named = each.get("id") in labelled or id(each) in inside
        assert named or each.get("aria-label") or each.get("aria-labelledby"), each.attrib
