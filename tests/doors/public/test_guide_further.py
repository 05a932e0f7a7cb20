"""The guide in languages beyond those of the interface: the text in them, the frame as before."""

import io
import re

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.finding.refreshing import refresh
from drehscheibe.domain.guide.further import begun, further, is_printed, with_languages
from drehscheibe.domain.guide.jobs import print_what_is_new
from drehscheibe.domain.guide.models import GuidePrint, Page, Section
from tests import factories
from tests.domain.funding.pdf_text import says, text_of
from tests.domain.guide.stories import house, page, translate
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
TITLE, WORDS = "ምብጻሕ", "ቦታ መንበሪኻ ኣብ ከተማ ኣመዝግብ።"
"""Invented; no native speaker has read it."""


class Told:
    """A guide with a page in German and Tigrinya, and one below it in German alone."""

    def __init__(self) -> None:
        self.house = house("Kreis Soest")
        assert self.house.guide.centre
        self.centre: Centre = self.house.guide.centre
        self.page: Page = page(self.house, "Ankommen", "Melden Sie Ihre Wohnung an.")
        self.below: Page = page(self.house, "Wohnung", "Fragen Sie nach.", parent=self.page)
        translate(self.house, self.page, "ti", TITLE, WORDS)

    @property
    def german(self) -> str:
        return f"/wegweiser/{self.centre.key}/{self.page.public_id}/ankommen/"

    @property
    def url(self) -> str:
        return f"{self.german}auf/ti/"


def read(url: str) -> str:
    response = Client().get(url)
    assert_sound(response)
    return str(response.content.decode())


def test_the_text_is_in_tigrinya_and_the_frame_is_not() -> None:
    html = read(Told().url)
    assert '<html lang="de" dir="ltr">' in html
    assert f'<h1><bdi lang="ti" dir="ltr">{TITLE}</bdi></h1>' in html
    assert re.search(rf'<div class="prose" lang="ti" dir="ltr"><p>{WORDS}', html)
    assert "noch nicht übersetzt" not in html


def test_right_to_left_text_runs_its_way_in_a_frame_that_does_not() -> None:
    told = Told()
    translate(told.house, told.page, "prs", "رسیدن", "خانهٔ خود را ثبت کنید.")
    html = read(f"{told.german}auf/prs/")
    assert '<bdi lang="prs" dir="rtl">رسیدن</bdi>' in html
    assert '<div class="prose" lang="prs" dir="rtl">' in html


def test_each_page_leads_to_the_languages_it_has_and_back() -> None:
    told = Told()
    german = read(told.german)
    assert f'href="{told.url}" lang="ti" hreflang="ti" dir="ltr">ትግርኛ</a>' in german
    assert f'<link rel="alternate" hreflang="ti" href="http://testserver{told.url}">' in german
    assert f'href="{told.german}"' in read(told.url)
    lower = f"/wegweiser/{told.centre.key}/{told.below.public_id}/wohnung/"
    assert "auf/ti/" not in read(lower).split("<main")[1].split("</nav>")[0]
    index = read(f"/wegweiser/{told.centre.key}/auf/ti/")
    assert told.url in index
    assert lower in index


def test_what_is_not_translated_is_not_there_and_unknown_languages_are_not_either() -> None:
    told = Told()
    lower = f"/wegweiser/{told.centre.key}/{told.below.public_id}/wohnung/"
    for url in (
        f"{lower}auf/ti/", f"{told.german}auf/so/", f"{told.german}auf/ar/",
        f"{told.german}auf/xx/", f"{told.german}auf/{'x' * 400}/",
        f"/wegweiser/{told.centre.key}/auf/so/",
        f"/wegweiser/{told.centre.key}/auf/de/", f"{told.german}auf/ti/alles.pdf",
    ):  # fmt: skip
        answer = Client().get(url)
        assert answer.status_code == 404, url
        assert "<h1" in answer.content.decode()


def test_a_missing_section_stands_in_german_and_says_so() -> None:
    told = Told()
    page_ = page(told.house, "Schule", "Rufen Sie an.")
    translate(told.house, page_, "ti", "ቤት ትምህርቲ")
    html = read(f"/wegweiser/{told.centre.key}/{page_.public_id}/schule/auf/ti/")
    assert "noch nicht übersetzt" in html
    assert "Rufen Sie an." in html


