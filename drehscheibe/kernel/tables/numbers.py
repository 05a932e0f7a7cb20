"""Numbers as people in Germany write them: read forgivingly, written by DIN 5008."""

import re
from decimal import ROUND_HALF_UP, Decimal

LONGEST = 30
CENT = Decimal("0.01")
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


def amount_text(amount: Decimal) -> str:
    """Two places, comma, thousands by point.

    >>> amount_text(Decimal("-1234567.5"))
    '-1.234.567,50'
    """
    rounded = amount.quantize(CENT, rounding=ROUND_HALF_UP)
    return f"{rounded:,.2f}".translate(str.maketrans(",.", ".,"))


def money_text(amount: Decimal) -> str:
    """An amount of euro; number and sign stay on one line.

    >>> money_text(Decimal("57000"))
    '57.000,00\\xa0€'
    """
    return f"{amount_text(amount)}\u00a0€"


def share_text(share: Decimal) -> str:
    """A share or quantity without superfluous zeros.

    >>> share_text(Decimal("0.50")), share_text(Decimal("6.00")), share_text(Decimal("100"))
    ('0,5', '6', '100')
    """
    text = f"{share:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
