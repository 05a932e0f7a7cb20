"""What readers type into the address line and into fields."""

from django.http import QueryDict

from drehscheibe.kernel.territory.spelling import western_digits

LONGEST = 100


def typed(query: QueryDict, name: str) -> str:
    """One line of text without signs that cannot be printed, digits as 0 to 9, cut at LONGEST."""
    text = query.get(name, "")
    line = "".join(sign for sign in text[: 2 * LONGEST] if sign.isprintable())
    return western_digits(line.strip()[:LONGEST])