def test_a_sheet_and_its_way_back() -> None:
    told = Told()
    html = read(f"{told.url}alles/")
    assert TITLE in html
    assert "Fragen Sie nach." in html
    assert f'href="{told.url}"' in html


def test_an_old_address_leads_to_the_same_language() -> None:
    told = Told()
    answer = Client().get(f"/wegweiser/{told.centre.key}/{told.page.public_id}/frueher/auf/ti/")
    assert (answer.status_code, answer["Location"]) == (301, told.url)


def test_programs_sitemap_and_search_know_it() -> None:
    told = Told()
    found = Client().get(f"/api/v1/guides/{told.centre.key}/ti/texts").json()
    assert found["pages"][0]["title"] == TITLE
    told_to = Client().get(f"/api/integreat/v3/{told.centre.key}/ti/pages/").json()
    assert [(each["title"], each["url"]) for each in told_to] == [
        (TITLE, f"http://testserver{told.url}")
    ]
    sheet = Client().get(f"/sitemap/de/wegweiser-{told.centre.key}.xml")
    text = sheet.content.decode()
    assert f"<loc>http://testserver{told.url}</loc>" in text
    assert f'hreflang="ti" href="http://testserver{told.url}"' in text
    refresh(at=timezone.now())
    assert told.url in read(f"/finden/?frage={WORDS.split()[0]}")
    hits = Client().get(f"/api/v1/search?q={WORDS.split()[0]}&language=de").json()["hits"]
    assert [each["url"] for each in hits] == [f"http://testserver{told.url}"]


def test_on_paper_it_has_its_letters_and_says_its_language() -> None:
    """A letter no font has would be a question mark; here every one of them is drawn."""
    import pikepdf

    told = Told()
    print_what_is_new(at=timezone.now())
    row = GuidePrint.objects.get(language="ti", chapter=told.page)
    answer = Client().get(f"{told.url}alles.pdf")
    assert answer.status_code == 200
    with default_storage.open(row.storage_key) as file:
        content = file.read()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang) == "ti"
        fonts = {
            str(font["/BaseFont"])
            for each in pdf.pages for font in each["/Resources"]["/Font"].values()
        }  # fmt: skip
    assert any("NotoSansEthiopic" in each for each in fonts)
    assert says(text_of(content), TITLE)
    assert says(text_of(content), WORDS)


def test_only_what_our_fonts_can_draw_is_printed() -> None:
    assert is_printed("ti")
    assert not is_printed("ta")
    assert {"ti", "am", "so", "prs", "ps", "ur", "sq", "pl", "es"} <= further().keys()
    assert not {"de", "ar", "ku", "kmr"} & further().keys()


def test_a_centre_begins_a_language_and_a_second_person_publishes_it() -> None:
    """Nothing is missing in thirty languages nobody chose: one is begun by writing in it."""
    told = Told()
    writer = factories.client_of(told.house.writer)
    assert begun(with_languages(told.house.guide)) == ["ti"]
    list_ = writer.get("/mitarbeit/wegweiser/uebersetzen/").content.decode()
    assert '<option value="ti">Tigrinya</option>' in list_.split("Weitere Sprache beginnen")[0]
    assert '<option value="so">Somali</option>' in list_.split("Weitere Sprache beginnen")[1]
    todo = writer.get("/mitarbeit/wegweiser/uebersetzen/?sprache=so")
    assert "Übersetzen: Somali" in todo.content.decode()
    assert begun(with_languages(told.house.guide)) == ["ti"], "looking begins nothing"
    section = told.page.sections.get(kind=Section.Kind.TITLE)
    form = writer.get(f"/mitarbeit/wegweiser/abschnitte/{section.pk}/so/")
    assert form.status_code == 200
    assert Client().get(f"{told.german}auf/so/").status_code == 404
    translate(told.house, told.page, "so", "Imaanshaha", "Diiwaangeli gurigaaga.")
    assert begun(with_languages(told.house.guide)) == ["ti", "so"]
    assert "Imaanshaha" in read(f"{told.german}auf/so/")


def test_one_question_more_however_many_languages_and_pages() -> None:
    told = Told()
    counts = []
    for tags in (("am",), ("sq", "so", "pl", "es")):
        for tag in tags:
            translate(told.house, told.page, tag, f"Titel {tag}")
            more = page(told.house, f"Seite {tag}", "Ein Satz.")
            translate(told.house, more, tag, f"Titel {tag}")
        Client().get(told.german)
        with CaptureQueriesContext(connection) as asked:
            read(told.german)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12
