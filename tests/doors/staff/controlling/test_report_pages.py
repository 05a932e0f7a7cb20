"""Pages of yearly reports: prefilled, kept while typed, signed as shown, read by the network."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from drehscheibe.domain.controlling.models import AnnualReport, ReportDraft, ReportVersion
from drehscheibe.domain.controlling.reports.answering import take_step
from tests import factories, pages
from tests.domain.controlling.report_stories import (
    AFTER_THE_YEAR,
    begun,
    did,
    judged,
    seen,
    signed,
    words,
)
from tests.domain.controlling.stories import Story, story
from tests.domain.funding.stories import story as funded

pytestmark = pytest.mark.django_db
LIST = "/mitarbeit/berichte/"
AFTER_THE_LOCK = AFTER_THE_YEAR + timedelta(days=900)
MOST_QUERIES = 12
MOST_OF_A_REPORT = 20
OF_THE_TEST = 4
"""Savepoints and the wall put back: only within the test's own transaction."""


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages live in the year after the reported one."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AFTER_THE_YEAR)


@pytest.fixture
def people() -> Story:
    """A centre, its adviser, both ministries."""
    return story()


def page_of(report: AnnualReport, rest: str = "") -> str:
    """The address of a page of the report."""
    return f"{LIST}{report.pk}/{rest}"


def text_of(response: Any) -> str:
    """What the page says, white space as one blank."""
    tree = pages.assert_sound(response)
    return " ".join(" ".join(tree.itertext()).split())


def test_a_report_is_begun_from_the_list_with_everything_in_it(
    people: Story, noon: datetime
) -> None:
    period = people.agreed(at=noon)
    did(people, period.goals.all()[0], on=date(2023, 5, 1), people_reached=14)
    client = factories.client_of(people.specialist)
    assert "Jahresbericht 2023 öffnen" in text_of(client.get(LIST))
    answer = client.post(f"{LIST}beginnen/", {"period": period.pk, "year": 2023})
    report = AnnualReport.objects.get()
    assert answer["Location"] == page_of(report, "bearbeiten/")
    shown = text_of(client.get(answer["Location"]))
    for said in ("Ziel Nummer 1", "Teilnehmende Vereine", "1 Aktivität", "14 Teilnahmen",
                 "Ziel 3 ist noch nicht beurteilt", "Der Istwert fehlt"):  # fmt: skip
        assert said in shown, said
    assert client.post(f"{LIST}beginnen/", {"period": period.pk, "year": 2023}).status_code == 302
    assert AnnualReport.objects.count() == 1


def test_typing_is_kept_and_a_second_writer_sees_both(people: Story, noon: datetime) -> None:
    report = begun(people, noon=noon)
    one, two = factories.client_of(people.specialist), factories.client_of(people.head)
    address = page_of(report, "bearbeiten/")
    assert one.post(address, {**words(3), "version": "1"}).status_code == 302
    clash = two.post(address, {"summary": "Ein schweres Jahr.", "version": "1"})
    assert clash.status_code == 409
    shown = text_of(clash)
    assert "Ein schweres Jahr." in shown
    assert "Ein gutes Jahr für Vereine." in shown
    two.post(address, {"summary": "Ein schweres Jahr.", "version": "1", "overwrite": "1"})
    assert ReportDraft.objects.get().summary == "Ein schweres Jahr."


def test_autosave_answers_with_open_points_only(people: Story, noon: datetime) -> None:
    report = begun(people, noon=noon)
    client = factories.client_of(people.specialist)
    typed = {"goals-2-degree": "missed", "goals-2-reason": "x" * 5000, "version": "1"}
    answer = client.post(page_of(report, "bearbeiten/"), typed, headers={"HX-Request": "true"})
    body = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in body
    assert "Bitte höchstens 4000 Zeichen" in body
    assert "x" * 5000 in ReportDraft.objects.get().kept_input["goals-2-reason"]


def test_the_head_signs_what_the_page_shows(people: Story, noon: datetime) -> None:
    report = judged(people, noon=noon)
    head = factories.client_of(people.head)
    address = page_of(report, "zeichnen/")
    assert "Gezeichnet wird genau das" in text_of(head.get(address))
    shown = seen(report)
    did(people, None, on=date(2023, 5, 1))
    refused = head.post(address, {"seen": shown})
    assert refused.status_code == 422
    assert "etwas geändert" in text_of(refused)
    assert not ReportVersion.objects.exists()
    assert head.post(address, {"seen": seen(report)}).status_code == 302
    assert head.post(address, {"seen": seen(report)}).status_code == 302  # twice is once
    assert ReportVersion.objects.count() == 1
    assert factories.client_of(people.specialist).get(address).status_code == 403


