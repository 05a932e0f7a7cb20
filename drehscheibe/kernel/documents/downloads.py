"""Documents leave as attachments that no browser may run. Who may have them: the caller asks."""

from django.http import HttpResponse  # noqa: TID251 (the room's only door)

from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.documents.selectors import document_bytes

POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


def download_response(document: Document) -> HttpResponse:
    """The document under a name of ours; raises `DocumentDamaged`."""
    response = HttpResponse(document_bytes(document), content_type=document.content_type)
    response["Content-Disposition"] = f'attachment; filename="{document.download_name}"'
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
