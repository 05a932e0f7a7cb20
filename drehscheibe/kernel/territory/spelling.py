"""How people write places, folded so that Köln, Koeln and Koln meet."""

import re
import unicodedata

LONGEST = 100
"""Signs of what readers type."""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NOT_LETTERS = re.compile(r"[\W_]+")
_SHORT_WORDS = ((re.compile(r"\bst\b"), "sankt"), (re.compile(r"\ba d\b"), "an der"))
_RIVER_OR_REGION = re.compile(r" (?:an der|am|im|in|ob der|v\. d\.) |[(/,]")
_DISTRICT_WORD = re.compile(r"^(?:Kreis|Städteregion) |[ -]?kreis$", re.IGNORECASE)


def fold(text: str) -> str:
    """Lower case, umlauts as vowel + e, everything but letters and digits one space.

    >>> fold("  Bad-Oeynhausen "), fold("Mülheim a. d. Ruhr"), fold("St. Augustin")
    ('bad oeynhausen', 'muelheim an der ruhr', 'sankt augustin')
    """
    return _plain(_lowered(text).translate(_UMLAUTS))


def fold_plain(text: str) -> str:
    """As `fold`, but umlauts lose their dots, as on a keyboard without them.

    >>> fold_plain("Köln")
    'koln'
    """
    return _plain(_lowered(text))


def spellings(name: str) -> set[str]:
    """All folded ways to write a place, with and without its river or region.

    >>> sorted(spellings("Mülheim an der Ruhr"))
    ['muelheim', 'muelheim an der ruhr', 'muelheim ruhr', 'mulheim', 'mulheim an der ruhr',
    'mulheim ruhr']
    """
    return _both(name, _RIVER_OR_REGION.sub(" ", name), _RIVER_OR_REGION.split(name)[0])


def district_spellings(name: str) -> set[str]:
    """All folded ways to write a district: with and without the word Kreis.

    >>> sorted(district_spellings("Kreis Lippe")), sorted(district_spellings("Rhein-Erft-Kreis"))
    (['kreis lippe', 'lippe'], ['kreis rhein erft', 'rhein erft', 'rhein erft kreis'])
    """
    bare = _DISTRICT_WORD.sub("", name)
    kreis = () if name.startswith("Städteregion") else (f"Kreis {bare}",)
    return _both(name, bare, *kreis)


def parts_of(key: str) -> set[str]:
    """Runs of words inside a folded text, the whole left out: a place may hide in an address.

    >>> sorted(parts_of("50667 koeln porz"))
    ['50667', '50667 koeln', 'koeln', 'koeln porz', 'porz']
    """
    words = key.split()[:8]
    runs = {
        " ".join(words[first:last])
        for first in range(len(words))
        for last in range(first + 1, len(words) + 1)
    }
    return {run for run in runs - {key} if len(run) > 2}


def sort_key(name: str) -> str:
    """The German dictionary order (DIN 5007, variant 2), the same on every server.

    >>> sorted(["Zülpich", "Äpfel", "Aachen"], key=sort_key)
    ['Aachen', 'Äpfel', 'Zülpich']
    """
    return fold(name)


def western_digits(text: str) -> str:
    """Digits of any script as 0 to 9, so that a postcode may be typed on any keyboard.

    >>> western_digits("٥٠٦٦٧")
    '50667'
    """
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def typed_line(text: str) -> str:
    """One line without signs that cannot be printed, digits as 0 to 9, cut at LONGEST.

    >>> typed_line(" Unna\\n ")
    'Unna'
    """
    line = "".join(sign for sign in text[: 2 * LONGEST] if sign.isprintable())
    return western_digits(line.strip()[:LONGEST])


def _both(*names: str) -> set[str]:
    return {fold(name) for name in names} | {fold_plain(name) for name in names}


def _lowered(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    bare = "".join(sign for sign in parts if not unicodedata.combining(sign))
    words = _NOT_LETTERS.sub(" ", bare).strip()
    for short, long in _SHORT_WORDS:
        words = short.sub(long, words)
    return words
