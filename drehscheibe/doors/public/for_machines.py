"""Short texts for machines: whom to tell about a weakness, what to read."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

TEXT = "text/plain; charset=utf-8"
VALID = timedelta(days=180)
"""RFC 9116 asks for less than a year; counted from the first of the running month."""


def security_txt(request: HttpRequest) -> HttpResponse:
    """Contact for those who found a weakness (RFC 9116); the imprint where none is named."""
    operator = settings.DREHSCHEIBE_OPERATOR
    address = operator["security_contact"] or operator["email"]
    if not address:
        contact = request.build_absolute_uri(reverse("public:imprint"))
    else:
        contact = address if "://" in address else f"mailto:{address}"
    month = timezone.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: {contact}",
        f"Expires: {(month + VALID).strftime('%Y-%m-%dT%H:%M:%SZ')}",
        "Preferred-Languages: de, en",
        f"Canonical: {request.build_absolute_uri(request.path)}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)


def robots_txt(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; the workspace need not be asked for."""
    lines = (
        "User-agent: *",
        "Disallow: /mitarbeit/",
        "Disallow: /health/",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)
