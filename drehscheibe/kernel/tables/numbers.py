"""Numbers in tables: signed, with any decimals, written the German or the English way.

Amounts typed into a form are stricter (`kernel.language.amounts`): never negative, always asked
about when they look English. A table comes from a program, where `1,234.56` is a setting.
"""

import re
from decimal import Decimal

LONGEST = 30
NOISE = re.compile(r"[\s\u00a0\u2007\u2009\u202f]|€|EUR", re.IGNORECASE)
PLAIN = re.compile(r"[0-9]+")
THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
DECIMAL = re.compile(r"([0-9]+)([.,])([0-9]+)")
BOTH = re.compile(r"([1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\2[0-9]{3})*)(?!\2)[.,]([0-9]+)")


class NumberRefused(ValueError):
    """The text is no number, or could mean two; the message says what to write instead."""


def read_number(text: str, *, places: int = 2) -> Decimal:
    """The number a person meant; with more than `places` decimals it is refused.

    >>> [str(read_number(t)) for t in ("1.234,56", "1234.56", "1,234.56", "1.234", "57.000,00 €")]
    ['1234.56', '1234.56', '1234.56', '1234', '57000.00']
    >>> read_number("1,234")
    Traceback (most recent call last):
        ...
    drehscheibe.kernel.tables.numbers.NumberRefused: „1,234“ ist mehrdeutig: Meinen Sie 1234,00
    oder 1,23? Bitte ohne Tausendertrennung schreiben.
    """
    body = NOISE.sub("", text).replace("\u2212", "-")
    sign = "-" if body.startswith("-") else ""
    body = body[1:] if body[:1] in ("-", "+") else body
    if not body or len(body) > LONGEST:
        raise NumberRefused(f"„{text.strip()[:40]}“ ist keine Zahl. Beispiel: 1234,56.")
    number = Decimal(sign + _canonical(body, text.strip(), places))
    if -int(number.as_tuple().exponent) > places:
        raise NumberRefused(f"„{text.strip()}“ hat mehr als {places} Nachkommastellen.")
    return number


def _canonical(body: str, text: str, places: int) -> str:
    """The digits with a point, or a refusal that asks back."""
    if PLAIN.fullmatch(body):
        return body
    if found := BOTH.fullmatch(body):
        return re.sub("[.,]", "", found[1]) + "." + found[3]
    if found := THOUSANDS.fullmatch(body):
        digits = re.sub("[.,]", "", body)
        if body.count(found[1]) == 1 and (found[1] == "," or places > 2):
            raise NumberRefused(_question(text, body, places))
        return digits
    if found := DECIMAL.fullmatch(body):
        return f"{found[1]}.{found[3]}"
    raise NumberRefused(f"„{text[:40]}“ ist keine Zahl. Beispiel: 1234,56.")


def _question(text: str, body: str, places: int) -> str:
    whole, rest = re.split("[.,]", body)
    zeros = f",{'0' * places}" if places else ""
    decimal = f"{whole},{rest[:places] if places < len(rest) else rest + '0'}"
    return (
        f"„{text}“ ist mehrdeutig: Meinen Sie {whole}{rest}{zeros} oder {decimal.rstrip(',')}? "
        "Bitte ohne Tausendertrennung schreiben."
    )
