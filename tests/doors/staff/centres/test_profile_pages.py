"""The profile: kept by the centre, shown at once, two editors told of each other."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.domain.centres.profile.selectors import profile_history
from drehscheibe.kernel.people.models import Person
from tests import factories

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Person], Client]
TYPED = {
    "version": "1", "street": "Musterweg 7", "postcode": "59229", "place": "Musterau",
    "address_as_of": "", "phone": "02382 12345", "email": "ki@musterau.example",
    "opening_hours": "Mo–Do 9–16 Uhr", "website": "https://ki.musterau.example/",
}  # fmt: skip


def page(name: str, *args: object) -> str:
    """The address of a page of the centres."""
    return reverse(f"staff:centres:{name}", args=args)


@pytest.fixture
def centre() -> Centre:
    """The centre whose profile this is."""
    return factories.centre()


@pytest.fixture
def colleague(centre: Centre, as_person: AsPerson) -> Client:
    """A specialist of the centre, signed in."""
    return as_person(factories.person("specialist", of=centre.organisation))


def test_who_works_for_one_centre_comes_to_it(colleague: Client, centre: Centre) -> None:
    answer = colleague.get(page("centre_list"))

    assert answer.headers["Location"] == page("centre_detail", centre.key)


def test_the_network_sees_all_of_them(as_person: AsPerson, centre: Centre) -> None:
    factories.centre("Stadt Anderswo", kind="kreisfreie Stadt")
    client = as_person(
        factories.person("coordination", of=factories.organisation("Büro", "coordinating_office"))
    )
    text = client.get(page("centre_list")).content.decode()

    assert "Kreis Musterau" in text
    assert "Stadt Anderswo" in text
    assert client.get(page("centre_detail", centre.key)).status_code == 200
    assert client.get(page("profile_edit", centre.key)).status_code == 403


def test_another_centre_is_not_found_attacks_1_and_2(colleague: Client) -> None:
    other = factories.centre("Stadt Anderswo", kind="kreisfreie Stadt")

    assert colleague.get(page("centre_detail", other.key)).status_code == 404
    assert colleague.get(page("profile_edit", other.key)).status_code == 404
    assert colleague.post(page("profile_edit", other.key), TYPED).status_code == 404
    other.refresh_from_db()
    assert other.street == ""


def test_a_new_address_counts_as_kept_from_today_and_is_recorded(
    colleague: Client, centre: Centre
) -> None:
    FieldOfAction.objects.create(key="bildung", facet="handlungsfeld", label="Bildung", position=1)
    answer = colleague.post(
        page("profile_edit", centre.key), TYPED | {"handlungsfeld": ["bildung"]}
    )

    centre.refresh_from_db()
    assert answer.status_code == 302
    assert (centre.street, centre.address_status) == ("Musterweg 7", "own")
    assert centre.website == "ki.musterau.example"
    assert centre.profile_edited
    assert [field.pk for field in centre.fields_of_action.all()] == ["bildung"]
    entry = profile_history(centre).get()
    assert "street" in entry.detail["changed"]
    assert "Musterweg" not in str(entry.detail)


def test_saving_twice_is_one_change_attack_11(colleague: Client, centre: Centre) -> None:
    typed = TYPED | {"address_status": "own", "address_as_of": "2026"}
    for _ in range(2):
        assert colleague.post(page("profile_edit", centre.key), typed).status_code == 302

    centre.refresh_from_db()
    assert (centre.version, centre.address_as_of) == (2, "2026")
    assert profile_history(centre).count() == 1


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("postcode", "5922", "fünf Ziffern"),
        ("phone", "rufen Sie an", "Telefonnummer"),
        ("email", "keine", "E-Mail"),
        ("website", "javascript:alert(1)", "Adresse"),
        ("address_as_of", "31.02.2024", "gibt es nicht"),
        ("address_status", "erfunden", "gültige Auswahl"),
    ],
)
def test_wrong_input_is_told_at_the_field(
    field: str, value: str, message: str, colleague: Client, centre: Centre
) -> None:
    answer = colleague.post(page("profile_edit", centre.key), TYPED | {field: value})
    text = answer.content.decode()

    assert answer.status_code == 422
    assert message in text
    assert f'href="#id_{field}"' in text
    assert "Musterweg 7" in text


def test_the_second_of_two_sees_both_versions_attack_10(
    colleague: Client, centre: Centre, as_person: AsPerson
) -> None:
    other = as_person(factories.person("carrier", of=centre.carrier))
    address = page("profile_edit", centre.key)
    other.post(address, TYPED | {"phone": "02382 777"})
    answer = colleague.post(address, TYPED | {"phone": "02382 999"})
    text = answer.content.decode()

    assert answer.status_code == 409
    assert "Zwei Fassungen" in text
    assert "02382 777" in re.sub(r"</?mark[^>]*>", "", text)  # what differs is marked
    assert 'value="02382 999"' in text
    assert (
        colleague.post(address, TYPED | {"phone": "02382 999", "version": "2"}).status_code == 302
    )


def test_smuggled_fields_change_nothing_attack_6(colleague: Client, centre: Centre) -> None:
    colleague.post(page("profile_edit", centre.key), TYPED | {"key": "05111", "carrier": "1"})

    fresh = Centre.objects.get(pk=centre.pk)
    assert (fresh.key, fresh.carrier) == (centre.key, centre.carrier)


def test_only_the_own_profile_leaves_as_table(colleague: Client, centre: Centre) -> None:
    factories.centre("Stadt Anderswo", kind="kreisfreie Stadt")
    text = colleague.get(page("centre_export", "csv")).content.decode("utf-8-sig")

    assert "Kreis Musterau" in text
    assert "Stadt Anderswo" not in text
