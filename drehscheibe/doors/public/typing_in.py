"""What readers type into the address line and into fields."""

from django.http import QueryDict

from drehscheibe.kernel.territory.spelling import typed_line


def typed(query: QueryDict, name: str) -> str:
    """One line of text without signs that cannot be printed, digits as 0 to 9."""
    return typed_line(query.get(name, ""))
