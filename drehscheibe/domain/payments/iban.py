"""Account numbers: normalised, checked, and refused in German for what is wrong with them."""

import re
import unicodedata

BLANKS = re.compile(r"[\s.\-\u00ad\u200b-\u200f\u2060\ufeff]+")
STRUCTURE = re.compile(r"([0-9]+)!([nac])")
GROUP = 4
EEA = re.compile(
    "AT|BE|BG|HR|CY|CZ|DE|DK|EE|ES|FI|FR|GR|HU|IE|IS|IT|LI|LT|LU|LV|MT|NL|NO|PL|PT|RO|SE|SI|SK"
)
BEYOND = re.compile("AD|AL|CH|GB|GI|MC|MD|ME|MK|RS|SM|VA")
"""In SEPA but outside the EEA: the receiver's bank must be named (EPC409-09)."""


class IbanRefused(ValueError):
    """The text is no number we can pay to; the message is German and says what to check."""


def parse_iban(text: str) -> str:
    """The number without blanks, in capitals, checked digit by digit.

    >>> parse_iban("de89 3704 0044 0532 0130 00")
    'DE89370400440532013000'
    >>> parse_iban("DE88 3704 0044 0532 0130 00")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    IbanRefused: Die Prüfziffern der IBAN passen nicht: Vermutlich ist eine Stelle vertippt.

    Raises `IbanRefused`.
    """
    number = BLANKS.sub("", unicodedata.normalize("NFKC", text)).upper()
    number = number.removeprefix("IBAN").lstrip(":")
    _refuse_wrong_signs(number)
    _refuse_wrong_country(number)
    _refuse_wrong_shape(number)
    from stdnum import iban  # loads a table of all countries; few requests need it
    from stdnum.exceptions import ValidationError

    try:
        return str(iban.validate(number))
    except ValidationError:
        raise IbanRefused(
            "Die Prüfziffern der IBAN passen nicht: Vermutlich ist eine Stelle vertippt. "
            "Bitte vergleichen Sie sie Zeichen für Zeichen."
        ) from None


def parse_bic(text: str, *, iban: str) -> str:
    """The bank's code in capitals; empty where the number alone is enough. Raises `IbanRefused`.

    >>> parse_bic("", iban="DE89370400440532013000"), parse_bic("cobadeff", iban="DE89")
    ('', 'COBADEFF')
    """
    from stdnum import bic
    from stdnum.exceptions import ValidationError

    typed = BLANKS.sub("", text).upper()
    if not typed:
        if BEYOND.match(iban):
            raise IbanRefused("Für Konten außerhalb des EWR verlangt die Bank auch die BIC.")
        return ""
    try:
        return str(bic.validate(typed))
    except ValidationError:
        raise IbanRefused(
            "Die BIC hat 8 oder 11 Stellen und beginnt mit vier Buchstaben der Bank und dem Land, "
            "zum Beispiel MUSTDE33XXX."
        ) from None


def grouped(number: str) -> str:
    """In groups of four, as it is read aloud.

    >>> grouped("DE89370400440532013000")
    'DE89 3704 0044 0532 0130 00'
    """
    return " ".join(number[at : at + GROUP] for at in range(0, len(number), GROUP))


def _refuse_wrong_signs(number: str) -> None:
    if not number:
        raise IbanRefused("Geben Sie die IBAN ein. In Deutschland hat sie 22 Stellen.")
    strange = sorted({sign for sign in number if not (sign.isascii() and sign.isalnum())})
    if strange:
        raise IbanRefused(
            f"Eine IBAN besteht nur aus Buchstaben und Ziffern; „{strange[0]}“ gehört nicht hinein."
        )
    if not re.match(r"[A-Z]{2}[0-9]{2}", number):
        raise IbanRefused(
            "Eine IBAN beginnt mit zwei Buchstaben für das Land und zwei Prüfziffern, "
            "zum Beispiel DE89."
        )


def _refuse_wrong_country(number: str) -> None:
    country = number[:2]
    if not _structure(country):
        raise IbanRefused(
            f"Das Land „{country}“ gibt es in keiner IBAN. Deutsche Nummern beginnen mit DE."
        )
    if not (EEA.match(country) or BEYOND.match(country)):
        raise IbanRefused(
            f"Das Land „{country}“ nimmt nicht am SEPA-Zahlungsverkehr teil. "
            "Bitte geben Sie ein Konto im SEPA-Raum an."
        )


def _refuse_wrong_shape(number: str) -> None:
    country, parts = number[:2], _structure(number[:2])
    wanted = GROUP + sum(int(length) for length, _ in parts)
    if len(number) != wanted:
        more = "zu viel" if len(number) > wanted else "zu wenig"
        raise IbanRefused(
            f"Eine IBAN aus {country} hat {wanted} Stellen, hier sind es {len(number)} – "
            f"{abs(len(number) - wanted)} {more}."
        )
    signs = {"n": "[0-9]", "a": "[A-Z]", "c": "[A-Z0-9]"}
    shape = "".join(f"{signs[kind]}{{{length}}}" for length, kind in parts)
    if not re.fullmatch(shape, number[GROUP:]):
        raise IbanRefused(
            f"In einer IBAN aus {country} steht hier eine Ziffer, wo ein Buchstabe steht, oder "
            "umgekehrt. Oft ist der Buchstabe O statt der Null getippt."
        )


def _structure(country: str) -> list[tuple[str, str]]:
    """Lengths and kinds of the signs after the check digits; empty for an unknown country."""
    from stdnum import numdb

    known = numdb.get("iban").info(country)
    return STRUCTURE.findall(known[0][1].get("bban", ""))
