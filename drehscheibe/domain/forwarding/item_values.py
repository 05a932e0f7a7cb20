"""Inputs of an item: read from what people type, kept as JSON, written back.

A field's id is `items-<number>-<name>`; findings point to the same id.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from drehscheibe.domain.forwarding.programme import FieldKind, Item, ItemField
from drehscheibe.kernel.language.amounts import (
    AmountRefused,
    amount_input,
    german_number,
    parse_amount,
)
from drehscheibe.kernel.tables.numbers import NumberRefused, read_number

LONGEST_TEXT = {FieldKind.TEXT: 200, FieldKind.LONG_TEXT: 4000}
YES = {"on", "ja", "true", "1"}


class ValueRefused(ValueError):
    """What was typed cannot be read; the message is German and says how to write it."""


def read_value(field: ItemField, typed: str) -> Any:  # the kind decides the type
    """The value a person meant; None when nothing was typed. Raises `ValueRefused`.

    >>> months = ItemField("months", FieldKind.WHOLE, "Monate", "", True, Decimal(1), Decimal(12))
    >>> read_value(months, " 10 "), read_value(months, "")
    (10, None)
    >>> read_value(months, "13")
    Traceback (most recent call last):
        ...
    drehscheibe.domain.forwarding.item_values.ValueRefused: „Monate“: Tragen Sie höchstens 12 ein.
    """
    text = typed.strip()
    if field.kind is FieldKind.FLAG:
        return text.casefold() in YES
    if not text:
        return None
    value = _READERS[field.kind](field, text)
    if isinstance(value, int | Decimal):
        _refuse_out_of_bounds(field, Decimal(value))
    return value


def stored_value(value: Any) -> Any:
    """A value as JSON keeps it: decimals as text."""
    return str(value) if isinstance(value, Decimal) else value


def known_values(item: Item, stored: Mapping[str, Any]) -> dict[str, Any]:
    """What JSON kept, typed again; unknown and unreadable entries are left out."""
    values: dict[str, Any] = {}
    for field in item.fields:
        raw = stored.get(field.name)
        if raw in (None, ""):
            continue
        if field.kind in {FieldKind.NUMBER, FieldKind.MONEY}:
            values[field.name] = Decimal(str(raw))
        elif field.kind is FieldKind.WHOLE:
            values[field.name] = int(raw)
        else:
            values[field.name] = raw
    return values


def shown_value(field: ItemField, value: Any) -> str:
    """A value as its input shows it; `read_value` reads it back."""
    if value in (None, ""):
        return ""
    if field.kind is FieldKind.MONEY:
        return amount_input(Decimal(str(value)))
    if field.kind is FieldKind.NUMBER:
        return german_number(Decimal(str(value)))
    if field.kind is FieldKind.FLAG:
        return "ja" if value else ""
    return str(value)


def _whole(field: ItemField, text: str) -> int:
    number = _number(field, text)
    if number != number.to_integral_value():
        raise ValueRefused(f"„{field.label}“: Tragen Sie eine ganze Zahl ein, zum Beispiel 3.")
    return int(number)


def _number(field: ItemField, text: str) -> Decimal:
    try:
        number = read_number(text)
    except NumberRefused as error:
        raise ValueRefused(f"„{field.label}“: {error}") from error
    if number < 0:
        raise ValueRefused(f"„{field.label}“: Tragen Sie eine Zahl ohne Minus ein.")
    return number


def _money(field: ItemField, text: str) -> Decimal:
    try:
        return parse_amount(text)
    except AmountRefused as error:
        raise ValueRefused(f"„{field.label}“: {error}") from error


def _text(field: ItemField, text: str) -> str:
    longest = LONGEST_TEXT[field.kind]
    if len(text) > longest:
        raise ValueRefused(
            f"„{field.label}“: Der Text hat {len(text)} Zeichen; möglich sind {longest}."
        )
    return text


def _choice(field: ItemField, text: str) -> str:
    if text not in dict(field.choices):
        raise ValueRefused(f"„{field.label}“: Bitte einen der Einträge wählen.")
    return text


_READERS: Mapping[FieldKind, Callable[[ItemField, str], Any]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _text,
    FieldKind.WHOLE: _whole,
    FieldKind.NUMBER: _number,
    FieldKind.MONEY: _money,
    FieldKind.CHOICE: _choice,
}


def _refuse_out_of_bounds(field: ItemField, value: Decimal) -> None:
    if field.minimum is not None and value < field.minimum:
        raise ValueRefused(
            f"„{field.label}“: Tragen Sie mindestens {german_number(field.minimum)} ein."
        )
    if field.maximum is not None and value > field.maximum:
        raise ValueRefused(
            f"„{field.label}“: Tragen Sie höchstens {german_number(field.maximum)} ein."
        )
