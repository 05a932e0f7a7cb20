"""What every page frame needs to know. Asks no database, so error pages may use it."""

from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.urls import translate_url
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from drehscheibe.kernel.language.catalogues import missing_texts
from drehscheibe.kernel.language.tongues import direction

CYRILLIC_FONTS = ("fira-sans-latin-400", "fira-sans-cyrillic-400", "fira-sans-cyrillic-600")
ARABIC_FONTS = ("fira-sans-latin-400", "arabic-400", "arabic-600")
BROWSER_FONTS = {  # loaded before first paint; all others come when their letters appear
    **dict.fromkeys(("ar", "fa"), ARABIC_FONTS),
    **dict.fromkeys(("uk", "ru", "bg"), CYRILLIC_FONTS),
}
LONGEST = 1000
"""Characters of an address; a longer question is not carried into twelve links."""
LATIN_FONTS = ("fira-sans-latin-400", "fira-sans-latin-600")
STYLES = ("design/app.css", "design/components.css", "design/forms.css", "design/tables.css")


@dataclass(frozen=True)
class PageLanguage:
    """One entry of the language switch: its own name and the same page in it."""

    code: str
    autonym: str
    direction: str
    url: str
    current: bool


def page_frame(request: HttpRequest) -> dict[str, object]:
    """Context processor: language, direction, demonstration, styles, the same page elsewhere."""
    code = translation.get_language() or settings.LANGUAGE_CODE
    way = direction(code)
    fonts = BROWSER_FONTS.get(code, LATIN_FONTS)
    return {
        "LANGUAGE_CODE": code,
        "LANGUAGE_BIDI": way == "rtl",
        "direction": way,
        "demonstration": getattr(settings, "DEMONSTRATION", False),
        "styles": STYLES,
        "fonts": [f"design/vendor/{font}.woff2" for font in fonts],
        "languages": SimpleLazyObject(partial(page_languages, request)),
        "missing_texts": partial(missing_texts, code),
        "origin": partial(origin, request),
    }


def origin(request: HttpRequest) -> str:
    """Where this platform is, for addresses that search engines want whole; empty while nobody may
    ask for it there."""
    try:
        return request.build_absolute_uri("/").rstrip("/")
    except DisallowedHost:
        return ""


def page_languages(request: HttpRequest) -> list[PageLanguage]:
    """The same page in every language of the interface, by autonym.

    A page that does not exist (404) leads to the start page of the language.
    """
    here = request.get_full_path() if request.resolver_match else "/"
    if len(here) > LONGEST:
        here = request.path
    current = translation.get_language()
    elsewhere = in_languages(here)
    return [
        PageLanguage(
            code=code,
            autonym=str(autonym),
            direction=direction(code),
            url=elsewhere[code],
            current=code == current,
        )
        for code, autonym in settings.LANGUAGES
    ]


def in_languages(here: str) -> dict[str, str]:
    """An address of ours in every language of the interface.

    The router is asked once, not twelve times: our addresses say the same words in every language,
    they differ by their first piece only. That alone was a quarter of every page.
    """
    codes, current = [code for code, _ in settings.LANGUAGES], translation.get_language()
    other = next(code for code in codes if code not in {settings.LANGUAGE_CODE, current})
    found = translate_url(here, other)
    begin = f"/{other}/"
    if not found.startswith(begin):  # an address that knows no languages
        return dict.fromkeys(codes, found)
    tail = found[len(begin) - 1 :]
    return {code: tail if code == settings.LANGUAGE_CODE else f"/{code}{tail}" for code in codes}
