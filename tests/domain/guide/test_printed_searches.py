"""Courses and events of a guide on paper: what the day found, its date, and where today's stand."""

from datetime import timedelta

import page as page_checker
import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drehscheibe.domain.guide import embedding
from drehscheibe.domain.guide.choosing import choose_search
from drehscheibe.domain.guide.models import GuidePrint, Page
from drehscheibe.domain.guide.printing import print_guides
from drehscheibe.domain.guide.tree import Guide, add_section
from tests import factories
from tests.domain.courses.stories import AT as NOW
from tests.domain.courses.stories import Stage
from tests.domain.funding.pdf_text import faults, text_of
from tests.domain.guide.stories import AT, House, page, release, write
from tests.domain.qualification.stories import hall

pytestmark = pytest.mark.django_db
NEXT_DAY = NOW + timedelta(days=1)


@pytest.fixture
def stage() -> Stage:
    embedding._wishes.clear()
    return Stage()


@pytest.fixture
def made(stage: Stage) -> Page:
    """A page with courses for beginners and the centre's events, in German and Arabic."""
    head = factories.person("head", of=stage.centre.organisation)
    of = House(Guide(centre=stage.centre), stage.keeper, head)
    made = page(of, "Lernen", "Text.")
    for kind, address, words in (
        ("courses", "?von=0&bis=1", "Diese Kurse beginnen bald:"),
        ("events", "", "Das ist geplant:"),
    ):
        section = add_section(page=made, kind=kind, by=of.writer, at=AT)
        write(of, section, words)
        choose_search(section=section, address=address, by=of.writer, at=AT)
    release(of, made)
    write(of, made.sections.get(kind="title"), "التعلم", "ar")
    release(of, made, "ar")
    return made


def paper(language: str = "de") -> bytes:
    row = GuidePrint.objects.get(language=language, chapter=None)
    with default_storage.open(row.storage_key) as file:
        return bytes(file.read())


def test_the_sheet_says_what_the_day_found_and_where_today_s_stands(
    stage: Stage, made: Page
) -> None:
    stage.course(title="Für Anfänger", level_from=0, level_to=1)
    stage.course(title="Alltag")
    hall(NOW, owner=stage.centre.organisation, title="Elternabend", place="Rathaus")
    assert print_guides(["de", "ar"], at=NOW) == 2
    (text,) = text_of(paper())
    for told in (
        "Diese Kurse beginnen bald:", "Für Anfänger", "ohne Vorkenntnisse – A1",
        "Beginn: 11.05.2026 · Dortmund", "Deutschkurse (1) · Stand: 04.05.2026",
        f"localhost:8000/wegweiser/{stage.centre.key}/{made.public_id}/",
        "Elternabend", "03.06.2026 · Rathaus", "Veranstaltungen · Stand: 04.05.2026",
    ):  # fmt: skip
        assert told in text, told
    assert "Alltag" not in text
    for each in (paper(), paper("ar")):
        assert faults(each, page_checker.ValidationProfile.PDF_UA_1) == []
    assert f"localhost:8000/ar/wegweiser/{stage.centre.key}/" in text_of(paper("ar"))[0]


def test_other_finds_alone_wait_for_the_next_day_and_words_do_not(stage: Stage, made: Page) -> None:
    print_guides(["de"], at=NOW)
    (text,) = text_of(paper())
    assert text.count("Gerade ist nichts geplant.") == 2
    stage.course(title="Für Anfänger", level_from=0, level_to=1)
    assert print_guides(["de"], at=NOW + timedelta(hours=2)) == 0
    assert print_guides(["de"], at=NEXT_DAY) == 1
    assert "Deutschkurse (1) · Stand: 05.05.2026" in text_of(paper())[0]
    assert print_guides(["de"], at=NEXT_DAY) == 0
    stage.course(title="Noch einer", level_from=0, level_to=1)
    head = factories.person("head", of=stage.centre.organisation)
    of = House(Guide(centre=stage.centre), stage.keeper, head)
    write(of, made.sections.filter(kind="text").get(), "Neu.", at=NEXT_DAY)
    release(of, made, at=NEXT_DAY)
    assert print_guides(["de"], at=NEXT_DAY) == 1
    assert "Noch einer" in text_of(paper())[0]


def test_finds_are_asked_once_for_all_languages(stage: Stage, made: Page) -> None:
    stage.course(title="Für Anfänger", level_from=0, level_to=1)
    print_guides(["de", "ar"], at=NOW)
    counted = []
    for languages in (["de"], ["de", "ar"]):
        with CaptureQueriesContext(connection) as asked:
            print_guides(languages, at=NOW)
        counted.append(sum("courses_courseoffer" in each["sql"] for each in asked))
    assert counted == [2, 2]
