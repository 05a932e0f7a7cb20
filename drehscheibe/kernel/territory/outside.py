"""Places people ask for that certainly lie outside North Rhine-Westphalia.

Only what is sure: five digits that begin as no postcode here does, and the names of large towns
elsewhere. Everything else stays "not found", which says the same as one hint among others.
"""

import re

from drehscheibe.kernel.territory.spelling import fold, fold_plain, western_digits

BEGINNINGS_HERE = frozenset(
    {
        *("32", "33", "34", "37", "40", "41", "42", "44", "45", "46"),
        *("47", "48", "49", "50", "51", "52", "53", "57", "58", "59"),
    }
)
"""How the main postcodes of all municipalities here begin."""

LARGE_TOWNS = (
    "Augsburg", "Berlin", "Braunschweig", "Bremen", "Bremerhaven", "Chemnitz", "Cottbus",
    "Darmstadt", "Dresden", "Emden", "Erfurt", "Erlangen", "Flensburg", "Frankfurt",
    "Frankfurt am Main", "Freiburg", "Fulda", "Fürth", "Gießen", "Göttingen", "Halle", "Hamburg",
    "Hanau", "Hannover", "Heidelberg", "Heilbronn", "Hildesheim", "Ingolstadt", "Jena",
    "Kaiserslautern", "Karlsruhe", "Kassel", "Kiel",
    "Koblenz", "Konstanz", "Leipzig", "Lübeck", "Ludwigshafen",
    "Magdeburg", "Mainz", "Mannheim", "Marburg", "München", "Nürnberg", "Offenbach", "Oldenburg",
    "Osnabrück", "Pforzheim", "Potsdam", "Regensburg", "Reutlingen", "Rostock", "Saarbrücken",
    "Salzgitter", "Schwerin", "Stuttgart", "Trier", "Ulm", "Wiesbaden", "Wolfsburg", "Würzburg",
)  # fmt: skip
_NAMES = frozenset(spelt for town in LARGE_TOWNS for spelt in (fold(town), fold_plain(town)))
_POSTCODE = re.compile(r"[0-9]{5}")


def is_outside(query: str) -> bool:
    """Whether the place asked for certainly lies in another Land.

    >>> [is_outside(text) for text in ("Hannover", "30159", "30159 Hannover", "Muenchen")]
    [True, True, True, True]
    >>> [is_outside(text) for text in ("Köln", "50667", "Xyzzy", "301", "")]
    [False, False, False, False, False]
    """
    text = western_digits(query.strip())
    if code := _POSTCODE.search(text):
        return code[0][:2] not in BEGINNINGS_HERE
    return bool({fold(text), fold_plain(text)} & _NAMES)
