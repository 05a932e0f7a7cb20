"""Pages of the authority and the budget view in the browser's place."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.forwarding.models import Allocation, MunicipalShare
from drehscheibe.kernel.people.models import Person
from tests import factories
from tests.domain.forwarding.rows import AT, authority, call, equal_plan, granted, submitted
from tests.domain.forwarding.samples import plain

pytestmark = pytest.mark.django_db
LIST = reverse("staff:allocations:allocation_list")
PLAN = reverse("staff:allocations:allocation_plan")
ROUND = reverse("staff:allocations:round_detail", args=["komm_an_2", 2024])
TYPED = {
    "programme": "komm_an_2",
    "fiscal_year": "2024",
    "total": "1.000.000,00",
    "key": "equal",
    "typed_list": "",
}


@pytest.fixture
def three_centres() -> None:
    for name in ("Kreis A", "Kreis B", "Stadt C"):
        factories.centre(name)


def step(name: str) -> str:
    return reverse("staff:allocations:round_step", args=["komm_an_2", 2024, name])


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return plain(response.content.decode())


@pytest.mark.usefixtures("three_centres")
def test_example_15_the_preview_shows_shares_and_control_before_anything_is_created(
    as_person: Callable[[Person], Client],
) -> None:
    client = as_person(authority())
    shown = plain(client.post(PLAN, TYPED | {"preview": "1"}).content.decode())
    assert "1.000.000,00 € von 1.000.000,00 € verteilt" in shown
    assert "333.333,34 €" in shown
    assert not Allocation.objects.exists()
    assert client.post(PLAN, TYPED | {"create": "1"}).status_code == 302
    assert Allocation.objects.count() == 3
    assert client.post(PLAN, TYPED | {"create": "1"}).status_code == 302
    assert Allocation.objects.count() == 3


@pytest.mark.usefixtures("three_centres")
@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"fiscal_year": "2025"}, "gibt es für 2025 nicht; es läuft von 2016 bis 2024"),
        ({"fiscal_year": "bald"}, "Bitte ein Jahr mit vier Ziffern eingeben"),
        ({"total": "0"}, "Tragen Sie einen Betrag über 0 € ein."),
        ({"total": "-5"}, "Der Betrag darf nicht negativ sein."),
        ({"key": "list"}, "Laden Sie die Liste hoch oder fügen Sie sie als Text ein."),
        ({"key": "list", "typed_list": "99999;5"}, "In der Liste fehlen 3 Zentren"),
    ],
)
def test_what_does_not_fit_is_said_and_kept(
    as_person: Callable[[Person], Client], changed: dict[str, str], message: str
) -> None:
    """K13 among others."""
    typed = TYPED | changed
    shown = plain(as_person(authority()).post(PLAN, typed | {"create": "1"}).content.decode())
    assert message in shown
    for name in changed:
        assert typed[name] in shown
    assert not Allocation.objects.exists()


@pytest.mark.usefixtures("three_centres")
def test_two_people_take_a_round_to_its_notices(as_person: Callable[[Person], Client]) -> None:
    officer, approver = as_person(authority()), as_person(authority("authority_approver"))
    officer.post(PLAN, TYPED | {"create": "1"})
    assert officer.post(step("grant")).status_code == 403
    assert officer.post(step("prepare")).status_code == 302
    refused = approver.post(step("send_back"), {"reason": ""})
    assert "ist eine Begründung nötig" in refused.content.decode()
    assert "Bewilligen (alle)" in text(approver, ROUND)
    assert approver.post(step("grant")).status_code == 302
    assert set(Allocation.objects.values_list("status", flat=True)) == {"granted"}
    assert "Bescheide geschrieben: 0 von 3" in text(approver, ROUND)


def test_the_budget_shows_every_stage_and_reconciles(
    as_person: Callable[[Person], Client],
) -> None:
    row = granted(factories.centre(), total="1000")
    case = submitted(call(row), "300")
    case.items.update(promised=250)
    type(case).objects.filter(pk=case.pk).update(promised=250)
    ministry = factories.person(
        "ministry_integration", of=factories.organisation("Ministerium", "ministry")
    )
    for somebody in (ministry, factories.person("head", of=row.centre.organisation)):
        shown = text(as_person(somebody), LIST)
        for amount in ("1.000,00 €", "300,00 €", "250,00 €", "750,00 €"):
            assert amount in shown
        assert "Sportverein" not in shown


def test_the_list_takes_a_constant_number_of_queries(
    as_person: Callable[[Person], Client],
) -> None:
    from drehscheibe.domain.forwarding.actions import plan_allocations

    for number in range(20):
        factories.centre(f"Kreis {number:02}")
    officer = authority()
    client = as_person(officer)
    client.get(LIST)
    counts = []
    for year in (2022, 2023):
        plan_allocations(plan=equal_plan(year=year), by=officer, at=AT)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST).status_code == 200
        own = [each for each in queries if "forwarding_" in each["sql"]]
        assert len(own) <= 12
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_list_leaves_as_table(as_person: Callable[[Person], Client], form: str) -> None:
    row = granted(factories.centre())
    client = as_person(factories.person("head", of=row.centre.organisation))
    response = client.get(reverse("staff:allocations:allocation_export", args=[form]))
    assert response.status_code == 200
    if form == "csv":
        assert row.number in response.content.decode("utf-8-sig")


def test_another_centre_sees_neither_row_nor_page(as_person: Callable[[Person], Client]) -> None:
    row = granted(factories.centre())
    other = factories.centre("Stadt Fern", kind="kreisfreie Stadt")
    client = as_person(factories.person("head", of=other.organisation))
    assert row.number not in text(client, LIST)
    assert (
        client.get(reverse("staff:allocations:allocation_detail", args=[row.number])).status_code
        == 404
    )


@pytest.mark.usefixtures("whole_register")
def test_a_kreis_fills_in_populations_and_shares(as_person: Callable[[Person], Client]) -> None:
    centre = Centre.objects.get(area_name__contains="Höxter")
    row = granted(centre, total="3795650.28")
    client = as_person(factories.person("head", of=centre.organisation))
    page = reverse("staff:allocations:allocation_shares", args=[row.number])
    first = centre.municipalities.order_by("ags")[0]
    filled = client.post(page, {"fill": "1"}).content.decode()
    assert f'value="{first.population}"' in filled
    wrong = client.post(page, {f"weight-{first.ags}": "viel"}).content.decode()
    assert "„viel“ ist keine Zahl" in wrong
    assert 'value="viel"' in wrong
    weights = {f"weight-{each.ags}": str(each.population) for each in centre.municipalities.all()}
    assert client.post(page, weights).status_code == 302
    parts = MunicipalShare.objects.filter(allocation=row)
    assert sum(part.amount for part in parts) == row.amount
    assert date(2024, 3, 4) == row.decided_on
