"""A wording as people type it: texts, up to three places, hours like „9–12, 14–16:30“.

Two doors ask for it, the centre's and that of the actor's own people, so what may be typed and what
is answered stands here. A field has the name `place-1-street`, an hour of a day `place-1-day-3`.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator

from drehscheibe.domain.directory.models import ActorPlace
from drehscheibe.domain.directory.refusals import DirectoryRefused
from drehscheibe.domain.directory.wording import Opening, Place, Wording, refuse_incomplete
from drehscheibe.kernel.language.days import DayRefused, german_day, parse_day
from drehscheibe.kernel.language.tongues import tongue

PLACES = range(1, 4)
WEEK = range(1, 8)
CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr)?"
SPAN = re.compile(rf"{CLOCK}\s*(?:-|–|—|bis)\s*{CLOCK}(.*)", re.IGNORECASE)
WITHOUT = re.compile(r"\b(?:ohne|keine?|nicht)\b")
"""„Ohne Termin“ is the opposite of „mit Termin“."""
BESIDES = re.compile(r"\b(?:oder|auch|sowie|ausser|bzw|jeden?|\d+)\b")
"""„9–12 oder nach Termin“ is open without one, too: not what „mit Termin“ would say."""
HOURS = "Bitte schreiben Sie Zeiten so: 9:00–12:00, 14:00–16:30. Geschlossen bleibt leer."
STEPS = {"": None, "1": True, "0": False}


@dataclass(frozen=True)
class Field:
    """One line of the form: how long it may be, and which words choose a value."""

    name: str
    label: str
    longest: int
    choices: tuple[tuple[str, str], ...] = ()
    lines: int = 1


TEXTS = (
    Field("name", "Name der Organisation", 200),
    Field("short_name", "Kurzname", 60),
    Field("description", "Was die Organisation tut", 2000, lines=5),
    Field("phone", "Telefon", 40),
    Field("email", "E-Mail", 254),
    Field("website", "Internetseite", 300),
)
OF_PLACE = (
    Field("kind", "Art", 10, tuple(ActorPlace.Kind.choices)),
    Field("street", "Straße und Hausnummer", 150),
    Field("postcode", "Postleitzahl", 5),
    Field("town", "Ort", 80),
    Field("step_free", "Stufenlos erreichbar", 1, (("", "unbekannt"), ("1", "ja"), ("0", "nein"))),
    Field("note", "Hinweis zum Weg", 200),
    Field("valid_from", "Gültig von", 10),
    Field("valid_to", "Gültig bis", 10),
    Field("day-1", "Montag", 80),
    Field("day-2", "Dienstag", 80),
    Field("day-3", "Mittwoch", 80),
    Field("day-4", "Donnerstag", 80),
    Field("day-5", "Freitag", 80),
    Field("day-6", "Samstag", 80),
    Field("day-7", "Sonntag", 80),
)


def place_fields(number: int) -> list[Field]:
    """The fields of one place."""
    return [replace(each, name=f"place-{number}-{each.name}") for each in OF_PLACE]


def typed_wording(
    text: Callable[[str], str], languages: Sequence[str], *, before: Wording | None = None
) -> tuple[Wording, dict[str, str]]:
    """What was typed, and what is wrong with it by field; with anything wrong it cannot stand.

    `text` gives a field's text. Coordinates stay with an address that did not change (`before`).
    """
    wrong: dict[str, str] = {}
    texts = {each.name: read_text(each, text(each.name), wrong) for each in TEXTS}
    _check_ways(texts, wrong)
    places = tuple(
        _located(place, before)
        for number in PLACES
        if (place := _place(number, text, wrong)) is not None
    )
    known = tuple(dict.fromkeys(each for each in languages[:40] if len(each) < 20 and tongue(each)))
    wording = Wording(**texts, languages=known, places=places, services=())
    if not wrong:
        try:
            refuse_incomplete(wording)
        except DirectoryRefused as refusal:
            wrong[_field_of(refusal.field)] = str(refusal)
    return wording, wrong


def texts_of(wording: Wording) -> dict[str, str]:
    """A wording as its fields show it."""
    found = {each.name: str(getattr(wording, each.name)) for each in TEXTS}
    for number, place in zip(PLACES, wording.places, strict=False):
        said: dict[str, str] = {
            "kind": place.kind, "street": place.street, "postcode": place.postcode,
            "town": place.town, "note": place.note,
            "step_free": {None: "", True: "1", False: "0"}[place.step_free],
            "valid_from": german_day(place.valid_from) if place.valid_from else "",
            "valid_to": german_day(place.valid_to) if place.valid_to else "",
        }  # fmt: skip
        said |= {f"day-{day}": hours_typed(place.openings, day) for day in WEEK}
        found |= {f"place-{number}-{name}": value for name, value in said.items()}
    return found


def hours_typed(openings: Iterable[Opening], day: int) -> str:
    """„09:00–12:00, 14:00–16:00 mit Termin“."""
    rows = sorted((each for each in openings if each.weekday == day), key=lambda one: one.opens)
    return ", ".join(
        f"{each.opens:%H:%M}–{each.closes:%H:%M}{' mit Termin' if each.by_appointment else ''}"
        for each in rows
    )


def read_hours(text: str, day: int) -> list[Opening]:
    """The blocks of a day; raises `DirectoryRefused`.

    >>> [str(each.closes) for each in read_hours("9-12, 14.30 bis 16 Uhr mit Termin", 1)]
    ['12:00:00', '16:00:00']
    >>> [each.by_appointment for each in read_hours("9-12 mit Termin, 14-16 ohne Termin", 1)]
    [True, False]
    """
    found = []
    for part in filter(None, (each.strip() for each in re.split(r"[,;]|\bund\b", text))):
        match = SPAN.fullmatch(part)
        rest = match[5].strip(" ()").casefold() if match else ""
        if match is None or (rest and "termin" not in rest) or BESIDES.search(rest):
            raise DirectoryRefused(HOURS)
        try:
            opens, closes = _clock(match[1], match[2]), _clock(match[3], match[4])
        except ValueError:
            raise DirectoryRefused(HOURS) from None
        if closes <= opens:
            raise DirectoryRefused("Eine Öffnungszeit endet vor ihrem Beginn.")
        found.append(Opening(day, opens, closes, bool(rest) and not WITHOUT.search(rest)))
    if len(found) > 2:
        raise DirectoryRefused("Je Tag sind zwei Öffnungszeiten möglich.")
    if len(found) == 2 and min(found, key=_opens).closes > max(found, key=_opens).opens:
        raise DirectoryRefused("Zwei Öffnungszeiten überschneiden sich.")
    return found


def _opens(opening: Opening) -> time:
    return opening.opens


def _clock(hour: str, minute: str | None) -> time:
    return time(23, 59) if int(hour) == 24 else time(int(hour), int(minute or 0))


def read_text(field: Field, text: str, wrong: dict[str, str]) -> str:
    """What was typed in a field, in plain characters; too long is noted in `wrong`."""
    plain = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if len(plain) > field.longest:
        wrong[field.name] = f"Bitte höchstens {field.longest} Zeichen."
    return plain


def _check_ways(texts: Mapping[str, str], wrong: dict[str, str]) -> None:
    if texts["phone"] and sum(each.isdigit() for each in texts["phone"]) < 3:
        wrong.setdefault("phone", "Bitte schreiben Sie eine Telefonnummer.")
    checks: tuple[tuple[str, Any, str], ...] = (
        ("email", EmailValidator(), "Bitte prüfen Sie die E-Mail-Adresse."),
        ("website", URLValidator(["http", "https"]), "Eine Adresse beginnt mit https://."),
    )
    for name, check, message in checks:
        try:
            if texts[name]:
                check(texts[name])
        except ValidationError:
            wrong.setdefault(name, message)


def _place(number: int, text: Callable[[str], str], wrong: dict[str, str]) -> Place | None:
    """One place; None where nothing but its kind was typed."""
    fields = place_fields(number)
    told = {each.name: read_text(each, text(each.name), wrong) for each in fields}
    said = {name.split("-", 2)[2]: value for name, value in told.items()}
    if not any(value for name, value in said.items() if name not in ("kind", "step_free")):
        return None
    start = f"place-{number}-"
    if not said["town"]:
        wrong[f"{start}town"] = "Bitte nennen Sie den Ort."
    if said["postcode"] and not re.fullmatch("[0-9]{5}", said["postcode"]):
        wrong[f"{start}postcode"] = "Eine Postleitzahl hat fünf Ziffern."
    days = {name: _day(f"{start}{name}", said[name], wrong) for name in ("valid_from", "valid_to")}
    if days["valid_from"] and days["valid_to"] and days["valid_to"] < days["valid_from"]:
        wrong[f"{start}valid_to"] = "Das Ende der Gültigkeit liegt vor ihrem Beginn."
    openings: list[Opening] = []
    for day in WEEK:
        try:
            openings += read_hours(said[f"day-{day}"], day)
        except DirectoryRefused as refusal:
            wrong[f"{start}day-{day}"] = str(refusal)
    return Place(
        kind=said["kind"] if said["kind"] in ActorPlace.Kind.values else ActorPlace.Kind.VISIT,
        street=said["street"], postcode=said["postcode"], town=said["town"], note=said["note"],
        step_free=STEPS.get(said["step_free"]), openings=tuple(openings),
        valid_from=days["valid_from"], valid_to=days["valid_to"],
    )  # fmt: skip


def _day(name: str, text: str, wrong: dict[str, str]) -> date | None:
    try:
        return parse_day(text) if text else None
    except DayRefused as refusal:
        wrong[name] = str(refusal)
        return None


def _located(place: Place, before: Wording | None) -> Place:
    """The place with the coordinates and municipality it had, where the address is the same."""
    address = (place.street, place.postcode, place.town)
    for each in before.places if before else ():
        if (each.street, each.postcode, each.town) == address:
            return replace(
                place, latitude=each.latitude, longitude=each.longitude,
                municipality=each.municipality,
            )  # fmt: skip
    return place


def _field_of(name: str) -> str:
    return name if name == "name" else "place-1-town"
