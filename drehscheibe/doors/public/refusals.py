"""What the rooms refuse, said to the public."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext


def spoken(text: str) -> str | SafeString:
    """A refusal in the reader's language; as German, and marked so, where nobody translated it."""
    said = gettext(text)
    if said != text or (get_language() or "de").startswith("de"):
        return said
    return format_html('<bdi lang="de">{}</bdi>', text)
