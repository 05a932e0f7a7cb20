"""Two at the same second, with real connections."""

import json

import pytest
from django.db import DatabaseError
from django.db.models import ProtectedError

from drehscheibe.domain.guide.adopting import adopt, detach, override
from drehscheibe.domain.guide.choosing import ChosenMeanwhile, choose_search
from drehscheibe.domain.guide.intake import take
from drehscheibe.domain.guide.models import GuideUpload, Page, SectionDraft, Wording
from drehscheibe.domain.guide.publishing import (
    drafts_of,
    marks_of_drafts,
    publish,
    submit,
    withdraw,
)
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.domain.guide.tree import add_page, add_section, move_page
from drehscheibe.domain.guide.writing import Typed, draft_of, save_section
from drehscheibe.kernel.drafts.keeping import Kept
from drehscheibe.kernel.people.models import Person
from tests import factories
from tests.at_once import at_once
from tests.domain.guide.stories import AT, LATER, house, office, page, texts, write

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_editors_of_one_section_one_is_told_and_neither_loses() -> None:
    of = house()
    made = page(of, "Wohnen", "Alt.")
    (section,) = texts(made)
    seen = draft_of(section, "de", by=of.writer, at=AT).edits
    kept: dict[str, Kept] = {}

    def say(text: str) -> None:
        by = of.writer if text == "Von mir." else of.checker
        kept[text] = save_section(section=section, typed=Typed(text, seen), by=by, at=LATER)

    said = ("Von mir.", "Von ihr.")
    assert at_once(lambda: say(said[0]), lambda: say(said[1])) == ["done", "done"]
    (told,) = [text for text, each in kept.items() if each.conflicts]
    (stored,) = set(said) - {told}
    assert kept[told].conflicts["text"] == (stored, told)
    assert SectionDraft.objects.get().body == f"<p>{stored}</p>"


def test_two_pages_moved_below_each_other_make_no_cycle() -> None:
    of = house()
    first, second = (
        add_page(guide=of.guide, title=title, by=of.writer, at=AT) for title in ("Eins", "Zwei")
    )
    outcomes = at_once(
        lambda: move_page(page=first, parent=second, by=of.writer, at=LATER),
        lambda: move_page(page=second, parent=first, by=of.checker, at=LATER),
        refused_by=(GuideRefused,),
    )
    assert sorted(outcomes) == ["Eine Seite kann nicht unter sich selbst liegen.", "done"]
    assert Page.objects.filter(parent=None).count() == 1


def test_pages_added_at_once_stand_side_by_side() -> None:
    of = house()
    outcomes = at_once(
        *(lambda n=n: add_page(guide=of.guide, title=f"{n}", by=of.writer, at=AT) for n in range(6))
    )
    assert outcomes == ["done"] * 6
    assert sorted(Page.objects.values_list("position", flat=True)) == list(range(6))


def test_a_text_is_published_once() -> None:
    of = house()
    made = page(of, "Wohnen", "Alt.")
    (section,) = texts(made)
    write(of, section, "Neu.")
    edition = submit(edition=made.editions.get(), by=of.writer, at=LATER)
    seen = marks_of_drafts(list(drafts_of(edition)))
    assert of.guide.centre
    third = factories.person("head", of=of.guide.centre.organisation)
    outcomes = at_once(
        lambda: publish(edition=edition, seen=seen, by=of.checker, at=LATER),
        lambda: publish(edition=edition, seen=seen, by=third, at=LATER),
    )
    assert outcomes.count("done") == 1
    assert Wording.objects.filter(section=section).count() == 2


def test_two_runs_of_one_file_take_everything_once() -> None:
    of = house()
    told = {"id": 1, "path": "/augsburg/de/wohnen/", "title": "Wohnen", "content": "<p>Eins.</p>"}
    assert of.guide.centre
    kept = GuideUpload.objects.create(
        centre=of.guide.centre, name="a.json", content=json.dumps([told]).encode(),
        made_by=of.writer, made_at=AT,
    )  # fmt: skip
    new: list[int] = []

    def run() -> None:
        new.append(len(take(upload=kept, by=of.writer, at=AT, dry=False).new))

    assert at_once(run, run) == ["done", "done"]
    assert (sorted(new), Page.objects.count(), SectionDraft.objects.count()) == ([0, 1], 1, 2)


def test_of_two_who_choose_courses_for_one_section_one_is_told() -> None:
    of = house()
    made = page(of, "Lernen", "Text.")
    section = add_section(page=made, kind="courses", by=of.writer, at=AT)

    def choose(address: str, by: Person) -> None:
        choose_search(section=section, address=address, seen="", by=by, at=LATER)

    outcomes = at_once(
        lambda: choose("?von=1", of.writer), lambda: choose("?von=2", of.checker),
        refused_by=(ChosenMeanwhile,),
    )  # fmt: skip
    assert outcomes.count("done") == 1
    assert section.drafts.get().choice == f"von={outcomes.index('done') + 1}"


def test_own_words_typed_while_the_shared_page_is_withdrawn_are_kept() -> None:
    """Whichever comes first, the centre's words stand and can go on by themselves."""
    land, of = office(), house()
    source = page(land, "Aufenthalt", "Zwei Wochen.")
    (shared,) = texts(source)
    made = adopt(source=source, guide=of.guide, by=of.writer, at=AT)

    def say() -> None:
        own = override(page=made, section=shared, by=of.writer, at=LATER)
        write(of, own, "Bei uns drei Wochen.", at=LATER)

    outcomes = at_once(
        say,
        lambda: withdraw(edition=source.editions.get(), reason="Alt.", by=land.checker, at=LATER),
        refused_by=(GuideRefused,),
    )
    assert outcomes == ["done", "done"]
    assert SectionDraft.objects.get(section__page=made).body == "<p>Bei uns drei Wochen.</p>"
    detach(page=made, by=of.writer, at=LATER)
    made.refresh_from_db()
    assert made.source is None
    assert SectionDraft.objects.get(section__page=made, section__kind="text").body == (
        "<p>Bei uns drei Wochen.</p>"
    )


def test_a_shared_page_deleted_while_a_centre_overrides_it_stays() -> None:
    """The database itself keeps a page that somebody adopted; own words lose nothing."""
    land, of = office(), house()
    source = page(land, "Aufenthalt", "Zwei Wochen.")
    (shared,) = texts(source)
    made = adopt(source=source, guide=of.guide, by=of.writer, at=AT)

    def say() -> None:
        own = override(page=made, section=shared, by=of.writer, at=LATER)
        write(of, own, "Bei uns drei.", at=LATER)

    outcomes = at_once(
        say, lambda: Page.objects.filter(pk=source.pk).delete(), refused_by=(DatabaseError,
        ProtectedError),
    )  # fmt: skip
    assert outcomes[0] == "done"
    assert outcomes[1] != "done"
    assert SectionDraft.objects.get(section__page=made).body == "<p>Bei uns drei.</p>"
    assert Wording.objects.filter(section=shared, shown=True).exists()
