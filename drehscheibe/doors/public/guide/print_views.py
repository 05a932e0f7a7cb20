"""A guide and its chapters as PDF: files the worker has made, never made in the request."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from drehscheibe.domain.guide.models import GuidePrint
from drehscheibe.domain.guide.paper_store import ready
from drehscheibe.doors.public.guide.views import node_or_404, opened


def whole(request: HttpRequest, key: str, tag: str = "") -> HttpResponse:
    """The guide in the reader's language, or in a further one."""
    guide, _, language = opened(key, tag)
    return _file(request, ready(guide, None, language).whole, f"wegweiser-{guide.key}-{language}")


def chapter(
    request: HttpRequest, key: str, identity: str, slug: str, tag: str = ""
) -> HttpResponse:
    """A chapter and what lies below it; withdrawn ones are gone at once."""
    guide, tree, language = opened(key, tag)
    node = node_or_404(tree, identity, tag)
    return _file(request, ready(guide, node, language).chapter, f"{node.slug}-{language}")


def _file(request: HttpRequest, paper: GuidePrint | None, name: str) -> HttpResponse:
    if paper is None:
        raise Http404
    tag = f'"{paper.digest}-{paper.made_at:%Y%m%d}"'
    if (known := get_conditional_response(request, etag=tag)) is not None:
        return known
    try:
        with default_storage.open(paper.storage_key) as file:
            content = file.read()
    except FileNotFoundError as gone:  # just replaced by a newer one
        raise Http404 from gone
    return HttpResponse(
        content, content_type="application/pdf",
        headers={"ETag": tag, "Content-Disposition": f'inline; filename="{name}.pdf"'},
    )  # fmt: skip
