"""Pages of returns: files say what the screen says, queries do not grow, clicks do not double."""

import csv
from collections.abc import Callable
from datetime import date, datetime
from html.parser import HTMLParser
from io import BytesIO, StringIO
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook
from time_machine import TimeMachineFixture

from drehscheibe.domain.controlling.models import LockException, ReturnReminder
from drehscheibe.domain.controlling.returns.obligations import rhythm
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Person
from tests import factories
from tests.domain.controlling.stories import Story, story

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]
MATRIX = "staff:controlling:return_matrix"
TODAY = datetime.now(ZoneInfo("Europe/Berlin"))
FIRST = rhythm().begins(TODAY.year)
OWED = {"obligation": "goals", "year": FIRST}


class Cells(HTMLParser):
    """The body of the first table: rows of cells, a cell as its pieces of text joined by commas."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.pieces: list[str] | None = None
        self.hidden = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"} and "data-label" in given:
            self.pieces = []
        if tag == "span" and "kern-sr-only" in (given.get("class") or ""):
            self.hidden += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self.pieces is not None:
            self.rows[-1].append(", ".join(self.pieces))
            self.pieces = None
        if tag == "span" and self.hidden:
            self.hidden -= 1

    def handle_data(self, data: str) -> None:
        if self.pieces is not None and not self.hidden and data.strip():
            self.pieces.append(" ".join(data.split()))


def many(number: int) -> None:
    """Centres in two districts."""
    for each in range(number):
        centre = factories.centre(f"Kreis {each:03}", key=f"8{each:04d}")
        if each % 2:
            centre.government_district = "Beispielbezirk"
            centre.save(update_fields=["government_district"])


def in_every_state(noon: datetime) -> Story:
    """One centre has agreed goals, one a draft, some nothing; one lock is open, one reminded."""
    people = story()
    people.agreed(at=noon, goals=1, year=FIRST)
    many(6)
    LockException.objects.create(
        centre=people.centre, obligation="report", year=FIRST, reason="Brand",
        until=date(TODAY.year + 1, 12, 31), granted_by=people.adviser, granted_at=noon,
    )  # fmt: skip
    return people


@pytest.mark.parametrize(
    "query",
    ["", "fehlt=on", "stand=agreed", "pflicht=goals", "bezirk=Beispielbezirk",
     "stand=late&pflicht=concept", f"jahr={FIRST - 1}"],
)  # fmt: skip
def test_the_files_say_cell_by_cell_what_the_screen_says(
    noon: datetime, as_person: As, query: str
) -> None:
    browser = as_person(in_every_state(noon).adviser)
    page = browser.get(f"{reverse(MATRIX)}?{query}").content.decode()
    screen = [row for row in Cells(page).rows if row]
    answer = browser.get(f"{reverse('staff:controlling:return_export', args=['csv'])}?{query}")
    lines = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    file = [[centre, *cells] for centre, _, *cells in lines[1:]]
    assert screen
    assert file == screen
    answer = browser.get(f"{reverse('staff:controlling:return_export', args=['xlsx'])}?{query}")
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    book = [[str(centre), *map(str, cells)] for centre, _, *cells in sheet.to_python()[1:]]
    assert book == screen


def test_the_page_asks_as_often_for_400_centres_as_for_few(noon: datetime, as_person: As) -> None:
    browser = as_person(story().adviser)

    def asked() -> int:
        browser.get(reverse(MATRIX))
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(reverse(MATRIX)).status_code == 200
        return len(queries)

    few = asked()
    many(400)
    assert asked() == few <= 14


@pytest.mark.parametrize("year", [FIRST - 1, FIRST, FIRST + 1])
def test_head_and_page_count_a_centre_outside_the_rhythm_alike(
    noon: datetime, as_person: As, year: int
) -> None:
    people = story()
    people.draft(at=noon, year=FIRST + 1)  # its two years begin in the second of the network's
    many(3)
    browser = as_person(people.adviser)
    shown = browser.get(f"{reverse(MATRIX)}?jahr={year}").context["heads"]
    counted = {head["url"]: head["missing"] for head in shown}
    pages = {url: len(browser.get(url).context["what"].missing) for url in counted}
    assert counted == pages
    assert any(counted.values())


def test_one_click_reminds_once(
    noon: datetime, as_person: As, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(TODAY, tick=False)  # a run of all tests goes on past midnight
    people = story()
    browser = as_person(people.adviser)
    address = reverse("staff:controlling:return_remind", kwargs=OWED)
    page = browser.get(address)
    key = page.context["form"]["key"].value()
    assert "Kreis Musterau" in page.content.decode()
    sent = {"key": key, "centres": [people.centre.pk], "words": "Bitte bis Freitag."}
    for _ in range(2):
        assert browser.post(address, sent).status_code == 302
    second = browser.post(address, sent | {"key": "6f9b2a0e-5d0a-4d53-9a53-3a0f6a1c2b12"})
    assert second.status_code == 409
    assert "heute schon erinnert" in second.content.decode()
    assert "Bitte bis Freitag." in second.content.decode()
    assert ReturnReminder.objects.count() == 1
    assert OutboxMail.objects.filter(subject__startswith="Erinnerung: Ziele").count() == 2
    matrix = browser.get(reverse(MATRIX)).content.decode()
    assert f"erinnert am {TODAY:%d.%m.%Y}" in matrix


def test_nobody_chosen_is_said_at_the_field(noon: datetime, as_person: As) -> None:
    browser = as_person(story().adviser)
    address = reverse("staff:controlling:return_remind", kwargs=OWED)
    answer = browser.post(address, {"words": "Hallo"})
    assert answer.status_code == 422
    assert "Bitte füllen Sie „Wer erinnert wird“ aus." in answer.content.decode()
    assert "Hallo" in answer.content.decode()


def test_a_ministry_sees_no_draft_and_no_button(noon: datetime, as_person: As) -> None:
    people = story()
    people.draft(at=noon, year=FIRST)
    of_office = as_person(people.adviser).get(reverse(MATRIX)).content.decode()
    of_ministry = as_person(people.school).get(reverse(MATRIX)).content.decode()
    assert ">Entwurf</span>" in of_office
    assert ">Entwurf</span>" not in of_ministry
    detail = reverse("staff:controlling:obligation_detail", kwargs=OWED)
    assert "erinnern" in as_person(people.adviser).get(detail).content.decode()
    assert "erinnern" not in as_person(people.school).get(detail).content.decode()
    remind = reverse("staff:controlling:return_remind", kwargs=OWED)
    assert as_person(people.school).get(remind).status_code == 403


def test_a_lock_is_opened_with_reason_and_end(noon: datetime, as_person: As) -> None:
    people = story()
    browser = as_person(people.adviser)
    about = {"obligation": "report", "year": FIRST - 1}
    address = reverse("staff:controlling:lock_open", kwargs=about)
    given = {"centre": people.centre.pk, "until": f"31.12.{TODAY.year + 1}", "reason": ""}
    assert browser.post(address, given).status_code == 422
    assert browser.post(address, given | {"until": "31.12.2020", "reason": "x"}).status_code == 422
    assert browser.post(address, given | {"reason": "Brand"}).status_code == 302
    exception = LockException.objects.get()
    detail = browser.get(reverse("staff:controlling:obligation_detail", kwargs=about))
    assert "Brand" in detail.content.decode()
    close = reverse("staff:controlling:lock_close", args=[exception.pk])
    assert browser.post(close).status_code == 302
    exception.refresh_from_db()
    assert exception.ended_by == people.adviser


def test_a_centre_sees_its_own_line(noon: datetime, as_person: As) -> None:
    people = story()
    many(3)
    page = as_person(people.head).get(reverse(MATRIX)).content.decode()
    assert "Kreis Musterau" in page
    assert "Kreis 001" not in page


@pytest.mark.parametrize("about", [("report", 99999), ("report", 1), ("nichts", FIRST)])
def test_what_nobody_owes_has_no_page(
    noon: datetime, as_person: As, about: tuple[str, int]
) -> None:
    address = reverse("staff:controlling:obligation_detail", args=about)
    assert as_person(story().adviser).get(address).status_code == 404


def test_without_a_year_the_form_shows_the_year_that_is_shown(
    noon: datetime, as_person: As
) -> None:
    answer = as_person(story().adviser).get(f"{reverse(MATRIX)}?fehlt=on")
    assert answer.context["filters"]["jahr"].value() == str(answer.context["matrix"].year)
