"""The register of decisions: what stands on the screen stands in both files."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from drehscheibe.domain.exchange.deciding import Motion, close_vote, propose, vote
from drehscheibe.domain.exchange.models import Decision
from tests import factories
from tests.domain.exchange.stories import Circle, circle, planned, point

pytestmark = pytest.mark.django_db
HEADER = [
    "Nummer", "Beschluss", "Stand", "Abstimmung", "Gilt ab", "Überprüfung am", "Ersetzt durch",
]  # fmt: skip


@pytest.fixture
def own() -> Circle:
    """One decision taken by vote and superseded in consensus, one that is voted on, an internal."""
    now = timezone.now()
    found = circle(now)
    by = {"by": found.chair, "at": now}
    meeting = planned(found, now + timedelta(days=9), at=now)
    item = point(found, meeting, "Antrag", at=now, kind="decision")
    first = propose(item=item, motion=Motion("Wir drucken.", "vote"), **by)  # type: ignore[arg-type]
    vote(decision=first, choice="yes", by=found.head, at=now)
    vote(decision=first, choice="abstain", by=found.bonn, at=now)
    close_vote(decision=first, valid_from=date(2026, 3, 1), **by)  # type: ignore[arg-type]
    first = Decision.objects.get(pk=first.pk)
    motion = Motion("=1+1 nur online", "consensus", review_on=date(2027, 5, 4), supersedes=first)
    second = propose(item=item, motion=motion, **by)  # type: ignore[arg-type]
    close_vote(decision=second, valid_from=date(2026, 4, 1), **by)  # type: ignore[arg-type]
    third = propose(item=item, motion=Motion("Geheim bis dahin", "vote"), **by)  # type: ignore[arg-type]
    vote(decision=third, choice="no", by=found.head, at=now)
    inside = point(found, meeting, "Personal", at=now, internal=True)
    propose(item=inside, motion=Motion("Zwischenlösung", "vote"), **by)  # type: ignore[arg-type]
    return found


def address(own: Circle, form: str = "") -> str:
    """The register as a page or a file."""
    start = f"/mitarbeit/gruppen/{own.group.pk}/beschluesse"
    return f"{start}.{form}" if form else f"{start}/"


def _typed(cell: object) -> str:
    """A cell of the sheet as the text of the CSV file."""
    return f"{cell:%d.%m.%Y}" if isinstance(cell, date) else str(cell)


def test_screen_csv_and_excel_say_the_same(own: Circle) -> None:
    browser = factories.client_of(own.guest)
    year = timezone.localdate().year
    text = browser.get(address(own, "csv")).content.decode("utf-8-sig")
    lines = list(csv.reader(StringIO(text), delimiter=";"))
    assert lines[0] == HEADER
    assert [line[0] for line in lines[1:]] == [f"{n}/{year}" for n in (3, 2, 1)]
    assert lines[1][2:] == ["Zur Abstimmung", "Abstimmung läuft", "", "", ""]  # no count meanwhile
    assert lines[2][2:] == ["Gefasst", "im Konsens", "01.04.2026", "04.05.2027", ""]
    assert lines[3][1:] == [
        "Wir drucken.", "Gefasst", "1 Ja, 0 Nein, 1 Enthaltungen", "01.03.2026", "", f"2/{year}"
    ]  # fmt: skip
    book = CalamineWorkbook.from_filelike(BytesIO(browser.get(address(own, "xlsx")).content))
    sheet = book.get_sheet_by_index(0).to_python()
    assert sheet[0] == HEADER
    assert [[_typed(cell) for cell in row] for row in sheet[1:]] == [
        [cell.lstrip("'") for cell in line] for line in lines[1:]
    ]
    page = browser.get(address(own)).content.decode()
    for cell in (*HEADER, *(cell for line in lines[2:] for cell in line if cell)):
        assert cell.lstrip("'") in page


def test_guests_miss_the_internal_decision_in_every_form(own: Circle) -> None:
    guest, member = factories.client_of(own.guest), factories.client_of(own.bonn)
    for form in ("", "csv"):
        assert "Zwischenlösung" not in guest.get(address(own, form)).content.decode()
        assert "Zwischenlösung" in member.get(address(own, form)).content.decode()


def test_the_file_holds_what_the_filter_shows(own: Circle) -> None:
    browser = factories.client_of(own.bonn)
    page = browser.get(address(own), {"wort": "drucken"}).content.decode()
    assert "beschluesse.csv?wort=drucken" in page
    assert "nur online" not in page
    text = browser.get(address(own, "csv"), {"wort": "drucken"}).content.decode()
    assert "Wir drucken." in text
    assert "nur online" not in text


def test_out_of_reach_and_unknown_forms_do_not_exist(own: Circle) -> None:
    assert factories.client_of(own.bonn).get(address(own, "pdf")).status_code == 404
    own.group.tier = "group"
    own.group.save(update_fields=["tier"])
    stranger = factories.client_of(factories.person("head"))
    assert stranger.get(address(own, "csv")).status_code == 404
