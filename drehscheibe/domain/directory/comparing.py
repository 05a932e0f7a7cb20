"""What a new wording changes against the one that is shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from drehscheibe.domain.directory.hours import Hours, by_day
from drehscheibe.domain.directory.models import ActorPlace, ActorRevision
from drehscheibe.domain.directory.offering import OFFER, texts_of_offer
from drehscheibe.domain.directory.saying import offers_in
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.language.tongues import tongue

DAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
FIELDS = {
    "name": "Name", "short_name": "Kurzname", "description": "Was die Organisation tut",
    "phone": "Telefon", "email": "E-Mail", "website": "Internetseite", "languages": "Sprachen",
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """A statement before and after; one that is new has nothing before."""

    label: str
    before: str
    after: str


def changes(before: ActorRevision | None, after: ActorRevision) -> list[Change]:
    """Only what differs, field by field, places one by one in their order."""
    found = [
        Change(label, _text(before, name) if before else "", _text(after, name))
        for name, label in FIELDS.items()
    ]
    old = [place_words(each) for each in before.places.all()] if before else []
    new = [place_words(each) for each in after.places.all()]
    for number in range(max(len(old), len(new))):
        was = old[number] if number < len(old) else ""
        becomes = new[number] if number < len(new) else ""
        found.append(Change(f"Ort {number + 1}", was, becomes))
    return [each for each in found if each.before != each.after]


def offer_changes(after: ActorRevision) -> list[Change]:
    """Offers it would add, change or end, as they stand today and as they would."""
    rows = {str(each.public_id): texts_of_offer(each) for each in after.actor.services.all()}
    found = []
    for each in offers_in(after):
        now, said = rows.get(each.key), dict(each.said)
        name = (now or said)["name"]
        before = _offer_words({key: now[key] for key in said}) if now else ""
        found.append(Change(f"Angebot „{name}“", before, _offer_words(said)))
    return found


def _offer_words(texts: Mapping[str, str]) -> str:
    told = []
    for field in OFFER:
        text = texts.get(field.name, "")
        if field.name in texts and (text or len(texts) < len(OFFER)):
            told.append(f"{field.label}: {dict(field.choices).get(text, text) or 'nichts'}")
    return " · ".join(told)


def place_words(place: ActorPlace) -> str:
    """A place with its time, way, steps and hours, in one text."""
    told = [f"{place.get_kind_display()}: {place}"]
    if place.valid_from:
        told.append(f"ab {german_day(place.valid_from)}")
    if place.valid_to:
        told.append(f"bis {german_day(place.valid_to)}")
    if place.step_free is not None:
        told.append("stufenlos" if place.step_free else "mit Stufen")
    if place.note:
        told.append(place.note)
    if hours := hours_words(place):
        told.append(hours)
    return " · ".join(told)


def hours_words(place: ActorPlace) -> str:
    """„Mo 09:00–12:00, 14:00–16:00; Di 09:00–12:00 (mit Termin)“."""
    rows = [
        Hours(each.weekday, each.opens, each.closes, each.by_appointment)
        for each in place.openings.all()
    ]
    days = []
    for day, blocks in by_day(rows):
        times = ", ".join(
            f"{each.opens:%H:%M}–{each.closes:%H:%M}"
            + (" (mit Termin)" if each.by_appointment else "")
            for each in blocks
        )
        days.append(f"{DAYS[day - 1]} {times}")
    return "; ".join(days)


def _text(revision: ActorRevision, name: str) -> str:
    value = getattr(revision, name)
    return language_words(value) if isinstance(value, list) else str(value)


def language_words(tags: list[str]) -> str:
    """By their German names.

    >>> language_words(["de", "ti"])
    'Deutsch, Tigrinya'
    """
    return ", ".join(known.german_name if (known := tongue(each)) else each for each in tags)
