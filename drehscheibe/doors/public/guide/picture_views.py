"""Pictures of the guide: shown while a public page shows them, kept by browsers for ever."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from drehscheibe.domain.guide.pictures import content_of, is_public

KEPT = "private, max-age=31536000, immutable"
"""An address never shows anything else. Only the reader's own browser keeps it, no cache between:
what is withdrawn is gone at once for everybody who has not seen it."""


def picture(request: HttpRequest, digest: str, width: int) -> HttpResponse:
    """One width; unknown, unpublished and withdrawn pictures are 404 alike."""
    if not is_public(digest, min(width, 100_000)):
        raise Http404
    tag = f'"{digest}-{width}"'
    headers = {"ETag": tag, "Cache-Control": KEPT, "X-Content-Type-Options": "nosniff"}
    if (known := get_conditional_response(request, etag=tag)) is not None:
        known["Cache-Control"] = KEPT
        return known
    try:
        content = content_of(digest, width)
    except FileNotFoundError as gone:
        raise Http404 from gone
    return HttpResponse(content, content_type="image/webp", headers=headers)
