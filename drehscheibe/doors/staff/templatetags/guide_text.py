"""Texts of the guide as their keepers see them: links as words, nothing active."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from drehscheibe.domain.guide.links import with_links
from drehscheibe.domain.guide.pictures import licence_label

register = template.Library()


@register.filter
def licence(key: str) -> str:
    """The name of a licence of a picture."""
    return licence_label(key)


@register.filter
def linked(html: str) -> SafeString:
    """Links outward lead there; those to pages of the guide are words here."""
    return mark_safe(with_links(html, {}))  # noqa: S308 (cleaned in with_links)
