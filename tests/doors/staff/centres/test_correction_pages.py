"""Correcting a recorded decision in the browser, and what a submitted case keeps."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from drehscheibe.domain.centres.models import ConceptCorrection
from drehscheibe.domain.funding.facts import decision_of
from drehscheibe.kernel.people.models import Person
from tests import factories
from tests.domain.funding.stories import Story, story

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Person], Client]
TYPED = {
    "body": "kreistag", "decided_on": "24.6.2021", "paper_number": "18/2021",
    "decision_url": "https://rat.example.org/18", "reason": "Zahlendreher",
}  # fmt: skip


@pytest.fixture
def case() -> Story:
    """Kreis Musterau with its concept of 17.06.2021, paper 17/2021."""
    return story()


def page(name: str, case: Story) -> str:
    """The address of a page of the concept."""
    return reverse(f"staff:centres:{name}", args=[case.centre.concepts.get().pk])


def test_the_whole_way_with_the_earlier_value_in_view(
    case: Story, as_person: AsPerson, noon: datetime
) -> None:
    before = case.submitted(at=noon)
    specialist, head = as_person(case.specialist), as_person(case.head)
    assert "Beschluss berichtigen" in specialist.get(page("concept_detail", case)).content.decode()
    assert specialist.post(page("concept_correct", case), TYPED).status_code == 302
    assert "Berichtigung prüfen" in head.get("/mitarbeit/").content.decode()
    assert "Berichtigung prüfen" not in specialist.get("/mitarbeit/").content.decode()

    shown = head.get(page("concept_settle", case)).content.decode()
    assert "17/2021" in shown
    assert "18/2021" in shown
    pressed = {"step": "confirm", "correction": ConceptCorrection.objects.get().pk, "reason": ""}
    assert head.post(page("concept_settle", case), pressed).status_code == 302
    detail = head.get(page("concept_detail", case)).content.decode()
    assert "17/2021" in detail
    assert "Zahlendreher" in detail
    assert head.post(page("concept_settle", case), pressed).status_code == 302  # pressed twice
    assert ConceptCorrection.objects.get().status == "confirmed"

    before.refresh_from_db()
    kept = decision_of(before)
    assert kept is not None
    assert kept.paper_number == "17/2021"
    text = as_person(case.officer).get(f"/mitarbeit/foerderung/antraege/{before}/").content.decode()
    assert "17.06.2021</time> (so bei der Einreichung festgehalten" in text
    later = decision_of(case.draft(at=noon, year=2024))
    assert later is not None
    assert later.paper_number == "18/2021"


@pytest.mark.parametrize(
    ("name", "typed"), [("decided_on", "31.02.2021"), ("decided_on", "1.1.2099"), ("reason", " ")]
)
def test_bad_input_stays_in_its_field(
    name: str, typed: str, case: Story, as_person: AsPerson
) -> None:
    answer = as_person(case.specialist).post(page("concept_correct", case), TYPED | {name: typed})
    assert answer.status_code == 422
    assert f'href="#id_{name}"' in answer.content.decode()
    assert "18/2021" in answer.content.decode()
    assert not ConceptCorrection.objects.exists()


def test_the_own_proposal_is_refused_beside_the_buttons(case: Story, as_person: AsPerson) -> None:
    head = as_person(case.head)
    head.post(page("concept_correct", case), TYPED)
    pressed = {"step": "confirm", "correction": ConceptCorrection.objects.get().pk, "reason": ""}
    answer = head.post(page("concept_settle", case), pressed)
    assert answer.status_code == 409
    assert "Vier-Augen-Prinzip" in answer.content.decode()


def test_another_proposal_than_the_one_shown_is_not_confirmed(
    case: Story, as_person: AsPerson
) -> None:
    """Attack 13: the head signs only what was on the screen."""
    as_person(case.specialist).post(page("concept_correct", case), TYPED)
    late = {"step": "confirm", "correction": "0", "reason": ""}
    assert as_person(case.head).post(page("concept_settle", case), late).status_code == 409
    assert ConceptCorrection.objects.get().status == "proposed"


def test_another_centre_finds_nothing_attack_1(case: Story, as_person: AsPerson) -> None:
    other = factories.centre("Stadt Anderswo", kind="kreisfreie Stadt")
    stranger = as_person(factories.person("head", of=other.organisation))
    for name in ("concept_correct", "concept_settle"):
        assert stranger.post(page(name, case), TYPED).status_code == 404
