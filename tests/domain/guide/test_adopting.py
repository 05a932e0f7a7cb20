"""Shared pages: one text for all centres, own words where one wants, never lost."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from drehscheibe.domain.guide.adopting import (
    adopt,
    changes_of,
    detach,
    drop_override,
    note_changes,
    override,
)
from drehscheibe.domain.guide.models import Page, Section
from drehscheibe.domain.guide.publishing import withdraw
from drehscheibe.domain.guide.reading import texts_of, tree_of
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.domain.guide.working import section_states
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from tests.domain.guide.stories import (
    AT,
    LATER,
    House,
    house,
    office,
    page,
    release,
    texts,
    write,
)

pytestmark = pytest.mark.django_db


def read(of: House, made: Page, language: str = "de") -> list[str]:
    """What the public reads of the page in this guide; nothing when it is not there."""
    node = tree_of(of.guide, language).by_identity.get(made.public_id)
    return [each.body for each in texts_of(node, language)] if node else []


def shared() -> tuple[House, Page]:
    """A shared page with two sections in German and Turkish."""
    land = office()
    made = page(land, "Aufenthalt", "Eins.", "Zwei.")
    for section, text in zip(texts(made), ("Bir.", "İki."), strict=True):
        write(land, section, text, "tr")
    release(land, made, "tr")
    return land, made


def test_one_write_reaches_every_centre_that_adopted() -> None:
    land, source = shared()
    houses = [house(), house("Kreis Unna")]
    pages = [adopt(source=source, guide=each.guide, by=each.writer, at=AT) for each in houses]
    write(land, texts(source)[0], "Eins, neu.")
    release(land, source, at=LATER)
    for each, made in zip(houses, pages, strict=True):
        assert read(each, made) == ["<p>Eins, neu.</p>", "<p>Zwei.</p>"]
        assert read(each, made, "tr") == ["<p>Bir.</p>", "<p>İki.</p>"]
        (change,) = changes_of(made)
        assert (change.before, change.after) == ("Eins.", "Eins, neu.")
        assert not change.overridden


def test_own_words_stand_in_the_place_of_the_shared_ones_and_are_translated_anew() -> None:
    land, source = shared()
    of = house()
    made = adopt(source=source, guide=of.guide, by=of.writer, at=AT)
    first, _ = texts(source)
    own = override(page=made, section=first, by=of.writer, at=AT)
    assert read(of, made) == ["<p>Eins.</p>", "<p>Zwei.</p>"]
    write(of, own, "Bei uns anders.")
    release(of, made, at=LATER)
    assert read(of, made) == ["<p>Bei uns anders.</p>", "<p>Zwei.</p>"]
    assert read(of, made, "tr") == ["<p>Bei uns anders.</p>", "<p>İki.</p>"]
    assert [each.state.value for each in section_states([made], "tr")] == ["missing"]
    write(land, first, "Eins, neu.")
    release(land, source, at=LATER)
    assert [each.overridden for each in changes_of(made)] == [True]
    assert read(of, made)[0] == "<p>Bei uns anders.</p>"
    note_changes(page=made, by=of.writer, at=LATER)
    made.refresh_from_db()
    assert changes_of(made) == []
    drop_override(section=own, by=of.writer, at=LATER)
    assert read(of, made) == ["<p>Eins, neu.</p>", "<p>Zwei.</p>"]
    assert override(page=made, section=first, by=of.writer, at=LATER) == own


def test_a_detached_page_says_the_same_in_every_language_and_changes_no_more() -> None:
    land, source = shared()
    of = house()
    made = adopt(source=source, guide=of.guide, by=of.writer, at=AT)
    _, second = texts(source)
    own = override(page=made, section=second, by=of.writer, at=AT)
    write(of, own, "Eigenes.")
    release(of, made, at=AT)
    before = [read(of, made, language) for language in ("de", "tr")]
    detach(page=made, by=of.writer, at=LATER)
    assert [read(of, made, language) for language in ("de", "tr")] == before
    write(land, texts(source)[0], "Ganz anders.")
    release(land, source, at=LATER)
    assert read(of, made) == before[0]
    made.refresh_from_db()
    with pytest.raises(GuideRefused, match="schon Ihre eigene"):
        detach(page=made, by=of.writer, at=LATER)
    (mine, _) = texts(made)
    write(of, mine, "Weiter.", at=LATER)
    release(of, made, at=LATER)
    assert read(of, made)[0] == "<p>Weiter.</p>"


def test_a_shared_page_withdrawn_while_overridden_loses_nothing() -> None:
    """Bad input of issue 6: it goes from the public, the centre detaches and goes on."""
    land, source = shared()
    of = house()
    made = adopt(source=source, guide=of.guide, by=of.writer, at=AT)
    own = override(page=made, section=texts(source)[0], by=of.writer, at=AT)
    write(of, own, "Eigenes.")
    release(of, made, at=AT)
    german = source.editions.get(language="de")
    withdraw(edition=german, reason="Gesetz geändert.", by=land.checker, at=LATER)
    assert read(of, made) == []
    assert [each.after for each in changes_of(made)] == ["", "", ""]
    with acting_as(standing_of(of.writer, on=LATER.date())):
        detach(page=made, by=of.writer, at=LATER)
    assert read(of, made) == ["<p>Eigenes.</p>", "<p>Zwei.</p>"]
    assert read(of, made, "tr") == ["<p>Eigenes.</p>", "<p>İki.</p>"]


def test_a_shared_page_cannot_be_deleted_below_those_who_adopted_it() -> None:
    _, source = shared()
    of = house()
    adopt(source=source, guide=of.guide, by=of.writer, at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        Page.objects.filter(pk=source.pk).delete()


def test_a_chapter_is_adopted_with_what_lies_below_and_only_once() -> None:
    land, source = shared()
    page(land, "Visum", "Text.", parent=source)
    of = house()
    made = adopt(source=source, guide=of.guide, by=of.writer, at=AT)
    titles = [(each.depth, each.title) for each in tree_of(of.guide, "de").nodes]
    assert titles == [(0, "Aufenthalt"), (1, "Visum")]
    with pytest.raises(GuideRefused, match="schon in Ihrem"):
        adopt(source=source, guide=of.guide, by=of.writer, at=AT)
    with pytest.raises(GuideRefused, match="gemeinsame Seiten"):
        adopt(source=made, guide=of.guide, by=of.writer, at=AT)


def test_a_centre_changes_nothing_in_the_shared_guide_nor_in_anothers() -> None:
    _, source = shared()
    of, other = house(), house("Kreis Unna")
    made = adopt(source=source, guide=of.guide, by=of.writer, at=AT)
    for attempt in (
        lambda: override(page=made, section=texts(source)[0], by=other.writer, at=AT),
        lambda: detach(page=made, by=other.writer, at=AT),
        lambda: note_changes(page=made, by=other.writer, at=AT),
        lambda: adopt(source=source, guide=of.guide, by=other.writer, at=AT),
        lambda: write(of, texts(source)[0], "Fremd."),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    with acting_as(standing_of(of.writer, on=AT.date())):
        assert Section.objects.filter(page=source).update(position=9) == 0
