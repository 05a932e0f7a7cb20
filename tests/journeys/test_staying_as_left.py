"""What a saving must leave alone: an unfolded part, and a file that was refused."""

from datetime import datetime
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser, Page, expect

from drehscheibe.domain.centres.concept import actions as concepts
from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.centres.models.concept import IntegrationConcept
from drehscheibe.domain.funding import actions as applications
from drehscheibe.doors.console.demonstration import WARENDORF
from drehscheibe.kernel.people.models import Person
from tests.journeys.conftest import Server, signed_in, visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def specialist(demonstrated: None) -> Person:
    """Who writes for the centre of Warendorf."""
    return Person.objects.get(email="fachkraft@warendorf.example")


def test_an_unfolded_part_stays_unfolded_when_a_change_is_saved(
    browser: Browser, server: Server, specialist: Person, noon: datetime
) -> None:
    """On a phone the amounts per post are folded; each saving brings them anew."""
    centre = Centre.objects.get(key=WARENDORF)
    case = applications.start_application(centre=centre, fiscal_year=2024, by=specialist, at=noon)
    page = signed_in(visit(browser, server, width=360), server, specialist.email)
    page.goto(f"/mitarbeit/foerderung/antraege/{case.number}/bearbeiten/", timeout=60_000)
    fold = page.locator("#amounts details.fold")
    expect(fold).not_to_have_attribute("open", "")
    fold.locator("summary").click()
    expect(fold.locator("table")).to_be_visible()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.check("[name=declarations] >> nth=0")
    expect(page.locator("#save-state")).to_contain_text("gespeichert ")
    expect(page.locator("#save-state")).not_to_contain_text("zuletzt")
    expect(fold.locator("table")).to_be_visible()
    fold.locator("summary").click()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.uncheck("[name=declarations] >> nth=0")
    expect(fold.locator("table")).not_to_be_visible()


@pytest.fixture
def draft(specialist: Person, noon: datetime) -> IntegrationConcept:
    """A concept in writing."""
    centre = Centre.objects.get(key=WARENDORF)
    return concepts.begin_concept(centre=centre, title="Konzept", by=specialist, at=noon)


@pytest.fixture
def writing(
    browser: Browser, server: Server, specialist: Person, draft: IntegrationConcept
) -> Page:
    """The form of the draft."""
    page = signed_in(visit(browser, server), server, specialist.email)
    page.goto(f"/mitarbeit/zentren/konzepte/{draft.pk}/bearbeiten/")
    return page


def test_a_file_that_is_no_pdf_is_refused_at_once_at_its_field_attack_26(
    writing: Page, draft: IntegrationConcept, tmp_path: Path
) -> None:
    """It is not called saved until somebody presses „Speichern“."""
    fake = tmp_path / "beschluss.pdf"
    fake.write_bytes(b"<html>kein PDF</html>")
    writing.set_input_files("[name=file]", str(fake))
    expect(writing.locator("#concept-file .kern-error")).to_contain_text("PDF")
    expect(writing.locator("#zustand .save-state")).to_have_attribute("data-state", "invalid")
    assert writing.input_value("[name=file]") == ""
    assert writing.get_attribute("[name=file]", "aria-invalid") == "true"
    draft.refresh_from_db()
    assert draft.document is None


def test_a_real_file_is_kept_at_once_and_once(
    writing: Page, draft: IntegrationConcept, tmp_path: Path
) -> None:
    real = tmp_path / "echt.pdf"
    with pikepdf.new() as book:
        book.add_blank_page()
        book.save(real)
    writing.set_input_files("[name=file]", str(real))
    expect(writing.locator("#concept-file")).to_contain_text("Gespeichert: Konzept, Fassung 1")
    writing.fill("[name=title]", "Konzept 2028")
    with writing.expect_response(lambda answer: answer.request.method == "POST"):
        writing.press("[name=title]", "Tab")
    expect(writing.locator("#zustand .save-state")).to_have_attribute("data-state", "saved")
    draft.refresh_from_db()
    assert draft.title == "Konzept 2028"
    assert draft.document is not None
    assert draft.document.version == 1
