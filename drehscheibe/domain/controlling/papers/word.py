"""A paper for Word: real headings, table heads that repeat, language and title set.

python-docx writes text as text: nothing in it is markup, field or formula.
"""

from datetime import datetime
from io import BytesIO
from typing import Any

from drehscheibe.domain.controlling.papers.blocks import Block, Facts, Heading, Paper, Table, Words
from drehscheibe.kernel.documents.pdf import SHORT
from drehscheibe.kernel.tables.guard import without_controls

LANGUAGE = "de-DE"


def paper_docx(paper: Paper, *, issued_at: datetime) -> bytes:
    """The file."""
    import docx  # some MB that a process without an export need not spend

    book = docx.Document()
    _set_up(book, paper, issued_at)
    book.add_paragraph(_clean(paper.sender))
    book.add_heading(_clean(paper.title), level=0)
    book.add_paragraph(_clean(paper.subtitle), style="Subtitle")
    for block in paper.blocks:
        _add(book, block)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _set_up(book: Any, paper: Paper, issued_at: datetime) -> None:
    from docx.oxml.ns import qn

    known = book.core_properties
    known.title, known.author = _clean(f"{paper.title}, {paper.sender}"), _clean(paper.sender)
    known.language, known.last_modified_by, known.comments = LANGUAGE, "", ""
    known.created = known.modified = issued_at
    fonts = book.styles["Normal"].element.get_or_add_rPr()
    lang = fonts.makeelement(qn("w:lang"), {qn("w:val"): LANGUAGE, qn("w:bidi"): "ar-SA"})
    fonts.append(lang)
    for style in ("Normal", "Heading 1", "Heading 2", "Title", "Subtitle"):
        book.styles[style].font.name = "Arial"
    foot = f"Fassung {paper.version} · {paper.dated_on} · Prüfsumme {paper.checksum[:SHORT]}"
    book.sections[0].footer.paragraphs[0].text = _clean(foot)


def _add(book: Any, block: Block) -> None:
    if isinstance(block, Heading):
        book.add_heading(_clean(block.text), level=block.level)
    elif isinstance(block, Words):
        if block.label:
            book.add_paragraph().add_run(_clean(block.label)).bold = True
        for each in block.paragraphs:
            book.add_paragraph(_clean(each))
    elif isinstance(block, Facts):
        _table(book, ("Angabe", "Wert"), block.rows, ())
    elif isinstance(block, Table):
        book.add_paragraph(_clean(block.caption), style="Caption")
        _table(book, block.head, block.rows, block.right)
    else:
        book.add_page_break()


def _table(
    book: Any, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], right: tuple[int, ...]
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn

    table = book.add_table(rows=1 + len(rows), cols=len(head), style="Light Grid Accent 1")
    repeat = table.rows[0]._tr.get_or_add_trPr()
    repeat.append(repeat.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    for line, texts in zip(table.rows, (head, *rows), strict=True):
        for place, (cell, text) in enumerate(zip(line.cells, texts, strict=True)):
            cell.text = _clean(text)
            if place in right:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _clean(text: str) -> str:
    """Without what XML cannot hold."""
    return without_controls(text)
