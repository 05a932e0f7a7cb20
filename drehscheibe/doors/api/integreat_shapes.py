"""Regions, languages, pages, places and events in the words of Integreat's interface (v3).

Only names and shapes are theirs (docs/adr/0026); what is not known here is null, as they do it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from html import escape
from typing import Any
from zlib import crc32

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.directory.hours import Hours
from drehscheibe.domain.directory.shown import ShownActor, ShownPlace
from drehscheibe.domain.guide.further import further, placed
from drehscheibe.domain.guide.handing_out import HandedOut
from drehscheibe.domain.guide.reading import Node, Tree
from drehscheibe.domain.guide.shapes import number_of, twins
from drehscheibe.domain.qualification.models import Event, Session
from drehscheibe.kernel.calendar.moments import BERLIN
from drehscheibe.kernel.language.rich_text import plain
from drehscheibe.kernel.language.tongues import direction, tongue

EXCERPT = 160
"""Characters: the whole text a second time was a third of all bytes where we learnt the shape."""
EXCERPT_OF_PAGE = 100
"""Of pages, of which there are most; they begin with the same words as their text."""
BLANK_LINE, CUT_TAG = re.compile(r"\n\s*\n"), re.compile(r"<[^>]*$")
PREFIXES = ("Kreis ", "Stadt ", "StädteRegion ")
NO_PARENT: dict[str, Any] = {"id": 0, "url": None, "path": None}
NOWHERE: dict[str, Any] = dict.fromkeys(
    ("id", "name", "address", "town", "state", "postcode", "region", "country", "latitude",
     "longitude")
)  # fmt: skip
Json = dict[str, Any]


@dataclass(frozen=True)
class Addresses:
    """Where things are: `root` of this site; by language where its guide and other pages begin."""

    key: str
    guides: Mapping[str, str]

    def page(self, node: Node, language: str) -> str:
        """The page for people, who are led on to its words."""
        base = f"{self.guides[language]}{node.public_id}/"
        return placed(f"{base}{node.slug}/", language) if language in further() else base

    def path(self, node: Node, theirs: str) -> str:
        """How their clients name it; it begins with region and language, as theirs do.

        Without the words of the title it stays when the page is renamed; each page says it in
        every language.
        """
        return f"/{self.key}/{theirs}/{node.public_id}/"

    def of(self, node: Node, language: str, theirs: str) -> Json:
        """A page as others name it, in the order that repeats best when it is compressed."""
        return {
            "url": self.page(node, language), "id": number_of(node.public_id),
            "path": self.path(node, theirs),
        }  # fmt: skip


def language_out(ours: str) -> Json:
    """One of the languages of a region."""
    twin, known = twins()[ours], tongue(ours)
    way = "RIGHT_TO_LEFT" if direction(ours) == "rtl" else "LEFT_TO_RIGHT"
    name = "Einfaches Deutsch" if ours == "de-simple" else known.autonym if known else ours
    return {
        "id": twin.number, "code": twin.theirs, "bcp47_tag": twin.tag, "native_name": name,
        "dir": way,
    }  # fmt: skip


def languages_out(spoken: Iterable[str]) -> list[Json]:
    """In the order of the table, German first."""
    have = set(spoken)
    return [language_out(each) for each in twins() if each in have]


def region_out(centre: Centre, spoken: Iterable[str]) -> Json:
    """A centre with a guide."""
    name = centre.area_name
    prefix = next((each for each in PREFIXES if name.startswith(each)), "")
    return {
        "id": int(centre.key), "name": name, "path": centre.key, "live": True,
        "prefix": prefix.strip(), "name_without_prefix": name.removeprefix(prefix),
        "plz": centre.postcode or None, "extras": False, "events": True, "pois": True,
        "push_notifications": False, "tunews": False, "external_news": False,
        "is_chat_enabled": False, "longitude": float(centre.lon), "latitude": float(centre.lat),
        "bounding_box": None, "aliases": {}, "languages": languages_out(spoken),
    }  # fmt: skip


def pages_out(found: Sequence[HandedOut], tree: Tree, at: Addresses, language: str) -> list[Json]:
    """Pages in the order of reading."""
    codes = {ours: twin.theirs for ours, twin in twins().items()}
    return [page_out(each, tree, at, language, codes) for each in found]


def page_out(
    each: HandedOut, tree: Tree, at: Addresses, language: str, codes: Mapping[str, str]
) -> Json:
    """A page with its text, its parent and its twins."""
    node, theirs = each.node, codes[language]
    above = tree.by_pk.get(node.parent or 0)
    page: Json = {
        **at.of(node, language, theirs), "title": node.title, **_moments(each.changed_at),
        "excerpt": _excerpt(each.html), "content": each.html,
        "parent": NO_PARENT if above is None else at.of(above, language, theirs),
        "order": each.place,
        "available_languages": {
            codes[tag]: at.of(node, tag, codes[tag])
            for tag in each.languages if tag != language and tag in codes
        },
        "thumbnail": None, "organization": None, "hash": None,
    }  # fmt: skip
    if each.machine:
        page["machine_translated"] = True
    return page


def place_out(actor: ShownActor, url: str, at: Addresses, theirs: str) -> Json:
    """An actor as a point of interest: only the cleared wording, of one at risk the town alone."""
    number = actor.public_id.int >> 76
    checked = actor.verified_at or datetime(2026, 1, 1, tzinfo=UTC)
    place = actor.places[0] if actor.places else None
    return {
        "id": number, "url": url, "path": f"/{at.key}/{theirs}/locations/{actor.public_id}/",
        "title": actor.name, **_moments(checked), "excerpt": actor.description[:EXCERPT],
        "meta_description": None, "content": _worded(actor.description),
        "appointment_url": None, "available_languages": {}, "icon": None, "thumbnail": None,
        "website": actor.website or None, "email": actor.email or None,
        "phone_number": actor.phone or None,
        "category": {"id": crc32(actor.kind_key.encode()), "name": actor.kind, "color": None,
                     "icon": None, "icon_url": None, "icon_color": None},
        "temporarily_closed": False,
        "opening_hours": _week(place.hours) if place and place.hours else None,
        "location": NOWHERE | _address(number, actor, place) if place else NOWHERE,
        "hash": None, "organization": None,
        "barrier_free": place.step_free if place else None,
    }  # fmt: skip


def date_out(event: Event, session: Session, url: str, at: Addresses, theirs: str) -> Json:
    """One date of an event; the online room is told to those who have a seat, nobody else."""
    start, end = (each.astimezone(BERLIN) for each in (session.starts_at, session.ends_at))
    onsite = event.format != Event.Format.ONLINE and event.place
    number = int("".join(filter(str.isdigit, event.number)) or "0")
    return {
        "id": session.uid.int >> 76, "url": url,
        "path": f"/{at.key}/{theirs}/events/{event.number}${start:%Y-%m-%d}/",
        "title": event.title, **_moments(max(event.changed_at, session.changed_at)),
        "excerpt": event.description[:EXCERPT], "content": _worded(event.description),
        "available_languages": {}, "thumbnail": None,
        "location": NOWHERE | {"name": event.place, "country": "Deutschland"} if onsite
        else NOWHERE,
        "location_path": None, "meeting_url": None,
        "event": {
            "id": number, "start": start.isoformat(), "start_date": f"{start:%Y-%m-%d}",
            "start_time": f"{start:%H:%M:%S}", "end": end.isoformat(),
            "end_date": f"{end:%Y-%m-%d}", "end_time": f"{end:%H:%M:%S}", "all_day": False,
            "only_weekdays": False, "recurrence_id": None, "timezone": "Europe/Berlin",
        },
        "hash": None, "recurrence_rule": None,
    }  # fmt: skip


def _worded(text: str) -> str:
    """Plain text as paragraphs."""
    blocks = (escape(each.strip(), quote=False) for each in BLANK_LINE.split(text))
    return "".join(f"<p>{each}</p>".replace("\n", "<br>") for each in blocks if each)


def _excerpt(html: str) -> str:
    """The first words; of the rest nothing is read."""
    return plain(CUT_TAG.sub("", html[: 4 * EXCERPT]))[:EXCERPT_OF_PAGE]


def _address(number: int, actor: ShownActor, place: ShownPlace) -> Json:
    return {
        "id": number, "name": actor.name, "address": place.street or None, "town": place.town,
        "postcode": place.postcode or None, "country": "Deutschland",
        "latitude": place.point[0] if place.point else None,
        "longitude": place.point[1] if place.point else None,
    }  # fmt: skip


@lru_cache(maxsize=512)
def _week(hours: tuple[Hours, ...]) -> list[Json]:
    """Monday to Sunday; a day without hours is closed. Read only: places share their weeks."""
    days: list[list[Hours]] = [[] for _ in range(7)]
    for each in hours:  # a place tells them in their order
        days[each.weekday - 1].append(each)
    return [
        {
            "allDay": False, "closed": not day,
            "appointmentOnly": bool(day) and all(each.by_appointment for each in day),
            "timeSlots": [{"start": each.opens.isoformat("minutes"),
                           "end": each.closes.isoformat("minutes")}
                          for each in day],
        }
        for day in days
    ]  # fmt: skip


def _moments(moment: datetime) -> Json:
    local = moment.astimezone(BERLIN).isoformat(timespec="milliseconds")
    gmt = moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {"modified_gmt": gmt, "last_updated": local}
