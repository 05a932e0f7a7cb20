"""Setting a document with typst; called by itself, in a process of its own.

    python -m drehscheibe.kernel.documents.press < order.json > document.pdf

What typst reads and shapes it keeps until its process ends: a guide of 252 pages about 400 MB. A
worker that lives for weeks has long documents set by a process that ends with them.
"""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

HOUSE = Path(__file__).parents[3]
"""Where this package is found."""
LONG = 300_000
"""Characters of data from which on a process of its own is worth its start."""
PATIENCE = 300
"""Seconds; a guide of 252 pages takes two."""


@dataclass(frozen=True)
class Order:
    """What is to be set: a template below `root`, its fonts, its data as JSON, the second."""

    template: str
    root: str
    fonts: str
    data: str
    issued_at: int


def pressed(order: Order) -> bytes:
    """The PDF. Raises `RuntimeError` for a faulty template, here or in the other process."""
    return _apart(order) if len(order.data) > LONG else _set(order)


def _set(order: Order) -> bytes:
    import typst  # 8 MB that a process without a letter need not spend

    return typst.compile(
        order.template,
        root=order.root,
        font_paths=[order.fonts],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        sys_inputs={"data": order.data},
        timestamp=order.issued_at,
    )


def _apart(order: Order) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 – this very module
            [sys.executable, "-m", __name__],
            input=json.dumps(asdict(order)).encode(), capture_output=True, check=False,
            timeout=PATIENCE, cwd=HOUSE,
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise RuntimeError(f"Nach {PATIENCE} s war das Dokument nicht gesetzt.") from late
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace")[-2000:] or str(done.returncode))
    return done.stdout


if __name__ == "__main__":
    sys.stdout.buffer.write(_set(Order(**json.load(sys.stdin.buffer))))
