"""The founding page: the procedure in view, refusals beside the button, foreign ones not found."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from drehscheibe.domain.centres.models import Centre, Founding
from drehscheibe.kernel.people.models import Person
from tests import factories

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Person], Client]
TYPED = {
    "body": "kreistag", "decided_on": "1.3.2022", "paper_number": "DS 22/1", "result": "accepted",
    "note": "",
}  # fmt: skip


def page(name: str, *args: object) -> str:
    """The address of a founding page."""
    return reverse(f"staff:centres:{name}", args=args)


@pytest.fixture
def centre() -> Centre:
    """The centre to be founded."""
    return factories.centre()


@pytest.fixture
def head(centre: Centre, as_person: AsPerson) -> Client:
    """The head of the centre, signed in, with the procedure begun."""
    client = as_person(factories.person("head", of=centre.organisation))
    client.post(page("founding_begin", centre.key))
    return client


def test_the_way_begins_with_an_offer(centre: Centre, as_person: AsPerson) -> None:
    client = as_person(factories.person("carrier", of=centre.carrier))

    assert "anlegen" in client.get(page("founding_detail", centre.key)).content.decode()
    assert client.get(page("founding_begin", centre.key)).status_code == 405
    assert client.post(page("founding_begin", centre.key)).status_code == 302
    assert "Verfahren" in client.get(page("founding_detail", centre.key)).content.decode()


def test_a_refused_council_does_not_advance(head: Client, centre: Centre) -> None:
    head.post(page("founding_decision", centre.key), TYPED | {"result": "refused"})
    answer = head.post(page("founding_step", centre.key, "request_principle"))

    assert answer.status_code == 409
    assert "abgelehnt" in answer.content.decode()
    assert Founding.objects.get().status == "council_decision"


@pytest.mark.parametrize("day", ["31.02.2022", "1.1.2099", ""])
def test_a_wrong_day_stays_in_its_field(day: str, head: Client, centre: Centre) -> None:
    answer = head.post(page("founding_decision", centre.key), TYPED | {"decided_on": day})

    assert answer.status_code == 422
    assert 'href="#id_decided_on"' in answer.content.decode()
    assert not Founding.objects.get().decisions.exists()


def test_the_authority_sees_it_once_requested_and_decides(
    head: Client, centre: Centre, as_person: AsPerson
) -> None:
    house = factories.organisation("Bezirksregierung", "authority")
    authority = as_person(factories.person("authority_approver", of=house))
    assert authority.get(page("founding_detail", centre.key)).status_code == 404

    head.post(page("founding_decision", centre.key), TYPED)
    head.post(page("founding_step", centre.key, "request_principle"))
    assert authority.get(page("founding_detail", centre.key)).status_code == 200
    back = page("founding_step", centre.key, "decline_principle")
    assert authority.post(back, {"reason": ""}).status_code == 409
    assert authority.post(back, {"reason": "Anlage fehlt"}).status_code == 302

    assert Founding.objects.get().status == "returned"
    assert "Anlage fehlt" in head.get(page("founding_detail", centre.key)).content.decode()


def test_a_refusal_of_the_grant_is_seen_with_its_reason(
    head: Client, centre: Centre, as_person: AsPerson
) -> None:
    house = factories.organisation("Bezirksregierung", "authority")
    authority = as_person(factories.person("authority_approver", of=house))
    head.post(page("founding_decision", centre.key), TYPED)
    head.post(page("founding_step", centre.key, "request_principle"))
    authority.post(page("founding_step", centre.key, "approve_principle"))
    head.post(page("founding_step", centre.key, "submit_full"))
    detail = page("founding_detail", centre.key)
    assert "Ablehnung festhalten" in authority.get(detail).content.decode()

    refusal = page("founding_step", centre.key, "refuse_grant")
    assert authority.post(refusal, {"reason": "  "}).status_code == 409
    assert authority.post(refusal, {"reason": "Keine Mittel"}).status_code == 302
    text = head.get(detail).content.decode()
    assert "Keine Mittel" in text
    assert "<strong>abgelehnt</strong>" in text
    assert "Vollständigen Antrag festhalten" in text


def test_a_reason_stays_when_the_step_is_refused(
    head: Client, centre: Centre, as_person: AsPerson
) -> None:
    """Of two in the authority the second finds the state changed and keeps the words."""
    house = factories.organisation("Bezirksregierung", "authority")
    authority = as_person(factories.person("authority_approver", of=house))
    head.post(page("founding_decision", centre.key), TYPED)
    head.post(page("founding_step", centre.key, "request_principle"))
    authority.post(page("founding_step", centre.key, "approve_principle"))
    late = authority.post(
        page("founding_step", centre.key, "decline_principle"), {"reason": "Anlage 3 fehlt"}
    )
    assert late.status_code == 409
    assert "Anlage 3 fehlt" in late.content.decode()


def test_another_centre_finds_nothing_attack_1(
    head: Client, centre: Centre, as_person: AsPerson
) -> None:
    other = factories.centre("Stadt Anderswo", kind="kreisfreie Stadt")
    stranger = as_person(factories.person("head", of=other.organisation))

    assert stranger.get(page("founding_detail", centre.key)).status_code == 404
    assert stranger.post(page("founding_decision", centre.key), TYPED).status_code == 404
    assert stranger.post(page("founding_begin", centre.key)).status_code == 404
    step = page("founding_step", centre.key, "request_principle")
    assert stranger.post(step).status_code == 404


def test_an_unknown_step_is_not_found(head: Client, centre: Centre) -> None:
    assert head.post(page("founding_step", centre.key, "skip")).status_code == 404
