"""A paper gets another title; the one before stays readable for the members."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from drehscheibe.domain.exchange.models import Paper
from drehscheibe.domain.exchange.papers import add_paper, describe, earlier_titles, remove
from drehscheibe.domain.exchange.refusals import ExchangeRefused
from tests import factories
from tests.domain.exchange.stories import Circle, circle
from tests.domain.exchange.test_guests import _png

HEADING = "Frühere Titel</h2>"
pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> tuple[Circle, Paper]:
    """A paper of the chair."""
    now = timezone.now()
    own = circle(now)
    file = SimpleUploadedFile("x.png", _png(), "image/png")
    return own, add_paper(group=own.group, title="Handreichung", file=file, by=own.chair, at=now)


def change(browser: Client, paper: Paper, title: str) -> int:
    """Send the form; the status of the answer."""
    typed = {"title": title, "summary": "Für Vereine"}
    return browser.post(f"/mitarbeit/gruppen/papiere/{paper.pk}/angaben/", typed).status_code


def test_a_member_changes_the_title_and_the_old_one_stays(story: tuple[Circle, Paper]) -> None:
    own, paper = story
    browser = factories.client_of(own.bonn)
    page = f"/mitarbeit/gruppen/papiere/{paper.pk}/"
    assert HEADING not in browser.get(page).content.decode()
    assert change(browser, paper, "Handreichung Sport") == 302
    assert change(browser, paper, "Handreichung Sport") == 302  # the same again
    paper.refresh_from_db()
    assert (paper.title, paper.summary) == ("Handreichung Sport", "Für Vereine")
    shown = browser.get(page).content.decode()
    assert HEADING in shown
    assert [(each.title, each.by) for each in earlier_titles(paper)] == [("Handreichung", own.bonn)]
    guest = factories.client_of(own.guest).get(page)
    assert HEADING not in guest.content.decode()


def test_an_empty_title_is_said_at_the_field(story: tuple[Circle, Paper]) -> None:
    own, paper = story
    assert change(factories.client_of(own.bonn), paper, "  ") == 422
    paper.refresh_from_db()
    assert paper.title == "Handreichung"


def test_guests_and_strangers_change_nothing(story: tuple[Circle, Paper]) -> None:
    own, paper = story
    for person in (own.guest, factories.person("head")):
        assert change(factories.client_of(person), paper, "Anders") == 404
    with pytest.raises(ExchangeRefused, match="Mitglieder"):
        describe(paper=paper, title="Anders", summary="", by=own.guest, at=timezone.now())
    remove(paper=paper, by=own.bonn, at=timezone.now())
    with pytest.raises(ExchangeRefused, match="Papierkorb"):
        describe(paper=paper, title="Anders", summary="", by=own.bonn, at=timezone.now())
    paper.refresh_from_db()
    assert paper.title == "Handreichung"
