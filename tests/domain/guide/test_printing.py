"""Guides as PDF: set by the worker when they say something new, tagged, from right to left."""

from io import BytesIO

import page as page_checker
import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.test import Client

from drehscheibe.domain.guide.adopting import adopt
from drehscheibe.domain.guide.models import GuidePrint, Page
from drehscheibe.domain.guide.printing import print_guides, sheets
from drehscheibe.domain.guide.publishing import withdraw
from drehscheibe.domain.guide.writing import Typed, draft_of, german_of, save_section
from tests.domain.funding.pdf_text import faults
from tests.domain.guide.stories import AT, LATER, House, house, office, page, release, texts, write

pytestmark = pytest.mark.django_db
HTML = "<h3>Wer hilft?</h3><ul><li><strong>Amt</strong></li><li>[Miete](seite:zzzzzzzz)</li></ul>"


@pytest.fixture
def of() -> House:
    """A chapter with a page below it, the chapter in Arabic too."""
    of = house()
    chapter = page(of, "Wohnen", "Eine Wohnung suchen.")
    page(of, "Wohngeld", HTML, parent=chapter)
    write(of, chapter.sections.get(kind="title"), "السكن", "ar")
    write(of, texts(chapter)[0], "البحث عن شقة.", "ar")
    release(of, chapter, "ar")
    return of


def told(row: GuidePrint) -> pikepdf.Pdf:
    with default_storage.open(row.storage_key) as file:
        return pikepdf.open(BytesIO(file.read()))


def test_whole_guides_and_chapters_are_set_in_their_languages(of: House) -> None:
    assert print_guides(["de", "ar", "tr"], at=AT) == 4
    found = {(each.language, each.chapter is None) for each in GuidePrint.objects.all()}
    assert found == {("de", True), ("de", False), ("ar", True), ("ar", False)}


def test_what_is_set_is_tagged_and_runs_as_its_language_does(of: House) -> None:
    print_guides(["ar"], at=AT)
    for row in GuidePrint.objects.all():
        paper = told(row)
        assert str(paper.Root.Lang) == "ar"
        assert bool(paper.Root.MarkInfo.Marked)
        with default_storage.open(row.storage_key) as file:
            assert faults(file.read(), page_checker.ValidationProfile.PDF_UA_1) == []


def test_the_paper_says_what_a_machine_or_nobody_translated(of: House) -> None:
    """As the page does, in the reader's language; a German heading is marked as German."""
    chapter = Page.objects.get(parent=None)
    (section,) = texts(chapter)
    (sheet, *_) = list(sheets(["ar"], at=AT))
    assert [bool(each["note"]) for each in sheet.data["pages"]] == [False, True]
    assert [each["lang"] for each in sheet.data["pages"]] == ["ar", "de"]
    german = german_of(section)
    assert german
    said = Typed("نص آلي.", draft_of(section, "ar", by=of.writer, at=AT).edits, german.meaning,
                 machine=True)  # fmt: skip
    save_section(section=section, language="ar", typed=said, by=of.writer, at=AT)
    release(of, chapter, "ar")
    write(of, section, "Neu.", at=LATER)
    release(of, chapter, at=LATER)
    (sheet, *_) = list(sheets(["ar"], at=LATER))
    assert len(sheet.data["pages"][0]["sections"][0]["notes"]) == 2


def test_a_second_run_sets_nothing_and_a_change_only_what_changed(of: House) -> None:
    print_guides(["de", "ar"], at=AT)
    assert print_guides(["de", "ar"], at=LATER) == 0
    old = set(GuidePrint.objects.filter(language="de").values_list("storage_key", flat=True))
    chapter = Page.objects.get(parent=None)
    write(of, texts(chapter)[0], "Eine neue Wohnung suchen.", at=LATER)
    release(of, chapter, at=LATER)
    assert print_guides(["de", "ar"], at=LATER) >= 2
    assert not old & set(GuidePrint.objects.values_list("storage_key", flat=True))


def test_a_chapter_that_is_withdrawn_is_gone_at_once_everywhere(of: House) -> None:
    print_guides(["de"], at=AT)
    chapter = Page.objects.get(parent=None)
    path = f"/wegweiser/{of.guide.centre.key}/{chapter.public_id}/wohnen/alles.pdf"  # type: ignore[union-attr]
    answer = Client().get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
    again = Client().get(path, headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    whole = f"/wegweiser/{of.guide.centre.key}/wegweiser.pdf"  # type: ignore[union-attr]
    assert Client().get(whole).status_code == 200
    withdraw(edition=chapter.editions.get(language="de"), reason="falsch", by=of.writer, at=LATER)
    assert [Client().get(each).status_code for each in (path, whole)] == [404, 404]
    assert print_guides(["de"], at=LATER) == 0
    assert not GuidePrint.objects.exists()


def test_a_translation_withdrawn_takes_only_its_own_papers(of: House) -> None:
    print_guides(["de", "ar"], at=AT)
    chapter = Page.objects.get(parent=None)
    withdraw(edition=chapter.editions.get(language="ar"), reason="falsch", by=of.writer, at=LATER)
    assert set(GuidePrint.objects.values_list("language", flat=True)) == {"de"}


def test_a_shared_page_withdrawn_takes_the_papers_of_who_adopted_it() -> None:
    land, centre = office(), house()
    shared = page(land, "Notruf", "112")
    adopt(source=shared, guide=centre.guide, by=centre.writer, at=AT)
    print_guides(["de"], at=AT)
    assert GuidePrint.objects.count() == 2
    withdraw(edition=shared.editions.get(language="de"), reason="alt", by=land.writer, at=LATER)
    assert not GuidePrint.objects.exists()


def test_what_is_not_printed_yet_is_404_and_no_link_leads_there(of: House) -> None:
    key = of.guide.centre.key  # type: ignore[union-attr]
    assert Client().get(f"/wegweiser/{key}/wegweiser.pdf").status_code == 404
    chapter = Page.objects.get(parent=None)
    address = f"/wegweiser/{key}/{chapter.public_id}/wohnen/alles/"
    assert ".pdf" not in Client().get(address).content.decode()
    print_guides(["de"], at=AT)
    assert Client().get(address).content.decode().count(".pdf") == 2
    assert Client().get("/wegweiser/99999/wegweiser.pdf").status_code == 404


def test_a_text_that_cannot_be_set_holds_up_no_other(of: House) -> None:
    """Headings that skip a level, empty ones, nested lists, a link to nowhere: all are set."""
    hard = (
        "<h4>Tief</h4><p>x</p><h3></h3><ul><li><ol><li>a<ul><li>b</li></ul></li></ol></li></ul>"
        '<blockquote><p>Zitat</p></blockquote><pre>a\nb</pre><p><a href="https://">leer</a></p>'
        "<p>#sys.exit() $x$ *a* @b <br></p>"
    )
    page(of, "Schwierig", hard, parent=Page.objects.get(parent=None))
    assert print_guides(["de"], at=AT) == 2
