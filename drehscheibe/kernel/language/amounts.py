"""Amounts of money as people in Germany write them: read, refuse, ask back, show.

Amounts are euro as `Decimal` with at most two places. Shown amounts carry a
no-break space before the sign, so that "57.000 €" never breaks in two.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
LARGEST = Decimal(100_000_000)
"""No single entry of this platform is larger; more is a slip of the keys."""

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

_MARKS = str.maketrans(",.", ".,")
_CURRENCY = re.compile(r"(?:€|EUR|Euro)", re.IGNORECASE)
_NO_CENTS = re.compile(r"[.,](?:-{1,2}|–|—)$")
_SPACES = re.compile(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]+")
_SPACED_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}( [0-9]{3})+(,[0-9]{1,2})?")

_PLAIN = re.compile(r"[0-9]+")
_COMMA_CENTS = re.compile(r"[0-9]+,[0-9]{1,2}")
_POINT_CENTS = re.compile(r"[0-9]+\.[0-9]{1,2}")
_GERMAN = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]{1,2})?")
_ENGLISH = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]{1,2})?")


class AmountRefused(ValueError):
    """The text is no amount; the message is German and says what to enter instead."""


class AmbiguousAmount(AmountRefused):
    """The text can be meant in two ways; `readings` lets the form ask which one."""

    def __init__(self, readings: tuple[Decimal, ...]) -> None:
        self.readings = readings
        choices = " oder ".join(euro(reading) for reading in readings)
        super().__init__(
            f"Meinten Sie {choices}? Schreiben Sie den Betrag mit Komma vor den Cent, "
            "zum Beispiel 1.234,56."
        )


def parse_amount(text: str) -> Decimal:
    """Read euro as typed: German, or plain with a decimal point.

    >>> [str(parse_amount(text)) for text in ("1.234,56", "1234,56", "1234.56", "57.000 €")]
    ['1234.56', '1234.56', '1234.56', '57000.00']

    A comma between thousands is the English way and may be a slip: it is asked about.

    >>> parse_amount("57,000")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    AmbiguousAmount: Meinten Sie 57.000,00 € oder 57,00 €?

    Raises `AmbiguousAmount`, else `AmountRefused` for what is no amount, negative,
    finer than a cent or above 100 million euro.
    """
    typed = _bare(text)
    if not typed:
        raise AmountRefused("Geben Sie einen Betrag in Euro ein, zum Beispiel 1.234,56.")
    if typed[0] in "-−–(":
        raise AmountRefused("Der Betrag darf nicht negativ sein. Geben Sie ihn ohne Minus ein.")
    if _ENGLISH.fullmatch(typed):
        raise AmbiguousAmount(_readings(typed))
    return _within_reason(_number(typed))


def _bare(text: str) -> str:
    """The digits and separators, without currency, spaces and ",-" for "no cents"."""
    typed = _SPACES.sub(" ", _CURRENCY.sub("", text)).strip()
    if _SPACED_THOUSANDS.fullmatch(typed):
        return typed.replace(" ", "")
    return _NO_CENTS.sub("", typed)


def _number(typed: str) -> Decimal:
    if _GERMAN.fullmatch(typed):
        return Decimal(typed.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(typed) or _COMMA_CENTS.fullmatch(typed) or _POINT_CENTS.fullmatch(typed):
        return Decimal(typed.replace(",", "."))
    if re.fullmatch(r"[0-9.]*[0-9],[0-9]{3,}|[0-9]+\.[0-9]{3,}", typed):
        raise AmountRefused("Geben Sie höchstens zwei Stellen für die Cent an, zum Beispiel 12,34.")
    raise AmountRefused(
        f"„{typed[:40]}“ ist kein Betrag. Geben Sie ihn in Euro ein, zum Beispiel 1.234,56."
    )


def _readings(typed: str) -> tuple[Decimal, ...]:
    """English thousands, and the German reading with cents after the first comma."""
    whole, _, rest = typed.partition(",")
    english = Decimal(typed.replace(",", ""))
    german = Decimal(f"{whole}.{rest[:2]}")
    return tuple(_within_reason(reading) for reading in (english, german))


def _within_reason(amount: Decimal) -> Decimal:
    if amount > LARGEST:
        raise AmountRefused(
            f"Der Betrag ist höher als {euro_short(LARGEST)}. Prüfen Sie die Zahl der Stellen."
        )
    return amount.quantize(CENT)


def euro(amount: Decimal) -> str:
    """The amount with cents, rounded half up for the eye.

    >>> euro(Decimal("42945.205")).replace(NO_BREAK_SPACE, " ")
    '42.945,21 €'
    """
    return f"{_grouped(amount.quantize(CENT, ROUND_HALF_UP), places=2)}{NO_BREAK_SPACE}€"


def euro_short(amount: Decimal) -> str:
    """The amount without cents where there are none, for running text.

    >>> euro_short(Decimal(57000)).replace(NO_BREAK_SPACE, " ")
    '57.000 €'
    """
    if amount != amount.to_integral_value():
        return euro(amount)
    return f"{_grouped(amount, places=0)}{NO_BREAK_SPACE}€"


def amount_input(amount: Decimal) -> str:
    """The amount as a form field shows it; `parse_amount` reads it back.

    >>> amount_input(Decimal("1234.5"))
    '1234,50'
    """
    return f"{amount.quantize(CENT, ROUND_HALF_UP):f}".replace(".", ",")


def german_number(number: Decimal) -> str:
    """A number as short as it is exact, with a decimal comma.

    >>> german_number(Decimal("6.50")), german_number(Decimal("1.0"))
    ('6,5', '1')
    """
    text = f"{number:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return _german_marks(text)


def _grouped(number: Decimal, *, places: int) -> str:
    return _german_marks(f"{number:,.{places}f}")


def _german_marks(text: str) -> str:
    return text.translate(_MARKS)
