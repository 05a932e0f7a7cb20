"""Protokoll: acts and numbers for the operator, nothing personal, nobody else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from drehscheibe.config.roles import ROLES
from drehscheibe.kernel.audit.actions import check_chain, record
from drehscheibe.kernel.audit.models import ChainCheck
from drehscheibe.kernel.people.models import Person
from tests import factories
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
PAGE = "/mitarbeit/protokoll/"
TABLE = "/mitarbeit/protokoll/tabelle.csv"
NIGHT = datetime(2022, 9, 14, 23, 30, tzinfo=UTC)  # 1:30 on the 15th in Germany


@pytest.fixture
def doer() -> Person:
    """Somebody whose name must not show."""
    return factories.person("specialist", name="Unsichtbar")


@pytest.fixture
def operator(doer: Person) -> Client:
    """Signed in, with 30 acts to see."""
    for number in range(30):
        record(
            "funding.application.start" if number % 2 else "centres.profile.edit",
            about=doer,
            by=doer,
            at=NIGHT + timedelta(days=number // 10),
            detail={"words": "geheimer Inhalt"},
        )
    own = factories.organisation("Betrieb", kind="operator")
    return factories.client_of(factories.person("operator", of=own))


def text(client: Client, query: str = "") -> str:
    answer = client.get(PAGE + query)
    assert_sound(answer)
    return answer.content.decode()


def test_the_operator_sees_acts_and_numbers_but_no_names_and_no_content(
    operator: Client, doer: Person
) -> None:
    with CaptureQueriesContext(connection) as queries:
        shown = text(operator)
    assert len(queries) <= 12
    assert "funding.application.start" in shown
    assert f"Nr. {doer.pk}" in shown
    assert shown.count('data-label="Vorgang"') == 25
    for hidden in ("Unsichtbar", doer.email, "geheimer Inhalt"):
        assert hidden not in shown
        assert hidden not in operator.get(TABLE).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?raum=funding", 15),
        ("?vorgang=centres.profile", 15),
        ("?tag=15.09.2022", 10),
        ("?tag=14.09.2022", 0),
        ("?raum=funding&tag=15.09.2022", 5),
        ("?vorgang=centres&raum=funding", 0),
    ],
)
def test_the_record_is_narrowed(operator: Client, query: str, found: int) -> None:
    caption = "Einträge, neueste" if found else "Keine Einträge"
    shown = text(operator, query)
    assert caption in shown
    assert shown.count('data-label="Vorgang"') == found
    rows = operator.get(TABLE + query).content.decode().splitlines()
    assert len(rows) == found + 1


@pytest.mark.parametrize("query", ["?tag=32.13.2022", "?raum=erfunden", "?seite=x", "?vorgang=%00"])
def test_what_cannot_be_read_is_no_fault(operator: Client, query: str) -> None:
    assert operator.get(PAGE + query).status_code == 200


def test_the_state_of_the_chain_is_shown(operator: Client) -> None:
    assert "noch nie geprüft" in text(operator)
    check_chain(at=NIGHT)
    assert "unversehrt" in text(operator)
    ChainCheck.objects.create(at=NIGHT, entries=3, broken=[17, 18])
    assert "gebrochen" in text(operator)
    assert "17, 18" in text(operator)


@pytest.mark.parametrize("code", [each.code for each in ROLES if each.code != "operator"])
def test_nobody_else_may(code: str) -> None:
    browser = factories.client_of(factories.person(code))
    assert browser.get(PAGE).status_code == 403
    assert browser.get(TABLE).status_code == 403


def test_the_page_is_in_the_navigation_of_the_operator_only(operator: Client) -> None:
    assert f'href="{PAGE}"' in text(operator)
    other = factories.client_of(factories.person("specialist"))
    assert f'href="{PAGE}"' not in other.get("/mitarbeit/").content.decode()
