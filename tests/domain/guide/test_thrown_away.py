"""Drafts that somebody threw away, and pages that still show them."""

import pytest

from drehscheibe.domain.guide.adopting import adopt, drop_override, override
from drehscheibe.domain.guide.models import Section, SectionDraft
from drehscheibe.domain.guide.publishing import (
    drafts_of,
    marks_of_drafts,
    publish,
    recall,
    submit,
)
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.domain.guide.writing import Typed, discard_draft, draft_of, save_section
from tests.domain.guide.stories import AT, LATER, House, house, office, page, texts, write

pytestmark = pytest.mark.django_db


def seen_by(of: House, section: Section) -> int:
    """What a page of the section shows now."""
    return draft_of(section, "de", by=of.writer, at=AT).edits


def test_a_page_that_shows_a_discarded_draft_overwrites_no_new_one() -> None:
    of = house()
    (section,) = texts(page(of, "Wohnen", "Alt."))
    write(of, section, "Verworfen.")
    seen = seen_by(of, section)
    discard_draft(section=section, by=of.checker, at=LATER)
    write(of, section, "Von ihr.")
    kept = save_section(section=section, typed=Typed("Von mir.", seen), by=of.writer, at=LATER)
    assert kept.conflicts["text"] == ("Von ihr.", "Von mir.")
    assert SectionDraft.objects.get().body == "<p>Von ihr.</p>"


def test_whoever_typed_on_in_a_discarded_draft_keeps_it() -> None:
    of = house()
    first, second = texts(page(of, "Wohnen", "Alt.", "Alt."))
    other = seen_by(of, second)
    write(of, first, "Verworfen.")
    seen = seen_by(of, first)
    discard_draft(section=first, by=of.checker, at=LATER)
    for section, before in ((first, seen), (second, other)):
        typed = Typed("Weiter.", before)
        kept = save_section(section=section, typed=typed, by=of.writer, at=LATER)
        assert not kept.conflicts
    assert set(SectionDraft.objects.values_list("body", flat=True)) == {"<p>Weiter.</p>"}


def test_a_text_begun_anew_after_somebody_read_is_not_published_unread() -> None:
    of = house()
    made = page(of, "Wohnen", "Alt.")
    (section,) = texts(made)
    write(of, section, "Gelesen.")
    edition = submit(edition=made.editions.get(), by=of.writer, at=AT)
    seen = marks_of_drafts(list(drafts_of(edition)))
    recall(edition=edition, by=of.writer, at=AT)
    discard_draft(section=section, by=of.writer, at=AT)
    write(of, section, "Ungelesen.")
    submit(edition=made.editions.get(), by=of.writer, at=AT)
    with pytest.raises(GuideRefused, match="seit dem Lesen geändert"):
        publish(edition=made.editions.get(), seen=seen, by=of.checker, at=LATER)


def test_own_words_begun_again_are_not_overwritten_by_a_page_from_before() -> None:
    land, of = office(), house()
    source = page(land, "Aufenthalt", "Zwei Wochen.")
    (shared,) = texts(source)
    made = adopt(source=source, guide=of.guide, by=of.writer, at=AT)
    own = override(page=made, section=shared, by=of.writer, at=AT)
    write(of, own, "Drei Wochen.")
    seen = seen_by(of, own)
    drop_override(section=own, by=of.checker, at=LATER)
    override(page=made, section=shared, by=of.checker, at=LATER)
    write(of, own, "Vier Wochen.")
    kept = save_section(section=own, typed=Typed("Fünf.", seen), by=of.writer, at=LATER)
    assert kept.conflicts["text"] == ("Vier Wochen.", "Fünf.")
