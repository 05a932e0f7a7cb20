"""The table of rights is what the platform checks."""

import csv

import pytest

from drehscheibe.config.roles import ROLES
from tests import factories
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
PAGE = "/mitarbeit/berechtigungen/"


@pytest.mark.parametrize("role", ROLES, ids=[role.code for role in ROLES])
def test_everybody_may_read_it(role: object) -> None:
    kind = next(iter(role.at))  # type: ignore[attr-defined]
    person = factories.person(role.code, of=factories.organisation("Haus", kind=kind))  # type: ignore[attr-defined]
    page = factories.client_of(person).get(PAGE)
    assert page.status_code == 200
    assert_sound(page)


def test_every_permission_of_every_role_is_in_it() -> None:
    person = factories.person("specialist", of=factories.organisation("Haus", kind="centre"))
    answer = factories.client_of(person).get(f"{PAGE}tabelle.csv")
    lines = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    told = {
        (line["Kennung"], role.code) for line in lines for role in ROLES if line[role.label] == "ja"
    }
    assert told == {(each.code, role.code) for role in ROLES for each in role.permissions}
