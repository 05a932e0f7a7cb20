"""Public papers of public groups: an Atom feed, and the latest file of each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from drehscheibe.domain.exchange.publishing import (
    atom_feed,
    public_groups,
    public_papers,
    public_version,
)
from drehscheibe.kernel.documents.downloads import download_response

ATOM = "application/atom+xml; charset=utf-8"
KEPT = "public, max-age=300"


@require_safe
def group_papers(request: HttpRequest, pk: int) -> HttpResponse:
    """What the group has published, the newest version first."""
    group = get_object_or_404(public_groups(), pk=pk)
    home = request.build_absolute_uri(request.path)
    papers = [
        (paper, document, request.build_absolute_uri(reverse("public_paper", args=[paper.pk])))
        for paper, document in public_papers(group)
    ]
    response = HttpResponse(atom_feed(group, papers, home=home), content_type=ATOM)
    response["Cache-Control"] = KEPT
    return response


@require_safe
def public_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The latest version; taken back it is gone at once."""
    document = public_version(pk)
    if document is None:
        raise Http404
    return download_response(document)
