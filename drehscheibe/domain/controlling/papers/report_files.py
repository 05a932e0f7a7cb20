"""A signed report as file: PDF, Word, workbook or JSON, each from the snapshot alone."""

from collections.abc import Callable
from dataclasses import dataclass

from drehscheibe.domain.controlling.models import ReportVersion
from drehscheibe.domain.controlling.papers.pdf import paper_pdf
from drehscheibe.domain.controlling.papers.report_paper import report_paper
from drehscheibe.domain.controlling.papers.report_sheets import report_workbook
from drehscheibe.domain.controlling.papers.word import paper_docx
from drehscheibe.domain.controlling.reports.content import canonical
from drehscheibe.kernel.documents.file_names import DOCX, PDF, XLSX


@dataclass(frozen=True)
class FileKind:
    """One way to take a report along."""

    ending: str
    label: str
    content_type: str
    write: Callable[[ReportVersion], bytes]


def _pdf(version: ReportVersion) -> bytes:
    return paper_pdf(report_paper(version), issued_at=version.signed_at)


def _docx(version: ReportVersion) -> bytes:
    return paper_docx(report_paper(version), issued_at=version.signed_at)


def _json(version: ReportVersion) -> bytes:
    """The very bytes the checksum is of: `sha256sum` of the file gives what the paper says."""
    return canonical(version.snapshot)


KINDS = {
    each.ending: each
    for each in (
        FileKind("pdf", "PDF (barrierefrei)", PDF, _pdf),
        FileKind("docx", "Word", DOCX, _docx),
        FileKind("xlsx", "Tabelle", XLSX, report_workbook),
        FileKind("json", "JSON (Prüfsumme nachrechenbar)", "application/json", _json),
    )
}
