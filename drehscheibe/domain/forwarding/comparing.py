"""Comparing what people write differently: addresses, names, titles, periods."""

import re
import unicodedata
from datetime import date
from difflib import SequenceMatcher

LEGAL_FORMS = re.compile(r"\b(e\.?\s?v|gemeinnuetzige|ggmbh|gug|gmbh|ug|stiftung)\b\.?")
STREET = re.compile(r"(strasse|straße|str\.)(?=\W|\d|$)")
FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def place_key(street: str, postal_code: str, town: str) -> str:
    """An address without its spellings; empty when there is no street to compare.

    >>> place_key("Haupt-Straße 5 a", "45127", "Essen") == place_key("hauptstr. 5A", "45127", "")
    True
    >>> place_key("", "45127", "Essen")
    ''
    """
    shortened = STREET.sub("str", street.casefold().replace("-", "").replace(" str", "str"))
    line = _letters(shortened)
    if not line:
        return ""
    where = re.sub(r"\D", "", postal_code) or _letters(town.casefold())
    return f"{where}|{line}"


def name_key(name: str) -> str:
    """A name without legal form, case and marks.

    >>> name_key("Sport-Verein Musterau 1900 e. V.") == name_key("Sportverein Musterau 1900")
    True
    """
    folded = name.casefold().translate(FOLDED)
    without = LEGAL_FORMS.sub(" ", folded)
    return _letters(without) or _letters(folded)


def alike(one: str, other: str, *, likeness: float = 0.75, contained: int = 8) -> bool:
    """Whether two titles may mean the same measure.

    From this share of like letters on, or when one of so many letters is part of the other; both
    are parameters (`data/double_funding.toml`). Umlauts and accents may be written either way.

    >>> alike("Begegnungscafé am Markt", "Begegnungs-Café Markt"), alike("Café", "Fußballgruppe")
    (True, False)
    >>> alike("Nähcafé Ost", "Naehcafe  Ost")
    True
    """
    first, second = title_key(one), title_key(other)
    if not first or not second:
        return False
    if first == second:
        return True
    if min(len(first), len(second)) >= contained and (first in second or second in first):
        return True
    compared = SequenceMatcher(None, first, second, autojunk=False)
    quick = compared.real_quick_ratio() >= likeness and compared.quick_ratio() >= likeness
    return quick and compared.ratio() >= likeness


def title_key(title: str) -> str:
    """A title as `name_key` writes it, without accents.

    >>> title_key("Nähcafé Ost") == title_key("NAEHCAFE OST")
    True
    """
    composed = unicodedata.normalize("NFC", title).casefold().translate(FOLDED)
    letters = unicodedata.normalize("NFKD", composed)
    return name_key("".join(each for each in letters if not unicodedata.combining(each)))


def overlap(
    start: date | None, end: date | None, other_start: date | None, other_end: date | None
) -> bool:
    """Whether two periods share a day; an open end counts as unlimited.

    >>> overlap(date(2024, 1, 1), date(2024, 6, 30), date(2024, 6, 30), date(2024, 12, 31))
    True
    """
    return (start or date.min) <= (other_end or date.max) and (other_start or date.min) <= (
        end or date.max
    )


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9\u00df-\uffff]", "", text.translate(FOLDED))
