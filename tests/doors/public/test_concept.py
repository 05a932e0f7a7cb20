"""What a council decided in public stands on the centre's page; drafts never do."""

import pytest
from django.db import connection
from django.test import Client

from drehscheibe.domain.centres.models.register import Centre
from tests.domain.centres.samples import adopted_concept, concept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_register")]

WARENDORF = "/zentren/05570/kreis-warendorf/"


def as_stranger(client: Client, address: str) -> str:
    """The page as somebody sees it whom the second wall knows nothing of."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.reach', '', false)")
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_decided_concept_shows_its_decision(client: Client) -> None:
    adopted_concept(Centre.objects.get(key="05570"))
    page = as_stranger(client, WARENDORF)
    assert "Integrationskonzept 2021" in page
    assert "beschlossen und gültig" in page
    assert "DS 21/118" in page
    assert "https://rat.example.org/21-118" in page


def test_a_draft_stays_inside(client: Client) -> None:
    concept(Centre.objects.get(key="05570"))
    page = as_stranger(client, WARENDORF)
    assert "Integrationskonzept 2021" not in page
    assert "noch kein beschlossenes Integrationskonzept" in page


def test_the_file_of_a_draft_is_not_given_out(client: Client) -> None:
    draft = concept(Centre.objects.get(key="05570"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.reach', '', false)")
    assert client.get(f"/zentren/05570/konzept/{draft.pk}/").status_code == 404


def test_a_concept_is_found_only_at_its_own_centre(client: Client) -> None:
    decided = adopted_concept(Centre.objects.get(key="05570"))
    assert client.get(f"/zentren/05315/konzept/{decided.pk}/").status_code == 404
