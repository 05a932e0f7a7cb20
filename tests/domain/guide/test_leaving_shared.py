"""Own words given up, pages detached: what the public reads then, and how the page stands."""

from datetime import timedelta

import pytest

from drehscheibe.domain.guide.adopting import (
    adopt,
    changes_of,
    detach,
    drop_override,
    note_changes,
    override,
)
from drehscheibe.domain.guide.models import Page, SectionDraft, Wording
from drehscheibe.domain.guide.publishing import submit, withdraw
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.domain.guide.tree import add_section
from tests.domain.guide.stories import (
    AT,
    LATER,
    House,
    house,
    office,
    page,
    release,
    texts,
    translate,
    write,
)

pytestmark = pytest.mark.django_db


def adopted() -> tuple[House, Page, House, Page]:
    """A shared page in German and Turkish, and a centre that shows it."""
    land, of = office(), house()
    source = page(land, "Aufenthalt", "Zwei Wochen.")
    translate(land, source, "tr", "Ikamet", "Falsch!")
    return land, source, of, adopt(source=source, guide=of.guide, by=of.writer, at=AT)


def shown(page: Page) -> set[str]:
    """The languages the public reads it in."""
    rows = Wording.objects.filter(section__page=page, shown=True)
    return set(rows.values_list("language", flat=True))


def stand(page: Page) -> dict[str, str]:
    """Of each language."""
    return dict(page.editions.values_list("language", "status"))


@pytest.mark.parametrize("whole", [False, True])
def test_a_translation_withdrawn_by_itself_does_not_come_back_by_detaching(whole: bool) -> None:
    land, source, of, made = adopted()
    withdraw(edition=source.editions.get(language="tr"), reason="x", by=land.checker, at=LATER)
    if whole:
        later = LATER + timedelta(days=1)
        german = source.editions.get(language="de")
        withdraw(edition=german, reason="x", by=land.checker, at=later)
    detach(page=made, by=of.writer, at=LATER + timedelta(days=2))
    assert (shown(made), stand(made)) == ({"de"}, {"de": "published"})


def test_a_page_withdrawn_in_all_languages_keeps_all_when_detached() -> None:
    land, source, of, made = adopted()
    withdraw(edition=source.editions.get(language="de"), reason="x", by=land.checker, at=LATER)
    detach(page=made, by=of.writer, at=LATER)
    assert shown(made) == {"de", "tr"}


def test_a_detached_page_is_published_and_can_be_withdrawn() -> None:
    """Also where the own words were given up or withdrawn before."""
    for gone in (True, False):
        _, source, of, made = adopted()
        own = override(page=made, section=texts(source)[0], by=of.writer, at=AT)
        write(of, own, "Drei.")
        if gone:
            release(of, made)
            withdraw(edition=made.editions.get(), reason="x", by=of.checker, at=LATER)
        else:
            drop_override(section=own, by=of.writer, at=AT)
            assert stand(made) == {"de": "published"}
        detach(page=made, by=of.writer, at=LATER)
        assert stand(made) == {"de": "published", "tr": "published"}
        withdraw(edition=made.editions.get(language="de"), reason="x", by=of.checker, at=LATER)
        assert shown(made) == set()


def test_own_words_under_review_are_not_thrown_away_beneath_the_reader() -> None:
    _, source, of, made = adopted()
    own = override(page=made, section=texts(source)[0], by=of.writer, at=AT)
    submit(edition=made.editions.get(), by=of.writer, at=AT)
    with pytest.raises(GuideRefused, match="zur Prüfung"):
        drop_override(section=own, by=of.checker, at=LATER)
    assert SectionDraft.objects.count() == 1


def test_a_section_of_courses_that_went_is_read_once() -> None:
    land, source, of, made = adopted()
    section = add_section(page=source, kind="courses", by=land.writer, at=AT)
    write(land, section, "Kurse hier:")
    release(land, source)
    write(land, section, "", at=LATER)
    release(land, source, at=LATER)
    made.refresh_from_db()
    assert len(changes_of(made)) == 1
    note_changes(page=made, by=of.writer, at=LATER)
    made.refresh_from_db()
    assert changes_of(made) == []
