"""Texts of the guide: written, read by a second person, translated section by section."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction

from drehscheibe.domain.guide.links import with_links
from drehscheibe.domain.guide.models import Edition, EditionIs, Page, SectionDraft, Wording
from drehscheibe.domain.guide.publishing import (
    Checked,
    drafts_of,
    marks_of_drafts,
    publish,
    recall,
    restore,
    send_back,
    submit,
    withdraw,
)
from drehscheibe.domain.guide.reading import Text, texts_of, tree_of
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.domain.guide.working import section_states
from drehscheibe.domain.guide.writing import (
    Typed,
    discard_draft,
    draft_of,
    german_before,
    german_of,
    save_section,
    shown_text,
)
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from drehscheibe.kernel.permissions.transaction_settings import tell
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.guide.stories import AT, LATER, House, house, page, release, texts, write

pytestmark = pytest.mark.django_db


def public(of: House, made: Page, language: str = "de") -> list[Text]:
    """What the public reads of the page."""
    tree = tree_of(of.guide, language)
    return texts_of(tree.by_identity[made.public_id], language)


def states(made: Page, language: str) -> list[str]:
    """Of its sections, title first."""
    return [row.state.value for row in section_states([made], language)]


def test_the_public_reads_the_old_text_until_a_second_person_has_read_the_new() -> None:
    of = house()
    made = page(of, "Wohnen", "Alt.")
    (section,) = texts(made)
    write(of, section, "Neu.")
    assert [each.body for each in public(of, made)] == ["<p>Alt.</p>"]
    release(of, made, at=LATER)
    assert [each.body for each in public(of, made)] == ["<p>Neu.</p>"]
    bodies = section.wordings.order_by("number").values_list("body", flat=True)
    assert list(bodies) == ["<p>Alt.</p>", "<p>Neu.</p>"]


def test_who_wrote_or_submitted_does_not_publish() -> None:
    of = house()
    made = page(of, "Wohnen", "Alt.")
    (section,) = texts(made)
    write(of, section, "Neu.")
    edition = submit(edition=made.editions.get(), by=of.checker, at=LATER)
    seen = marks_of_drafts(list(drafts_of(edition)))
    for person in (of.writer, of.checker):
        with pytest.raises(TransitionRefused, match="Vier-Augen"):
            publish(edition=edition, seen=seen, by=person, at=LATER)
    third = factories.person("specialist", of=of.guide.centre.organisation)  # type: ignore[union-attr]
    assert publish(edition=edition, seen=seen, by=third, at=LATER).status == EditionIs.PUBLISHED


def test_the_roles_change_with_the_next_text() -> None:
    """Who published the last text may write the next one, which the other then publishes."""
    of = house()
    made = page(of, "Wohnen", "Alt.")
    (section,) = texts(made)
    other = House(of.guide, of.checker, of.writer)
    write(other, section, "Neu.")
    release(other, made, at=LATER)
    assert [each.body for each in public(of, made)] == ["<p>Neu.</p>"]


def test_nothing_unread_is_published() -> None:
    of = house()
    made = page(of, "Wohnen", "Alt.")
    (section,) = texts(made)
    write(of, section, "Neu.")
    edition = submit(edition=made.editions.get(), by=of.writer, at=LATER)
    seen = marks_of_drafts(list(drafts_of(edition)))
    recall(edition=edition, by=of.writer, at=LATER)
    write(of, section, "Noch neuer.", at=LATER)
    submit(edition=edition, by=of.writer, at=LATER)
    with pytest.raises(GuideRefused, match="seit dem Lesen"):
        publish(edition=edition, seen=seen, by=of.checker, at=LATER)
    assert [each.body for each in public(of, made)] == ["<p>Alt.</p>"]


def test_a_text_under_review_is_not_written_on_and_comes_back_with_a_reason() -> None:
    of = house()
    made = page(of, "Wohnen", "Alt.")
    (section,) = texts(made)
    write(of, section, "Neu.")
    edition = submit(edition=made.editions.get(), by=of.writer, at=LATER)
    with pytest.raises(GuideRefused, match="zur Prüfung"):
        save_section(section=section, typed=Typed("Anders.", 9_000_000), by=of.writer, at=LATER)
    with pytest.raises(TransitionRefused, match="Begründung"):
        send_back(edition=edition, reason=" ", by=of.checker, at=LATER)
    send_back(edition=edition, reason="Bitte die Frist nennen.", by=of.checker, at=LATER)
    write(of, section, "Mit Frist.", at=LATER)


def test_two_editors_of_one_section_lose_nothing() -> None:
    """Bad input of issue 6: both texts are reported; only who saw both overwrites."""
    of = house()
    made = page(of, "Wohnen", "Alt.")
    (section,) = texts(made)
    seen = draft_of(section, "de", by=of.writer, at=AT).edits
    save_section(section=section, typed=Typed("Von mir.", seen), by=of.writer, at=LATER)
    kept = save_section(section=section, typed=Typed("Von ihr.", seen), by=of.checker, at=LATER)
    assert kept.conflicts == {"text": ("Von mir.", "Von ihr.")}
    assert shown_text(SectionDraft.objects.get(section=section)) == "Von mir."
    over = Typed("Von ihr.", seen, overwrite=True)
    save_section(section=section, typed=over, by=of.checker, at=LATER)
    assert shown_text(SectionDraft.objects.get(section=section)) == "Von ihr."


def test_a_page_left_open_over_a_publication_overwrites_nothing() -> None:
    of = house()
    made = page(of, "Wohnen", "Alt.")
    (section,) = texts(made)
    left_open = draft_of(section, "de", by=of.checker, at=AT).edits
    write(of, section, "Neu.")
    release(of, made, at=LATER)
    kept = save_section(section=section, typed=Typed("Uralt.", left_open), by=of.checker, at=LATER)
    assert kept.conflicts == {"text": ("Neu.", "Uralt.")}
    assert not SectionDraft.objects.filter(section=section).exists()


def test_a_translator_sees_only_what_changed() -> None:
    of = house()
    made = page(of, "Wohnen", "Erstens.", "Zweitens.")
    first, second = texts(made)
    assert states(made, "tr") == ["missing", "missing", "missing"]
    title = made.sections.get(kind="title")
    for section, text in ((title, "Konut"), (first, "Birinci."), (second, "İkinci.")):
        write(of, section, text, "tr")
    assert states(made, "tr") == ["in_translation"] * 3
    release(of, made, "tr")
    assert states(made, "tr") == ["current"] * 3
    write(of, second, "Zweitens, neu.")
    release(of, made, at=LATER)
    assert states(made, "tr") == ["current", "current", "outdated"]
    assert [each.outdated for each in public(of, made, "tr")] == [False, True]
    before = german_before(second, second.wordings.get(language="tr").translates)
    assert before == "Zweitens."


def test_a_corrected_spelling_leaves_translations_up_to_date() -> None:
    of = house()
    made = page(of, "Wohnen", "Rechtschreibfeler.")
    (section,) = texts(made)
    write(of, section, "Yazım.", "tr")
    release(of, made, "tr")
    write(of, section, "Rechtschreibfehler.")
    release(of, made, at=LATER, checked=Checked(spelling={section.pk}))
    assert states(made, "tr")[1] == "current"


def test_a_translation_that_still_fits_says_so_and_is_read_by_a_second_person() -> None:
    of = house()
    made = page(of, "Wohnen", "Eins.")
    (section,) = texts(made)
    write(of, section, "Bir.", "tr")
    release(of, made, "tr")
    write(of, section, "Eins!")
    release(of, made, at=LATER)
    german = german_of(section)
    assert german
    edits = draft_of(section, "tr", by=of.writer, at=LATER).edits
    fits = Typed("Bir.", edits, german.meaning, fits=True)
    save_section(section=section, language="tr", typed=fits, by=of.writer, at=LATER)
    release(of, made, "tr", at=LATER)
    assert states(made, "tr")[1] == "current"


def test_a_machine_is_never_published_as_a_person() -> None:
    of = house()
    made = page(of, "Wohnen", "Eins.")
    (section,) = texts(made)
    german = german_of(section)
    assert german
    typed = Typed("One.", 0, german.meaning, machine=True)
    save_section(section=section, language="en", typed=typed, by=of.writer, at=AT)
    assert states(made, "en")[1] == "machine"
    release(of, made, "en")
    assert (states(made, "en")[1], public(of, made, "en")[0].machine) == ("machine", True)
    write(of, section, "One!", "en")
    release(of, made, "en", at=LATER, checked=Checked(native=True))
    assert states(made, "en")[1] == "reviewed"


def test_only_published_german_is_translated() -> None:
    of = house()
    made = page(of, "Wohnen", "Eins.")
    (section,) = texts(made)
    for meaning in ("", "0" * 32):
        with pytest.raises(GuideRefused, match="auf Deutsch veröffentlicht"):
            save_section(
                section=section, language="tr", typed=Typed("Bir.", 0, meaning),
                by=of.writer, at=AT,
            )  # fmt: skip
    with pytest.raises(GuideRefused, match="kennt die Plattform nicht"):
        save_section(section=section, language="tlh", typed=Typed("x", 0), by=of.writer, at=AT)


def test_a_missing_translation_is_german_and_says_so() -> None:
    of = house()
    made = page(of, "Wohnen", "Eins.", "Zwei.")
    first, _ = texts(made)
    write(of, first, "واحد.", "ar")
    release(of, made, "ar")
    assert [(each.body, each.language) for each in public(of, made, "ar")] == [
        ("<p>واحد.</p>", "ar"), ("<p>Zwei.</p>", "de"),
    ]  # fmt: skip


def test_an_empty_german_section_goes_in_every_language_and_an_empty_translation_falls_back() -> (
    None
):
    of = house()
    made = page(of, "Wohnen", "Eins.", "Zwei.")
    first, second = texts(made)
    for section in (first, second):
        write(of, section, "Bir.", "tr")
    release(of, made, "tr")
    write(of, first, "")
    release(of, made, at=LATER)
    write(of, second, "", "tr", at=LATER)
    release(of, made, "tr", at=LATER)
    assert [(each.body, each.language) for each in public(of, made, "tr")] == [
        ("<p>Zwei.</p>", "de")
    ]


def test_a_withdrawn_page_is_gone_in_all_languages_and_comes_back_only_checked() -> None:
    of = house()
    made = page(of, "Wohnen", "Eins.")
    (section,) = texts(made)
    write(of, section, "Bir.", "tr")
    release(of, made, "tr")
    german = made.editions.get(language="de")
    with pytest.raises(TransitionRefused, match="Begründung"):
        withdraw(edition=german, reason="", by=of.checker, at=LATER)
    withdraw(edition=german, reason="Gesetz geändert.", by=of.checker, at=LATER)
    assert tree_of(of.guide, "tr").nodes == []
    german = restore(edition=german, by=of.writer, at=LATER)
    assert tree_of(of.guide, "de").nodes == []
    release(of, made, at=LATER)
    assert [each.body for each in public(of, made, "tr")] == ["<p>Eins.</p>"]
    release(of, made, "tr", at=LATER)
    assert [each.body for each in public(of, made, "tr")] == ["<p>Bir.</p>"]


def test_a_discarded_draft_leaves_the_published_text() -> None:
    of = house()
    made = page(of, "Wohnen", "Alt.")
    (section,) = texts(made)
    write(of, section, "Verworfen.")
    assert made.editions.get().status == EditionIs.DRAFT
    discard_draft(section=section, by=of.writer, at=LATER)
    assert made.editions.get().status == EditionIs.PUBLISHED
    assert draft_of(section, "de", by=of.writer, at=LATER).body == "<p>Alt.</p>"


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        '<svg onload="alert(1)"><a href="javascript:alert(1)">x</a></svg>',
        "[hier](javascript:alert(1))",
        '[hier](https://x.example/"onmouseover="alert(1))',
        "[<img src=x onerror=alert(1)>](javascript:alert)",
        "<p onclick=alert(1)>x</p>",
        "\u202eevil\u2066",
    ],
)
def test_hostile_texts_are_words_and_nothing_else(typed: str) -> None:
    """Bad input of issue 6: HTML, SVG, turned writing."""
    of = house()
    made = page(of, "Wohnen", typed)
    (shown,) = public(of, made)
    html = with_links(shown.body, {})
    tags = set(re.findall(r"<[^>]*>", html))
    assert tags <= {"<p>", "</p>", "<br>"}
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(html)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("[Amt](www.amt.example/wohngeld)", "https://www.amt.example/wohngeld"),
        ("[Amt]( https://amt.example/ )", "https://amt.example/"),
        ("[Amt](post@amt.example)", "mailto:post@amt.example"),
        ("[Amt](https://amt.example/Amt_(Stadt)/a)", "https://amt.example/Amt_%28Stadt%29/a"),
        ("[Amt](tel:+49230112345)", "tel:+49230112345"),
    ],
)
def test_what_people_leave_out_of_an_address_is_put_back(typed: str, address: str) -> None:
    of = house()
    (shown,) = public(of, page(of, "Wohnen", typed))
    assert f'<a href="{address}" rel="noopener noreferrer">Amt</a>' in with_links(shown.body, {})


@pytest.mark.parametrize(
    "target", ["Anlage", "javascript:alert", "/wohnen/", "seite:kurz", "amt.de"]
)
def test_a_link_that_leads_nowhere_is_told_and_nothing_typed_is_lost(target: str) -> None:
    of = house()
    (section,) = texts(page(of, "Wohnen", "Alt."))
    draft = draft_of(section, "de", by=of.writer, at=AT)
    kept = save_section(
        section=section, language="de", typed=Typed(f"Neu, [siehe]({target}).", draft.edits, ""),
        by=of.writer, at=AT,
    )  # fmt: skip
    assert "„siehe“ führt nirgends hin" in str(kept.errors)


def test_another_centre_neither_writes_nor_publishes_nor_reads_drafts() -> None:
    of, stranger = house(), house("Kreis Unna")
    made = page(of, "Wohnen", "Alt.")
    (section,) = texts(made)
    write(of, section, "Geheim.")
    typed = Typed("Fremd.", 9_000_000)
    with pytest.raises(PermissionDenied):
        save_section(section=section, typed=typed, by=stranger.writer, at=AT)
    edition = submit(edition=made.editions.get(), by=of.writer, at=AT)
    with pytest.raises(PermissionDenied):
        publish(edition=edition, seen=0, by=stranger.checker, at=AT)
    for person, drafts in ((of.checker, 1), (stranger.checker, 0)):
        with acting_as(standing_of(person, on=AT.date())):
            assert SectionDraft.objects.count() == drafts
            assert Wording.objects.count() == 2


def test_the_wall_hides_withdrawn_wordings_and_lets_nobody_else_write() -> None:
    of, stranger = house(), house("Kreis Unna")
    made = page(of, "Wohnen", "Alt.")
    with acting_as(standing_of(stranger.checker, on=AT.date())):
        assert Wording.objects.update(shown=False) == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Page.objects.create(centre=of.guide.centre, position=7, created_at=AT)
    withdraw(edition=made.editions.get(), reason="Weg.", by=of.checker, at=AT)
    tell({"app.reach": "", "app.organisations": "{}"})
    assert not Wording.objects.exists()
    tell({"app.reach": "system"})
    assert Wording.objects.count() == 2


def test_the_database_keeps_wordings_identities_and_statuses() -> None:
    of = house()
    made = page(of, "Wohnen", "Alt.")
    wording = Wording.objects.get(section__kind="text")
    for broken in (
        lambda: Wording.objects.filter(pk=wording.pk).update(body="<p>Anders.</p>"),
        lambda: wording.delete(),
        lambda: Page.objects.filter(pk=made.pk).update(public_id="abcdefgh"),
        lambda: Edition.objects.filter(page=made).update(status="draft"),
        lambda: Wording.objects.create(
            section=wording.section, number=2, body="<p>x</p>", meaning="x", published_at=AT
        ),
        lambda: Wording.objects.create(
            section=wording.section, number=2, body="<p>x</p>", meaning="x", published_at=AT,
            shown=False, written_by=of.writer, published_by=of.writer,
        ),
    ):  # fmt: skip
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            broken()
    with connection.cursor() as cursor:
        cursor.execute("SELECT fingerprint = md5(body) FROM guide_wording")
        assert {row[0] for row in cursor.fetchall()} == {True}
