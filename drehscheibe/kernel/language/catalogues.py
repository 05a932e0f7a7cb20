"""Which texts of the interface a language still lacks; what lacks is shown in German, and said."""

import gettext
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import to_locale


@cache
def missing_texts(code: str) -> int:
    """How many texts other languages have and this one lacks; 0 for German, which is the source.

    Read once per process from the compiled catalogues.
    """
    if code == settings.LANGUAGE_CODE:
        return 0
    others = (each for each, _ in settings.LANGUAGES if each != settings.LANGUAGE_CODE)
    return len(set().union(*map(texts_of, others)) - texts_of(code))


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
