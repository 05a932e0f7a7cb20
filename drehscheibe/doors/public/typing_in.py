"""What readers type into the address line and into fields."""

from django.http import HttpRequest

LONGEST = 100


def typed(request: HttpRequest, name: str) -> str:
    """One line of text without signs that cannot be printed, cut at LONGEST."""
    text = request.GET.get(name, "")
    return "".join(sign for sign in text[: 2 * LONGEST] if sign.isprintable()).strip()[:LONGEST]
