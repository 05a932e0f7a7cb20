"""Letters a bank's file may hold (EPC217-08): Latin, digits and a few marks."""

import re

LONGEST_NAME = 70
LONGEST_PURPOSE = 140
WORDS = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS",
        "&": "+", "€": "EUR", "§": "Par.", "@": "(at)", "_": "-", "–": "-", "—": "-",
        "„": "'", "“": "'", "”": "'", "’": "'", '"': "'", ";": ",", "*": ".", "#": ".", "%": ".",
    }
)  # fmt: skip
OTHER = re.compile(r"[^A-Za-z0-9/?:().,'+ -]")


def sepa_text(text: str) -> str:
    """The text in the letters every bank in SEPA takes, readable and the same every time.

    >>> sepa_text("Ağır & Söhne  e.V. – „Straße“")
    "Agir + Soehne e.V. - 'Strasse'"

    A slash neither begins nor ends it nor stands twice (EPC rule on references).

    >>> sepa_text("//2026//12/")
    '2026/12'
    """
    plain = text.translate(WORDS)
    if not plain.isascii():
        from text_unidecode import unidecode  # a table of all scripts; most texts need none

        plain = unidecode(plain)
    plain = OTHER.sub(" ", plain)
    plain = re.sub(r"/{2,}", "/", " ".join(plain.split()))
    return plain.strip("/ ")
