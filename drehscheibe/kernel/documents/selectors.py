"""Reading documents."""

from hashlib import sha256

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.documents.refusals import DocumentDamaged


def versions(series: str) -> QuerySet[Document]:
    """All versions of a series, newest first."""
    return Document.objects.filter(series=series).order_by("-version")


def latest(series: str) -> Document | None:
    """The newest version of a series."""
    return versions(series).first()


def document_bytes(document: Document) -> bytes:
    """The content; raises `DocumentDamaged` when it is missing or not what was stored."""
    try:
        with default_storage.open(document.storage_key) as file:
            content: bytes = file.read()
    except FileNotFoundError as fault:
        raise DocumentDamaged(f"Dokument {document.pk} fehlt in der Ablage.") from fault
    if sha256(content).hexdigest() != document.sha256:
        raise DocumentDamaged(f"Dokument {document.pk} stimmt nicht mit seiner Prüfsumme überein.")
    return content
