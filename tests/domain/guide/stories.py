"""A guide with people: what tests of the room begin with."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from drehscheibe.domain.guide.models import Edition, Page, Section
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.publishing import (
    NOTHING_SAID,
    Checked,
    drafts_of,
    marks_of_drafts,
    publish,
    submit,
)
from drehscheibe.domain.guide.tree import Guide, add_page, add_section
from drehscheibe.domain.guide.writing import Typed, draft_of, german_of, save_section
from drehscheibe.kernel.people.models import Person
from tests import factories

AT = datetime(2026, 5, 4, 9, 12, tzinfo=UTC)
LATER = AT + timedelta(days=3)


@dataclass(frozen=True)
class House:
    """A guide, who writes in it, and who reads it over."""

    guide: Guide
    writer: Person
    checker: Person


def house(name: str = "Kreis Soest") -> House:
    """A centre."""
    centre = factories.centre(name)
    people = [factories.person(role, of=centre.organisation) for role in ("specialist", "head")]
    return House(Guide(centre=centre), *people)


def office() -> House:
    """The coordinating office, which keeps the shared guide."""
    keeper = factories.organisation("Koordinierungsstelle", "coordinating_office")
    people = [factories.person("coordination", of=keeper) for _ in range(2)]
    return House(Guide(keeper=keeper), *people)


def page(of: House, title: str, *texts: str, parent: Page | None = None) -> Page:
    """A published German page with these sections."""
    made = add_page(guide=of.guide, title=title, parent=parent, by=of.writer, at=AT)
    for text in texts:
        section = add_section(page=made, by=of.writer, at=AT)
        write(of, section, text)
    release(of, made)
    return made


def write(
    of: House, section: Section, text: str, language: str = GERMAN, at: datetime = AT
) -> None:
    """Typed by the writer, on the newest save."""
    draft = draft_of(section, language, by=of.writer, at=at)
    german = german_of(section)
    meaning = german.meaning if german and language != GERMAN else ""
    kept = save_section(
        section=section, language=language, typed=Typed(text, draft.edits, meaning),
        by=of.writer, at=at,
    )  # fmt: skip
    assert not kept.conflicts
    assert not kept.errors


def release(
    of: House, page: Page, language: str = GERMAN, *, at: datetime = AT,
    checked: Checked = NOTHING_SAID,
) -> Edition:  # fmt: skip
    """Submitted by the writer, published by the other."""
    edition = page.editions.get(language=language)
    submit(edition=edition, by=of.writer, at=at)
    seen = marks_of_drafts(list(drafts_of(edition)))
    return publish(edition=edition, seen=seen, checked=checked, by=of.checker, at=at)


def texts(page: Page) -> list[Section]:
    """Its sections below the title."""
    return list(page.sections.exclude(kind=Section.Kind.TITLE).order_by("position"))


def translate(of: House, page: Page, language: str, title: str, *bodies: str) -> None:
    """Title and the first sections of a page in another language, published."""
    write(of, page.sections.get(kind=Section.Kind.TITLE), title, language)
    for section, body in zip(texts(page), bodies, strict=False):
        write(of, section, body, language)
    release(of, page, language)