def test_signing_ones_own_words_asks_why(people: Story, noon: datetime) -> None:
    report = judged(people, noon=noon)
    head = factories.client_of(people.head)
    head.post(page_of(report, "bearbeiten/"), {"outlook": "Weiter.", "version": "2"})
    address = page_of(report, "zeichnen/")
    refused = head.post(address, {"seen": seen(report), "one_hand": ""})
    assert "Schreiben Sie in einem Satz" in text_of(refused)
    head.post(address, {"seen": seen(report), "one_hand": "Die Fachkraft fehlt."})
    shown = text_of(head.get(page_of(report)))
    assert "Die Fachkraft fehlt." in shown


def test_the_network_sees_signed_versions_only(people: Story, noon: datetime) -> None:
    report = judged(people, noon=noon)
    ministry, office = (factories.client_of(each) for each in (people.integration, people.adviser))
    for client in (ministry, office):
        assert client.get(page_of(report)).status_code == 404
        assert "Kreis Musterau" not in text_of(client.get(LIST))
    head = factories.client_of(people.head)
    head.post(page_of(report, "zeichnen/"), {"seen": seen(report)})
    take_step(
        report=report, step="correct", reason="Tippfehler.", by=people.head, at=AFTER_THE_YEAR
    )
    factories.client_of(people.specialist).post(
        page_of(report, "bearbeiten/"), {"summary": "Nur im Entwurf.", "version": "9"}
    )
    assert "Nur im Entwurf." in text_of(head.get(page_of(report)))
    for client in (ministry, office):
        shown = text_of(client.get(page_of(report)))
        assert "Ein gutes Jahr für Vereine." in shown
        assert "Nur im Entwurf." not in shown
        assert client.get(page_of(report, "bearbeiten/")).status_code == 403


def test_a_query_and_its_answer(people: Story, noon: datetime) -> None:
    report = signed(people, noon=noon).report
    office, head = factories.client_of(people.adviser), factories.client_of(people.head)
    assert office.post(page_of(report, "schritt/ask/"), {"reason": ""}).status_code == 422
    assert office.post(page_of(report, "schritt/ask/"), {"reason": "Welche?"}).status_code == 302
    assert "Welche?" in text_of(head.get(page_of(report)))
    head.post(page_of(report, "schritt/explain/"), {"reason": "Die acht."})
    office.post(page_of(report, "schritt/review/"))
    shown = text_of(office.get(page_of(report)))
    assert "Die acht." in shown
    assert "Durchgesehen" in shown
    assert office.get(page_of(report, "schritt/sign/")).status_code == 404


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx", "json"])
def test_files_of_a_version(people: Story, noon: datetime, ending: str) -> None:
    version = signed(people, noon=noon)
    client = factories.client_of(people.integration)
    answer = client.get(page_of(version.report, f"fassungen/1/bericht.{ending}"))
    assert answer.status_code == 200
    assert f"Fassung-1.{ending}" in answer["Content-Disposition"]
    for missing in ("fassungen/2/bericht.pdf", "fassungen/1/bericht.exe", "fassungen/9/"):
        assert client.get(page_of(version.report, missing)).status_code == 404


def test_pages_ask_the_database_little(people: Story, noon: datetime) -> None:
    """≤ 12 questions for the list, ≤ 20 for a report, however many goals there are.

    The report has a granted case with posts to read; six of its questions come before, for the
    session, the person and the report itself.
    """
    report = judged(people, noon=noon, goals=12)
    funded().granted(at=noon)
    client = factories.client_of(people.head)
    for address, most in (
        (LIST, MOST_QUERIES), (page_of(report), MOST_OF_A_REPORT),
        (page_of(report, "bearbeiten/"), MOST_OF_A_REPORT + 2),
    ):  # fmt: skip
        with CaptureQueriesContext(
            connection,
        ) as asked:
            pages.assert_sound(client.get(address))
        said = "\n".join(each["sql"][:150] for each in asked)
        assert len(asked) - OF_THE_TEST <= most, f"{len(asked)}\n{said}"
    client.post(page_of(report, "zeichnen/"), {"seen": seen(report)})
    with CaptureQueriesContext(connection) as asked:
        pages.assert_sound(client.get(page_of(report)))
    assert len(asked) - OF_THE_TEST <= MOST_QUERIES


def test_after_the_lock_the_office_lets_a_head_correct(
    people: Story, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = signed(people, noon=noon).report
    monkeypatch.setattr("django.utils.timezone.now", lambda: AFTER_THE_LOCK)
    office, head = factories.client_of(people.adviser), factories.client_of(people.head)
    correct = page_of(report, "schritt/correct/")
    refused = head.post(correct, {"reason": "Zahl vertauscht."})
    assert refused.status_code == 422
    said = text_of(refused)
    assert "gesperrt. Die Koordinierungsstelle kann Ihnen eine Ausnahme gewähren." in said
    assert "Zahl vertauscht." in refused.content.decode()  # nothing typed is lost
    granted = office.post(
        reverse("staff:controlling:lock_open", args=["report", 2023]),
        {"centre": people.centre.pk, "until": "31.12.2099", "reason": "Zahlendreher"},
    )
    assert granted.status_code == 302
    assert head.post(correct, {"reason": "Zahl vertauscht."}).status_code == 302
    report.refresh_from_db()
    assert report.status == "correcting"
