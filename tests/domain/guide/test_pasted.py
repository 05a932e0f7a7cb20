"""What people paste: addresses, decomposed letters, signs nobody sees."""

import unicodedata

import pytest
from django.test import Client

from drehscheibe.domain.guide.bodies import read_alternative
from drehscheibe.domain.guide.models import SectionDraft
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.domain.guide.tree import add_page
from drehscheibe.domain.guide.writing import Typed, draft_of, save_section
from drehscheibe.kernel.drafts.keeping import InputRefused
from tests.domain.guide.stories import AT, LATER, house, office, page, release, texts, write

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "https://www.kreis-soest.example/wegweiser/familie/beratung/start",
        "https://ki.example/wegweiser/05315/k7qw2mzx/wohnen/",
    ],
)
def test_an_address_elsewhere_that_looks_like_ours_stays_one(address: str) -> None:
    of = house()
    made = page(of, "Wohnen", "Alt.")
    assert of.guide.centre
    assert of.guide.centre.key != "05315"
    (section,) = texts(made)
    write(of, section, f"[Rat]({address})")
    release(of, made, at=LATER)
    shown = Client().get(f"/wegweiser/{of.guide.centre.key}/{made.public_id}/wohnen/")
    assert f'href="{address}"' in shown.content.decode()


def test_addresses_of_the_own_and_of_the_shared_guide_become_identities() -> None:
    land, of = office(), house()
    made = page(of, "Wohnen", "Alt.")
    assert of.guide.centre
    (section,) = texts(made)
    key = of.guide.centre.key
    write(of, section, f"[a](/wegweiser/{key}/k7qw2mzx/x/) [b](/ar/wegweiser/land/k7qw2mzy/y/)")
    assert SectionDraft.objects.get().body == "<p>[a](seite:k7qw2mzx) [b](seite:k7qw2mzy)</p>"
    (shared,) = texts(page(land, "Ankommen", "Alt."))
    write(land, shared, f"[a](https://ki.example/wegweiser/{key}/k7qw2mzx/x/)")
    assert "(https://ki.example/" in SectionDraft.objects.get(section=shared).body


def test_a_text_in_decomposed_letters_is_no_other_text() -> None:
    """As a Mac copies it: otherwise every translation would count as outdated."""
    of = house()
    (section,) = texts(page(of, "Wohnen", "Ämter für Übergänge."))
    write(of, section, unicodedata.normalize("NFD", "Ämter für Übergänge."))
    assert not SectionDraft.objects.exists()


def test_a_title_nobody_can_see_is_none() -> None:
    of = house()
    made = page(of, "Wohnen")
    title = made.sections.get()
    seen = draft_of(title, "de", by=of.writer, at=AT).edits
    typed = Typed("\u200b\u2060\u00ad", seen)
    kept = save_section(section=title, typed=typed, by=of.writer, at=LATER)
    assert "Buchstaben oder Ziffern" in kept.errors["text"]
    with pytest.raises(GuideRefused, match="Buchstaben oder Ziffern"):
        add_page(guide=of.guide, title="\u200b\u200b", by=of.writer, at=LATER)


@pytest.mark.parametrize("typed", ["\u200b\u200b\u200b\u200b", "– – –", "\u00ad.\u00ad.\u00ad"])
def test_a_picture_is_not_described_by_signs_nobody_reads(typed: str) -> None:
    with pytest.raises(InputRefused):
        read_alternative(typed)
