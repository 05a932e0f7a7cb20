"""Notice and application as PDF: accessible, archivable, complete, the same every time."""

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import page
import pikepdf
import pytest
from django.test import override_settings

from drehscheibe.domain.funding.letters import application_pdf, notice_pdf
from drehscheibe.kernel.documents.letters import Party
from tests.domain.funding import letter_samples as samples
from tests.domain.funding.pdf_text import faults, says, text_of

ISSUED = datetime(2023, 5, 15, 10, 0, tzinfo=UTC)
LETTERS = {
    "notice": notice_pdf(samples.notice(), issued_at=ISSUED),
    "rejection": notice_pdf(samples.rejection(), issued_at=ISSUED),
    "application": application_pdf(samples.application(), issued_at=ISSUED),
}
every_letter = pytest.mark.parametrize("pdf", LETTERS.values(), ids=LETTERS)


@every_letter
@pytest.mark.parametrize(
    "profile", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A]
)
def test_letters_keep_the_rules_of_accessibility_and_archive(
    pdf: bytes, profile: page.ValidationProfile
) -> None:
    assert faults(pdf, profile) == []


@every_letter
def test_letters_are_tagged_german_a4_with_their_fonts_inside(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as document:
        root = document.Root
        assert str(root.Lang) == "de-DE"
        assert bool(root.MarkInfo.Marked)
        assert "/StructTreeRoot" in root
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        for sheet in document.pages:
            assert [round(float(each)) for each in sheet.mediabox] == [0, 0, 595, 842]
        fonts = [each for each in document.objects if _is_font_descriptor(each)]
        assert fonts
        assert all("/FontFile2" in each or "/FontFile3" in each for each in fonts)


def _is_font_descriptor(thing: object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"


@every_letter
def test_every_page_counts_itself_and_carries_version_and_hash(pdf: bytes) -> None:
    pages = text_of(pdf)
    for number, words in enumerate(pages, start=1):
        assert f"Seite {number} von {len(pages)}" in words
        assert re.search(r"Fassung [12] · [0-9.]{10} · Prüfsumme der Angaben [0-9a-f]{12}", words)


@every_letter
def test_tables_have_heads_and_headings_are_headings(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as document:
        roles = {
            str(each.S) for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and "/S" in each and "/K" in each
        }  # fmt: skip
    assert {"/H1", "/Table", "/TH", "/TD", "/P"} <= roles


def test_the_same_case_is_the_same_file_byte_for_byte() -> None:
    assert notice_pdf(samples.notice(), issued_at=ISSUED) == LETTERS["notice"]
    later = notice_pdf(samples.notice(), issued_at=datetime(2023, 5, 16, tzinfo=UTC))
    assert later != LETTERS["notice"]


def test_the_notice_says_what_it_must() -> None:
    words = text_of(LETTERS["notice"])
    for part in (
        "Zuwendungsbescheid", "KI-2023-05570", "390.250,00 €", "Beantragt waren 400.250,00 €",
        "Begründung der Abweichung", "800 Einsätze", "Nr. 5.4.1, 57.000 € je Stelle × 9/12",
        "unbestätigt", "Verwaltungsgericht Münster", "Fachdatenerhebung", "zum 01.10.2023",
        "auf einen Rechtsbehelf verzichten", "Ministerium für Schule und Bildung", "Anlagen",
    ):  # fmt: skip
        assert says(words, part)


def test_a_full_grant_gives_no_reason_for_a_difference() -> None:
    data = samples.notice()
    lines = tuple(replace(line, granted=line.asked) for line in data.lines)
    words = text_of(notice_pdf(replace(data, lines=lines, reason=""), issued_at=ISSUED))
    assert not says(words, "Abweichung")
    assert not says(words, "Beantragt waren")


def test_a_rejection_promises_nothing() -> None:
    words = text_of(LETTERS["rejection"])
    assert says(words, "lehne ich ab")
    assert says(words, "Verwaltungsgericht Münster")
    for promise in ("bewillige", "Auszahlung", "Nebenbestimmungen", "verzichten"):
        assert not says(words, promise)


def test_a_notice_without_court_shows_the_gap() -> None:
    pdf = notice_pdf(replace(samples.notice(), court=""), issued_at=ISSUED)
    assert says(text_of(pdf), "zuständiges Verwaltungsgericht fehlt")


def test_the_application_shows_teachers_and_counts_them_not() -> None:
    words = text_of(LETTERS["application"])
    assert says(words, "Abgeordnete Lehrkräfte: 2 Stellen")
    assert says(words, "in keinem Betrag dieses Antrags")
    assert says(words, "400.250,00 €")
    assert says(words, "Kreistag")


def test_a_draft_without_anything_is_still_a_letter() -> None:
    empty = replace(
        samples.application(),
        concept=None, posts=(), material=(), plan=(), declarations=(), remarks=(), annexes=(),
        seconded_teachers=None, head_share=None, deputy_share=None,
    )  # fmt: skip
    assert says(text_of(application_pdf(empty, issued_at=ISSUED)), "0,00 €")


@pytest.mark.parametrize(
    "words",
    [
        "#panic() $x$ *fett* <label> @ref `raw` \\ // /* [ ] { }",
        "\u202eeuro\u2066x\u2069",
        "Name\x00mit\x07Steuerzeichen\tund\nUmbruch",
        "\N{PARTY POPPER} ትግርኛ",
        "Ĳsselmeer K\u035fh Ŗ́ Đặng Łódź Ñandú",
        "مرحبا بكم",
        "Київ",
        "=" * 3000,
    ],
)
def test_attacks_24_34_and_35_no_text_breaks_or_bends_the_letter(words: str) -> None:
    pdf = notice_pdf(
        replace(
            samples.notice(), reason=words, addressee=Party(name=words[:80]), signed_by=words[:40]
        ),
        issued_at=ISSUED,
    )
    assert page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1).is_compliant


@pytest.mark.parametrize(
    "name", ["K\u035fh", "C\u0306", "L\u0326", "Ḵ", "ẞ", "Ṛ\u0313", "H\u032e", "u\u0338", "ǰ", "’Ž"]
)
def test_attack_34_names_of_din_91379_stand_on_paper_as_they_are(name: str) -> None:
    pdf = notice_pdf(replace(samples.notice(), signed_by=f"Xavier {name} Zet"), issued_at=ISSUED)
    words = unicodedata.normalize("NFC", "".join(text_of(pdf)).replace(" ", ""))
    assert "\ufffd" not in words
    # a mark drawn from another font may stand twice in the text layer, never on the paper
    assert f"Xavier{unicodedata.normalize('NFC', name)}" in words


def test_text_is_never_source() -> None:
    pdf = notice_pdf(replace(samples.notice(), reason="#str(1+1) *x*"), issued_at=ISSUED)
    assert says(text_of(pdf), "#str(1+1) *x*")


def test_names_of_the_day_are_taken_from_the_data() -> None:
    old = replace(
        samples.notice(), dated_on=date(2012, 9, 1),
        ministries=("Ministerium für Arbeit, Integration und Soziales",),
    )  # fmt: skip
    words = text_of(notice_pdf(old, issued_at=ISSUED))
    assert says(words, "Arbeit, Integration und Soziales")
    assert not says(words, "Flucht")


def test_a_demonstration_says_so_on_every_page() -> None:
    with override_settings(DEMONSTRATION=True):
        pages = text_of(notice_pdf(samples.notice(), issued_at=ISSUED))
    assert all("Demonstration – erfundene Personen" in words for words in pages)
