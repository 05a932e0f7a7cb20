"""A paper as tagged PDF/A-2a and PDF/UA-1; equal papers and moments give equal bytes."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from drehscheibe.domain.controlling.papers.blocks import Paper
from drehscheibe.kernel.documents.pdf import SHORT, compile_letter

TEMPLATE = Path(__file__).parent / "paper.typ"


def paper_pdf(paper: Paper, *, issued_at: datetime) -> bytes:
    """The PDF; `issued_at` is when what it says was signed."""
    frame = {"content": {}, "references": [], "clerk": "", "number": paper.title}
    said = asdict(paper) | frame | {"hash": paper.checksum[:SHORT]}
    return compile_letter(TEMPLATE, said, issued_at=issued_at)
