"""Formatted text that people wrote, cleaned once more when it is shown."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from drehscheibe.kernel.language.rich_text import cleaned

register = template.Library()


@register.filter
def formatted(text: str) -> SafeString:
    """Nothing active comes through, whatever is stored."""
    return mark_safe(cleaned(text))  # noqa: S308 (Ammonia's answer; see kernel/language/rich_text)
