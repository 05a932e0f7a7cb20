"""Takes checked values out of one guideline file and names the place of every mistake."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from drehscheibe.domain.funding.guideline import Confidence, Statement, Value

T = TypeVar("T")

VALUE_KEYS = {"value", "source", "confidence", "clause", "note"}
STATEMENT_KEYS = {"code", "text", "source", "confidence", "clause"}


class GuidelineFileError(Exception):
    """A guideline file is wrong; the message names file, place and what is expected."""

    def __init__(self, file: str, place: str, problem: str) -> None:
        super().__init__(f"{file}: {place or 'Datei'}: {problem}")


@dataclass
class Section:
    """One table of a guideline file; reading marks a key as used, `close` finds the rest."""

    file: str
    place: str
    table: Mapping[str, Any]
    sources: Mapping[str, str]
    used: set[str] = field(default_factory=set)

    def wrong(self, key: str, problem: str) -> GuidelineFileError:
        """The error for a key of this section."""
        return GuidelineFileError(self.file, ".".join(filter(None, (self.place, key))), problem)

    def take(self, key: str) -> Any:  # TOML knows its types only when read
        """The raw value of a key that must be there."""
        self.used.add(key)
        if key not in self.table:
            raise self.wrong(key, "fehlt")
        return self.table[key]

    def text(self, key: str) -> str:
        """A text that is not empty."""
        raw = self.take(key)
        if not isinstance(raw, str) or not raw.strip():
            raise self.wrong(key, "erwartet einen Text")
        return raw

    def section(self, key: str) -> "Section":
        """A table inside this one."""
        raw = self.take(key)
        if not isinstance(raw, dict):
            raise self.wrong(key, "erwartet einen Abschnitt")
        place = ".".join(filter(None, (self.place, key)))
        return Section(self.file, place, raw, self.sources)

    def sections(self, key: str) -> list["Section"]:
        """The tables of an array; none when the key is absent."""
        self.used.add(key)
        raw = self.table.get(key, [])
        if not isinstance(raw, list) or not all(isinstance(item, dict) for item in raw):
            raise self.wrong(key, "erwartet Abschnitte der Form [[…]]")
        return [
            Section(self.file, f"{key}[{number}]", item, self.sources)
            for number, item in enumerate(raw, start=1)
        ]

    def value(self, key: str, convert: Callable[[Any], T]) -> Value[T]:
        """A value with source and confidence; `convert` raises ValueError or TypeError."""
        inner = self.section(key)
        inner.refuse_keys_beyond(VALUE_KEYS)
        try:
            converted = convert(inner.take("value"))
        except (ValueError, TypeError) as error:
            raise inner.wrong("value", str(error)) from error
        clause, note = inner.table.get("clause", ""), inner.table.get("note", "")
        return Value(converted, inner.source(), inner.confidence(), clause, note)

    def source(self) -> str:
        """The key of a source that the file's [sources] explain."""
        key = self.text("source")
        if key not in self.sources:
            raise self.wrong("source", f"„{key}“ ist nicht unter [sources] erklärt")
        return key

    def confidence(self) -> Confidence:
        """How sure the value is."""
        raw = self.text("confidence")
        if raw not in set(Confidence):
            raise self.wrong("confidence", f"„{raw}“ ist keines von V, S, D, A")
        return Confidence(raw)

    def statements(self, key: str) -> tuple[Statement, ...]:
        """Sentences with their sources."""
        return tuple(inner.statement() for inner in self.sections(key))

    def statement(self) -> Statement:
        """This section as one sentence."""
        self.refuse_keys_beyond(STATEMENT_KEYS)
        return Statement(
            code=self.text("code"),
            text=self.text("text"),
            source=self.source(),
            confidence=self.confidence(),
            clause=self.table.get("clause", ""),
        )

    def refuse_keys_beyond(self, known: set[str]) -> None:
        """A misspelt key must not be overlooked in silence."""
        for key in self.table:
            if key not in known:
                raise self.wrong(key, "ist unbekannt")

    def close(self) -> None:
        """To be called when everything known is read."""
        self.refuse_keys_beyond(self.used)


def open_file(path: Path) -> Section:
    """The whole file as a section; raises `GuidelineFileError` when it is no TOML."""
    try:
        table = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GuidelineFileError(path.name, "", f"ist kein gültiges TOML: {error}") from error
    sources = table.get("sources")
    if not isinstance(sources, dict) or not sources:
        raise GuidelineFileError(path.name, "sources", "fehlt")
    return Section(path.name, "", table, sources, used={"sources"})


def as_text(raw: object) -> str:
    """A text that says something."""
    if not isinstance(raw, str) or not raw.strip():
        raise ValueError("erwartet einen Text")
    return raw


def as_flag(raw: object) -> bool:
    """true or false."""
    if not isinstance(raw, bool):
        raise TypeError("erwartet true oder false")
    return raw


def as_whole(raw: object) -> int:
    """A whole number from 0."""
    if isinstance(raw, bool) or not isinstance(raw, int) or raw < 0:
        raise ValueError("erwartet eine ganze Zahl ab 0")
    return raw


def as_number(raw: object) -> Decimal:
    """A number from 0: euro, or posts."""
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal) or raw < 0:
        raise ValueError("erwartet eine Zahl ab 0")
    return Decimal(raw)


def as_numbers(raw: object) -> tuple[Decimal, ...]:
    """A list of numbers from 0."""
    if not isinstance(raw, list):
        raise TypeError("erwartet eine Liste von Zahlen")
    return tuple(as_number(item) for item in raw)


def as_day(raw: object) -> date:
    """A day, written 2023-01-01 without quotes."""
    if type(raw) is not date:
        raise ValueError("erwartet einen Tag der Form 2023-01-01")
    return raw


def as_month_days(raw: object) -> tuple[str, ...]:
    """Days of a year, written "05-01", in calendar order."""
    if not isinstance(raw, list):
        raise TypeError('erwartet eine Liste wie ["05-01"]')
    days = [date.fromisoformat(f"2000-{item}").strftime("%m-%d") for item in raw]
    return tuple(sorted(days))
