"""Setting documents: a long one in a process of its own says the same, and fails the same way."""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from django.conf import settings

from drehscheibe.kernel.documents import press
from drehscheibe.kernel.documents.press import LONG, Order, pressed

PAGE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(font: "Fira Sans", lang: "de")
#for each in data.words [#each ]
"""
WORKER = """
import json, sys
from drehscheibe.kernel.documents.press import Order, pressed
order = Order(**json.load(sys.stdin))
assert pressed(order).startswith(b"%PDF")
print("typst" in sys.modules)
"""


def order(tmp_path: Path, words: str, *, page: str = PAGE) -> Order:
    """A document of these words."""
    template = tmp_path / "seite.typ"
    template.write_text(page, "utf-8")
    data = f'{{"title": "Straße", "words": ["{words}"]}}'
    return Order(str(template), str(tmp_path), str(settings.DREHSCHEIBE_FONT_DIR), data, 1_700_000)


def test_the_same_bytes_from_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = pressed(order(tmp_path, "größer"))
    monkeypatch.setattr(press, "LONG", 0)
    assert pressed(order(tmp_path, "größer")) == here


@pytest.mark.parametrize(("words", "here"), [("kurz", True), ("x " * LONG, False)])
def test_a_long_one_leaves_nothing_in_its_worker(tmp_path: Path, words: str, here: bool) -> None:
    told = subprocess.run(
        [sys.executable, "-c", WORKER], input=json.dumps(asdict(order(tmp_path, words))),
        capture_output=True, check=True, text=True, cwd=settings.BASE_DIR,
        env={**os.environ, "PYTHONPATH": str(settings.BASE_DIR)},
    )  # fmt: skip
    assert told.stdout.strip() == str(here)


@pytest.mark.parametrize("words", ["kurz", "x " * LONG])
def test_a_faulty_template_is_told(tmp_path: Path, words: str) -> None:
    with pytest.raises(RuntimeError, match="unclosed"):
        pressed(order(tmp_path, words, page=PAGE + "#("))


def test_one_without_an_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "PATIENCE", 0.01)
    with pytest.raises(RuntimeError, match="nicht gesetzt"):
        pressed(order(tmp_path, "x " * LONG))
