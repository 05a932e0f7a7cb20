"""Numbers of people, hours and events as people in Germany write them: read, refuse, ask back."""

import re
from decimal import Decimal

from drehscheibe.kernel.language.amounts import LARGEST

_SPACES = re.compile(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]+")
_GERMAN = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]{1,2})?")
_PLAIN = re.compile(r"[0-9]+([.,][0-9]{1,2})?")
_ENGLISH = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]{1,2})?")


class QuantityRefused(ValueError):
    """The text is no quantity; the message is German and says what to enter instead."""


def parse_quantity(text: str) -> Decimal:
    """Read a number from 0 on, with at most two places.

    >>> [str(parse_quantity(text)) for text in ("12", "1.234", "7,5", "7.5", "12 000")]
    ['12', '1234', '7.5', '7.5', '12000']
    >>> try:
    ...     parse_quantity("30 %")
    ... except QuantityRefused as refusal:
    ...     print(refusal)
    Prozente werden hier aus zwei Zahlen gerechnet. Geben Sie beide an, z. B. 12 von 40.

    Raises `QuantityRefused` for what is no number, negative, ambiguous, too fine or too large.
    """
    typed = _SPACES.sub("", text)
    if not typed:
        raise QuantityRefused("Geben Sie eine Zahl ein, zum Beispiel 12 oder 7,5.")
    if typed.endswith("%"):
        raise QuantityRefused(
            "Prozente werden hier aus zwei Zahlen gerechnet. Geben Sie beide an, z. B. 12 von 40."
        )
    if typed[0] in "-−–(":
        raise QuantityRefused("Die Zahl darf nicht negativ sein. Geben Sie sie ohne Minus ein.")
    if _ENGLISH.fullmatch(typed):
        whole = typed.partition(".")[0].replace(",", ".")
        raise QuantityRefused(
            f"Meinten Sie {whole}? Schreiben Sie Tausender mit Punkt und Nachkommastellen mit "
            "Komma, zum Beispiel 1.234,5."
        )
    if _GERMAN.fullmatch(typed):
        return _within_reason(Decimal(typed.replace(".", "").replace(",", ".")))
    if _PLAIN.fullmatch(typed):
        return _within_reason(Decimal(typed.replace(",", ".")))
    raise QuantityRefused(
        f"„{text.strip()[:40]}“ ist keine Zahl. Geben Sie sie so ein: 12 oder 1.234,5."
    )


def _within_reason(number: Decimal) -> Decimal:
    if number > LARGEST:
        raise QuantityRefused("Diese Zahl ist zu groß. Bitte prüfen Sie die Eingabe.")
    return number
