"""The guide of the demonstration: shared pages, a centre that adopted them, a text out of date."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.guide.adopting import adopt, override
from drehscheibe.domain.guide.choosing import choose_search
from drehscheibe.domain.guide.models import Page, Section
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.pictures import Offered, add_picture
from drehscheibe.domain.guide.publishing import drafts_of, marks_of_drafts, publish, submit
from drehscheibe.domain.guide.tree import Guide, add_page, add_section
from drehscheibe.domain.guide.writing import Typed, draft_of, german_of, save_section
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.doors.console.demo_goal_steps import ADVISER
from drehscheibe.doors.console.demo_guide_picture import bus_stop
from drehscheibe.doors.console.demo_people import WARENDORF, People
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person

TEXTS = Path(__file__).parent / "demo_guide.toml"
CHECKER = "wegweiser@koordinierung.example"


@dataclass(frozen=True)
class House:
    """A guide, who writes in it, who reads it over."""

    guide: Guide
    writer: Person
    checker: Person


@transaction.atomic
def guide(cast: People, days: Days) -> None:
    """What is there stays."""
    if Page.objects.exists():
        return
    told = tomllib.loads(TEXTS.read_text("utf-8"))
    office = Organisation.objects.get(code="koordinierungsstelle")
    land = House(Guide(keeper=office), cast[ADVISER], cast[CHECKER])
    shared = [
        _told(land, each, days.ago(200 - 60 * number)) for number, each in enumerate(told["shared"])
    ]
    centre = House(
        Guide(centre=Centre.objects.get(key=WARENDORF)),
        cast["fachkraft@warendorf.example"], cast["leitung@warendorf.example"],
    )  # fmt: skip
    for each in shared:
        adopt(source=each, guide=centre.guide, by=centre.writer, at=days.ago(50))
    local = _told(centre, told["local"][0], days.ago(45))
    _own_words(centre, told["own"], days.ago(40))
    _write(land, _texts(shared[1])[0], GERMAN, told["newer"], days.ago(7))
    _release(land, shared[1], GERMAN, days.ago(6))
    _write(centre, _texts(local)[0], "uk", "Муніципальний центр інтеграції допоможе.", days.ago(2))
    submit(edition=local.editions.get(language="uk"), by=centre.writer, at=days.ago(1))


def _told(of: House, told: dict[str, Any], at: datetime, parent: Page | None = None) -> Page:
    """A page in all its languages, and those below."""
    page = add_page(guide=of.guide, title=told["title"][GERMAN], parent=parent, by=of.writer, at=at)
    for texts in told["sections"]:
        if texts.get("kind") == Section.Kind.PICTURE:
            drawn = Offered(bus_stop(), texts[GERMAN], "Drehscheibe, Demonstration", "own")
            add_picture(page=page, offered=drawn, by=of.writer, at=at)
            continue
        section = add_section(page=page, kind=texts.get("kind", "text"), by=of.writer, at=at)
        if "choice" in texts:
            choose_search(section=section, address=texts["choice"], by=of.writer, at=at)
    title = page.sections.get(kind=Section.Kind.TITLE)
    for language, words in told["title"].items():
        if language != GERMAN:
            _write(of, title, language, words, at)
        for section, texts in zip(_texts(page), told["sections"], strict=True):
            if language in texts:
                _write(of, section, language, texts[language], at)
        _release(of, page, language, at)
    for each in told.get("below", ()):
        _told(of, each, at, page)
    return page


def _own_words(of: House, text: str, at: datetime) -> None:
    """The page about nights and weekends, as the centre says it."""
    page = Page.objects.get(centre=of.guide.centre, parent__source__isnull=False, position=0,
                            parent__position=1)  # fmt: skip
    assert page.source
    section = override(page=page, section=_texts(page.source)[0], by=of.writer, at=at)
    _write(of, section, GERMAN, text, at)
    _release(of, page, GERMAN, at)


def _write(of: House, section: Section, language: str, text: str, at: datetime) -> None:
    draft, german = draft_of(section, language, by=of.writer, at=at), german_of(section)
    meaning = german.meaning if german and language != GERMAN else ""
    typed = Typed(text, draft.edits, meaning)
    save_section(section=section, language=language, typed=typed, by=of.writer, at=at)


def _release(of: House, page: Page, language: str, at: datetime) -> None:
    edition = page.editions.get(language=language)
    submit(edition=edition, by=of.writer, at=at)
    seen = marks_of_drafts(list(drafts_of(edition)))
    publish(edition=edition, seen=seen, by=of.checker, at=at)


def _texts(page: Page) -> list[Section]:
    return list(page.sections.exclude(kind=Section.Kind.TITLE).order_by("position"))
