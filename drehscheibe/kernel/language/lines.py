"""Names and other short texts on one line."""

import re
import unicodedata

UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
"""Control characters, line breaks and marks that turn the direction of writing (attack 35)."""


def one_line(text: str) -> str:
    r"""The text in one Unicode form (NFC, DIN 91379), without what cannot be seen.

    Joiners stay: names in Persian and other scripts need them.

    >>> one_line("  Ay\u0308la\nBrunnen \u202eevil ")
    'Aÿla Brunnen evil'
    """
    return " ".join(UNSEEN.sub(" ", unicodedata.normalize("NFC", text)).split())
