"""What people type and what is written, folded so that both meet in every script."""

import re
import unicodedata
from functools import lru_cache

LONGEST = 200
"""Characters of a question that are read; nobody types more by hand."""
MOST_WORDS = 8

FOLDING = 2
"""Counts the changes of what follows: documents folded before are folded anew."""
_LETTERS = str.maketrans({
    "ß": "ss", "ı": "i", "æ": "a", "œ": "o", "ø": "o", "ł": "l",
    "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ە": "ه", "ة": "ه", "ہ": "ه",
    "ٱ": "ا", "ـ": None, "ʼ": " ", "ʻ": " ",
})  # fmt: skip
_VOWEL_AND_E = re.compile("([aou])e")


def fold(text: str) -> str:
    """Lower case, no marks on letters, one letter for its variants, words parted by one space.

    Umlauts meet their spelling with e and the bare vowel; Persian letters meet the Arabic ones;
    characters that only steer the direction of writing fall away, broken ones part words.

    >>> fold("Ausländeramt KÖLN"), fold("Auslaenderamt Koeln"), fold("auslanderamt koln")
    ('auslanderamt koln', 'auslanderamt koln', 'auslanderamt koln')
    >>> fold("آموزش زبان آلمانی") == fold("اموزش زبان الماني"), fold("İŞ kurumu")
    (True, 'is kurumu')

    The apostrophe of Ukrainian parts words like every other, though Unicode calls it a letter.

    >>> fold("сім\u02bcя"), fold("сім'я"), fold("сім’я")
    ('сім я', 'сім я', 'сім я')
    """
    lowered = unicodedata.normalize("NFKD", text.replace("İ", "i")).lower()
    plain = "".join(map(_character, lowered.translate(_LETTERS)))
    return " ".join(_VOWEL_AND_E.sub(r"\1", plain).split())


@lru_cache(maxsize=30_000)
def fold_word(word: str) -> tuple[str, ...]:
    """What a written word folds into; texts use the same words again and again."""
    return tuple(fold(word).split())


def words_of(question: str) -> list[str]:
    """The folded words of a question, each once, at most eight.

    >>> words_of("Wohnung, Wohnung\\x00 \\u202esuchen!")
    ['wohnung', 'suchen']
    """
    return list(dict.fromkeys(fold(question[:LONGEST]).split()))[:MOST_WORDS]


def _character(one: str) -> str:
    """A letter or a digit as it is; marks and signs of direction nothing; the rest a space."""
    kind = unicodedata.category(one)
    if kind == "Nd":
        return str(unicodedata.decimal(one))
    if kind.startswith("L"):
        return one
    return "" if kind in {"Mn", "Me", "Cf"} else " "
