"""The pages of the analysis: figures, rows, files, and what each reader may see."""

import csv
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import datetime
from random import Random

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.models import Value, ValueIs
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from tests.domain.reporting.world import World, network, report
from tests.kept import NOON, for_the_file

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
YEARS = "?von=2023&bis=2024"


@pytest.fixture(scope="module")
def world_of_the_file(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Five centres, two years; arranging them takes seconds."""
    with for_the_file(django_db_blocker):
        with acting_as_system():
            made = network(at=NOON)
            report(made, Random(7), at=NOON)
        yield made


@pytest.fixture
def world(world_of_the_file: World) -> World:
    """The same, for a test to change."""
    return deepcopy(world_of_the_file)


def page(client: Client, name: str, *args: object, query: str = YEARS) -> str:
    answer = client.get(reverse(f"staff:reporting:{name}", args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def tables(text: str) -> list[str]:
    """The figures of a page, without what changes with every answer."""
    return re.findall(r"<table.*?</table>", text, re.DOTALL)


def test_the_ministry_drills_from_a_figure_to_its_rows_in_the_order_of_the_register(
    world: World, as_person: SignIn
) -> None:
    client = as_person(world.stories[0].integration)
    shown = page(client, "analysis")
    link = re.search(r'href="([^"]*was=wert&amp;code=events&amp;spalte=2024[^"]*)"', shown)
    assert link
    rows = client.get(link[1].replace("&amp;", "&")).content.decode()
    names = re.findall(r'data-label="Zentrum">([^<]+)<', rows)
    assert names == [each for each in Centre.objects.order_by("sort_key").values_list(
        "area_name", flat=True) for _ in range(names.count(each))]  # fmt: skip
    assert "sortier" not in rows.lower()
    assert "Ziele von" in rows


def test_the_pages_ask_few_questions(world: World, as_person: SignIn) -> None:
    client = as_person(world.stories[0].integration)
    for name, args in (("analysis", ()), ("indicator_detail", ("people",))):
        address = reverse(f"staff:reporting:{name}", args=args) + YEARS
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        assert len(seen) <= 24, [each["sql"][:90] for each in seen]


@pytest.mark.parametrize("name", ["analysis_export", "indicator_export"])
def test_the_file_says_exactly_what_the_screen_says(
    world: World, as_person: SignIn, name: str
) -> None:
    client = as_person(world.stories[0].adviser)
    args = ["people"] if name == "indicator_export" else []
    query = f"{YEARS}&nach=district"
    screen_of = name.replace("_export", "_detail" if args else "")
    screen = page(client, screen_of, *args, query=query)
    answer = client.get(reverse(f"staff:reporting:{name}", args=[*args, "csv"]) + query)
    lines = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    cells = re.findall(r'<td class="number" data-label="[^"]+">(?:<a [^>]*>)?([^<]*)<', screen)
    shown = [each.replace("Zeilen", "–") for each in cells]
    assert [each["Angezeigt"] for each in lines] == shown
    masked = [each for each in lines if each["Angezeigt"] == "verdeckt"]
    assert masked
    assert not any(each["Wert"] or each["von"] for each in masked)


def test_no_small_number_of_persons_stands_anywhere(world: World, as_person: SignIn) -> None:
    """Every page and file, every layout: no figure of persons from 1 to 4."""
    client = as_person(world.stories[0].integration)
    for by in ("", "strand", "field", "district", "kind", "size"):
        query = f"{YEARS}&nach={by}"
        answer = client.get(reverse("staff:reporting:analysis_export", args=["csv"]) + query)
        lines = csv.DictReader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";")
        for line in lines:
            if line["Zeile"] in ("People", "Share") and line["Wert"]:
                assert not 0 < float(line["Wert"].replace(",", ".")) < 5


def test_drafts_and_actual_values_are_on_no_path_of_the_ministries(
    world: World, as_person: SignIn, noon: datetime
) -> None:
    """Page, file, drill-down and row-level security (the actual value 987654 is never shown)."""
    value = Value.objects.filter(role=ValueIs.ACTUAL, indicator__entry__code="events")[0]
    Value.objects.filter(pk=value.pk).update(amount=987654)
    for person in (world.stories[0].integration, world.stories[0].school, world.stories[0].adviser):
        client = as_person(person)
        year = value.ends_on.year
        rows = f"{YEARS}&was=wert&code=events&spalte={year}"
        for text in (
            page(client, "analysis"),
            page(client, "indicator_detail", "events"),
            page(client, "row_list", query=rows),
            page(client, "analysis_export", "csv"),
        ):
            assert "987" not in text


def test_a_centre_sees_sums_of_at_least_three_and_no_rows(world: World, as_person: SignIn) -> None:
    client = as_person(world.stories[0].specialist)
    shown = page(client, "analysis")
    assert "was=wert" not in shown
    assert "Regierungsbezirk: Köln" not in page(client, "analysis", query=f"{YEARS}&bezirk=Köln")
    by_kind = page(client, "analysis", query=f"{YEARS}&nach=kind")
    assert "verdeckt" in by_kind
    rows = reverse("staff:reporting:row_list") + f"{YEARS}&was=ziele&spalte=2024"
    assert client.get(rows).status_code == 403
    assert "Ihre eigenen Werte" in page(client, "indicator_detail", "people")


def test_what_cannot_be_meant_falls_back(world: World, as_person: SignIn) -> None:
    client = as_person(world.stories[0].integration)
    assert "Auswertung" in page(client, "analysis", query="?von=abcd&bis=99999&nach=x&bezirk=y")
    for query in ("?was=wert&code=nie&spalte=2024", "?was=x&spalte=2024", "?was=ziele&spalte=1"):
        address = reverse("staff:reporting:row_list") + query
        assert client.get(f"{address}&von=2023&bis=2024").status_code == 404


def test_a_frozen_analysis_stays_when_the_data_is_corrected(
    world: World, as_person: SignIn
) -> None:
    client = as_person(world.stories[0].integration)
    make = reverse("staff:reporting:frozen_make") + YEARS
    refused = client.post(make, {"title": "", "note": "Für den Landtag"})
    assert "Für den Landtag" in refused.content.decode()
    made = client.post(make, {"title": "Bericht 2024"}, follow=True)
    address = made.redirect_chain[-1][0]
    before = tables(client.get(address).content.decode())
    files = {form: client.get(f"{address}datei.{form}").content for form in ("json", "pdf", "xlsx")}
    assert files["pdf"].startswith(b"%PDF-")
    Value.objects.filter(role=ValueIs.REPORTED).delete()
    assert tables(client.get(address).content.decode()) == before
    assert client.get(f"{address}datei.json").content == files["json"]
    assert client.get(f"{address}datei.pdf").content == files["pdf"]
    assert client.get(f"{address}datei.doc").status_code == 404
    assert "Bericht 2024" in page(client, "frozen_list", query="")
    centre = as_person(world.stories[0].head)
    assert centre.get(address).status_code == 403
