"""Which courses stand in a page: drafted, read by a second person, published (Nr. 6)."""

import pytest
from django.db import DatabaseError, transaction

from drehscheibe.domain.guide.adopting import adopt, changes_of, detach, override
from drehscheibe.domain.guide.choosing import choose_search
from drehscheibe.domain.guide.embedding import embedded
from drehscheibe.domain.guide.models import Section, Wording
from drehscheibe.domain.guide.publishing import (
    drafts_of,
    marks_of_drafts,
    publish,
    restore,
    submit,
    withdraw,
)
from drehscheibe.domain.guide.reading import guide_at, texts_of_all, tree_of
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.domain.guide.tree import add_section
from drehscheibe.domain.guide.writing import Typed, discard_draft, draft_of, save_section
from drehscheibe.domain.qualification.subjects import set_fields
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests.domain.directory.stories import field
from tests.domain.guide.stories import AT, LATER, House, house, office, page, release, write
from tests.domain.qualification.stories import hall

pytestmark = pytest.mark.django_db


def with_courses(of: House) -> Section:
    """A published section in which the courses of beginners stand, in German and Arabic."""
    made = page(of, "Deutsch lernen", "Text.")
    section = add_section(page=made, kind="courses", by=of.writer, at=AT)
    write(of, section, "Diese Kurse beginnen bald.")
    choose(of, section, "?von=0&bis=1")
    release(of, made)
    write(of, section, "تبدأ هذه الدورات قريبا.", "ar")
    release(of, made, "ar")
    return section


def choose(of: House, section: Section, address: str) -> None:
    """By the writer."""
    choose_search(section=section, address=address, by=of.writer, at=AT)


def public(section: Section, language: str = "de") -> Wording:
    """What is shown."""
    return section.wordings.get(language=language, shown=True)


def test_a_choice_is_public_only_when_a_second_person_published_it() -> None:
    of = house()
    section = with_courses(of)
    choose(of, section, "?von=2&bis=3")
    assert public(section).choice == "bis=1&von=0"
    edition = section.page.editions.get(language="de")
    assert edition.status == "draft"
    submit(edition=edition, by=of.writer, at=AT)
    with pytest.raises(GuideRefused, match="liegt zur Prüfung"):
        choose(of, section, "")
    seen = marks_of_drafts(list(drafts_of(edition)))
    with pytest.raises(TransitionRefused, match="Vier-Augen"), transaction.atomic():
        publish(edition=edition, seen=seen, by=of.writer, at=AT)
    publish(edition=edition, seen=seen, by=of.checker, at=AT)
    assert public(section).choice == "bis=3&von=2"
    held = public(section)
    assert public(section, "ar").translates == held.meaning  # no word changed
    assert [each.choice for each in section.wordings.filter(language="de")] == [
        "bis=3&von=2", "bis=1&von=0",
    ]  # fmt: skip


def test_events_of_a_field_of_action_are_reviewed_like_every_choice_and_found() -> None:
    of = house()
    made = page(of, "Mitmachen", "Text.")
    section = add_section(page=made, kind="events", by=of.writer, at=AT)
    write(of, section, "Das ist geplant:")
    choose(of, section, "https://example.org/veranstaltungen/?feld=hf.a&seite=2")
    release(of, made)
    choose(of, section, "?feld=hf.b")
    assert public(section).choice == "feld=hf.a"
    assert of.guide.centre
    owner = of.guide.centre.organisation
    for key in ("a", "b"):
        own = hall(AT, owner=owner, title=f"Abend {key}")
        subject = field(f"hf.{key}", "handlungsfeld", key)
        set_fields(event=own.event, fields=[subject], by=own.host, at=AT)
    hall(AT, owner=owner, title="Ohne Feld")

    def shown() -> list[str]:
        tree = tree_of(of.guide, "de")
        opened = guide_at(owner.centre.key)
        assert opened
        (told,) = texts_of_all(tree, "de").values()
        (found,) = embedded(opened, told, at=AT).values()
        return [each.title for each in found.events]

    assert shown() == ["Abend a"]
    release(of, made)
    assert shown() == ["Abend b"]


def test_a_choice_made_after_somebody_read_is_not_published_unread() -> None:
    of = house()
    section = with_courses(of)
    choose(of, section, "?von=2&bis=3")
    edition = section.page.editions.get(language="de")
    seen = marks_of_drafts(list(drafts_of(edition)))
    choose(of, section, "?von=4&bis=5")
    submit(edition=edition, by=of.writer, at=AT)
    with pytest.raises(GuideRefused, match="seit dem Lesen geändert"):
        publish(edition=edition, seen=seen, by=of.checker, at=AT)


def test_a_choice_and_a_text_typed_at_the_same_time_are_both_kept() -> None:
    of = house()
    section = with_courses(of)
    opened = draft_of(section, "de", by=of.writer, at=AT).edits
    choose(of, section, "?von=2&bis=3")
    kept = save_section(section=section, typed=Typed("Neu.", opened), by=of.checker, at=AT)
    assert not kept.conflicts
    draft = section.drafts.get()
    assert (draft.body, draft.choice) == ("<p>Neu.</p>", "bis=3&von=2")
    assert sorted(draft.writers) == sorted([of.writer.pk, of.checker.pk])


def test_the_same_choice_is_no_change_and_a_discarded_one_is_gone() -> None:
    of = house()
    section = with_courses(of)
    choose(of, section, "?bis=1&von=0")
    assert not section.drafts.filter(language="de").exists()
    choose(of, section, "")
    discard_draft(section=section, by=of.writer, at=AT)
    assert public(section).choice == "bis=1&von=0"
    assert section.page.editions.get(language="de").status == "published"


def test_a_withdrawn_page_comes_back_with_its_choice() -> None:
    of = house()
    section = with_courses(of)
    edition = section.page.editions.get(language="de")
    withdraw(edition=edition, reason="Alt.", by=of.checker, at=AT)
    with pytest.raises(GuideRefused, match="zurückgezogen"):
        choose(of, section, "")
    edition.refresh_from_db()
    restore(edition=edition, by=of.writer, at=AT)
    assert section.drafts.get(language="de").choice == "bis=1&von=0"


def test_another_choice_of_a_shared_page_is_told_with_both_and_kept_when_detached() -> None:
    land, of = office(), house()
    section = with_courses(land)
    made = adopt(source=section.page, guide=of.guide, by=of.writer, at=AT)
    choose_search(section=section, address="", by=land.writer, at=LATER)
    release(land, section.page, at=LATER)
    (change,) = changes_of(made)
    assert change.before.endswith("Kurse: bis 1, von 0")
    assert change.after.endswith("Kurse: alle des Zentrums")
    choose_search(section=section, address="?von=2", by=land.writer, at=LATER)
    release(land, section.page, at=LATER)
    own = override(page=made, section=section, by=of.writer, at=LATER)
    assert own.drafts.get().choice == "von=2"
    detach(page=made, by=of.writer, at=LATER)
    assert public(made.sections.get(kind="courses")).choice == "von=2"


def test_the_database_keeps_a_published_choice_and_one_for_all_languages() -> None:
    section = with_courses(house())
    german, arabic = public(section), public(section, "ar")
    for pk in (german.pk, arabic.pk):
        with pytest.raises(DatabaseError), transaction.atomic():
            Wording.objects.filter(pk=pk).update(choice="von=5")
