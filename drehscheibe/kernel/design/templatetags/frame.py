"""The frame that stands around every public page: its addresses, and the same page elsewhere.

Twelve languages three times over, as template loops, were a seventh of the time a page takes.
"""

from functools import cache

from django import template
from django.conf import settings
from django.template import Context
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from drehscheibe.kernel.design.context import PageLanguage

register = template.Library()


@register.simple_tag
def address(name: str, *args: str) -> str:
    """Address of a page that every page leads to. Raises `NoReverseMatch` where there is none.

    Asked of the router once for each language: addresses do not change while a process lives.
    """
    urls = str(get_urlconf() or settings.ROOT_URLCONF)
    return _address(name, args, urls, get_language() or settings.LANGUAGE_CODE, get_script_prefix())


@register.simple_tag
def address_if_any(name: str) -> str:
    """The same of a page that this site may lack; then nothing."""
    try:
        return str(address(name))
    except NoReverseMatch:
        return ""


@cache  # names stand in our templates
def _address(name: str, args: tuple[str, ...], urls: str, language: str, prefix: str) -> str:
    return reverse(name, urlconf=urls, args=args)


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> SafeString:
    """For programs: where this page stands in each language, and where when none is wished."""
    languages: list[PageLanguage] = context["languages"]
    origin = context["origin"]()
    pages = [("x-default", origin, languages[0].url)]
    pages += [(each.code, origin, each.url) for each in languages]
    lines = (
        format_html('<link rel="alternate" hreflang="{}" href="{}{}">', *each) for each in pages
    )
    return mark_safe("\n  ".join(lines))  # noqa: S308 (each line is escaped)


@register.simple_tag(takes_context=True)
def language_here(context: Context) -> SafeString:
    """The language of this page by its own name; nothing when it is none of the interface."""
    here = (each for each in context["languages"] if each.current)
    return format_html_join(
        "", '<span lang="{}">{}</span>', ((each.code, each.autonym) for each in here)
    )


@register.simple_tag(takes_context=True)
def language_menu(context: Context) -> SafeString:
    """For people: this page in every language, by the name its readers call it."""
    return format_html_join(
        "\n          ",
        '<li><a href="{}" lang="{}" hreflang="{}" dir="{}"{}>{}</a></li>',
        (
            (
                each.url, each.code, each.code, each.direction,
                mark_safe(' aria-current="true"') if each.current else "", each.autonym,
            )
            for each in context["languages"]
        ),
    )  # fmt: skip
