"""Which texts of the interface a language still lacks; what lacks is shown in German, and said."""

import gettext
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import to_locale


def missing_texts(code: str) -> int:
    """How many texts other languages have and this one lacks; 0 for German, which is the source."""
    return all_missing().get(code, 0)


@cache
def all_missing() -> dict[str, int]:
    """Of every language, read once per process from the compiled catalogues, one by one."""
    known: set[str] = set()
    many = {}
    for code, _ in settings.LANGUAGES:
        if code != settings.LANGUAGE_CODE:
            texts = texts_of(code)
            known |= texts
            many[code] = len(texts)
    return {code: len(known) - has for code, has in many.items()}


def texts_of(code: str) -> set[str]:
    """The texts of the house a language has; none without a catalogue."""
    house = Path(settings.LOCALE_PATHS[0])  # the other folders hold what Django itself lacks
    compiled = house / to_locale(code) / "LC_MESSAGES" / "django.mo"
    if not compiled.exists():
        return set()
    with compiled.open("rb") as file:
        read: dict[object, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    texts = {key[0] if isinstance(key, tuple) else str(key) for key in read}  # plurals are pairs
    return texts - {""}
