"""Any filter gives the same actors and relations in picture, map, matrix, table and files."""

import csv
import io
import re
from html import unescape
from itertools import combinations
from random import Random
from typing import Any

import networkx
import pytest
from django.test import Client

from drehscheibe.domain.directory.models import Actor
from drehscheibe.domain.network.models import Relation
from tests import factories
from tests.domain.courses.stories import town
from tests.domain.network.stories import LONG_AGO, SINCE, kind
from tests.doors.staff.network.test_network_views import URL, of, stage

pytestmark = pytest.mark.django_db
CODES = {"cooperates": True, "co_runs": True, "funds": False, "refers": False, "member_of": False}
HOSTILE = "]]>\u202e<b>&\x0b\ufffe'\"=1"


def world(keeper: Any, chance: Random) -> None:
    """Twenty actors of three kinds in two towns, related at random."""
    centre = keeper.memberships.get().organisation.centre
    towns = [town(centre, name) for name in ("Soest", "Werl")]
    kinds = [kind(), kind("pt.kita", "Kindertagesstätte"), kind("pt.schule", "Schule")]
    many = [of(keeper, f"Haus {each:02} {HOSTILE}", of=chance.choice(kinds)) for each in range(20)]
    for each in many:
        Actor.objects.filter(pk=each.pk).update(municipality=chance.choice(towns))
    for one, other in combinations(many, 2):
        for code in chance.sample(sorted(CODES), 1 if chance.random() < 0.2 else 0):
            pair = (one, other) if chance.random() < 0.5 else (other, one)
            Relation.objects.create(
                from_actor=pair[0], to_actor=pair[1], kind=code, mutual=CODES[code],
                since=SINCE.replace(year=chance.choice((2020, 2022))), asserted_at=LONG_AGO,
                until=chance.choice((None, SINCE.replace(year=2024))),
                confirmed_at=chance.choice((None, LONG_AGO)),
                source="asserted", strength=chance.randint(1, 3),
            )  # fmt: skip


def asked(client: Client, query: str, view: str) -> str:
    response = client.get(f"{URL}?{query}&ansicht={view}")
    assert response.status_code == 200
    return response.content.decode()


def drawn(html: str) -> str:
    return html.split("data-network>")[1].split("</svg>")[0] if "data-network>" in html else ""


def named(html: str) -> set[int]:
    """The actors that links lead to."""
    return {int(each) for each in re.findall(r"/akteur/(\d+)/", html)}


def file(client: Client, query: str, form: str) -> str:
    return client.get(f"{URL}datei/?{query}&format={form}").content.decode("utf-8-sig")


@pytest.mark.parametrize("seed", range(3))
def test_sc_11_1_any_filter_shows_the_same_everywhere(seed: int) -> None:
    client, keeper = stage()
    chance = Random(seed)
    world(keeper, chance)
    ids = {str(each.public_id): each.pk for each in Actor.objects.all()}
    towns = list(Actor.objects.values_list("municipality", flat=True).distinct())
    for _ in range(8):
        choice = {
            "art": ["", "pt.kita", "pt.schule"], "mit": ["", "", "pt.mso"], "ort": ["", *towns],
            "beziehung": ["", *CODES], "worte": ["", "haus 1", "]]>"], "bestaetigt": ["", "1"],
            "tag": ["", "01.06.2023", "01.01.2025"],
        }  # fmt: skip
        given = {name: chance.choice(values) for name, values in choice.items()}
        query = "&".join(f"{name}={value}" for name, value in given.items() if value)
        graphs = [
            networkx.parse_graphml(file(client, query, "graphml"), force_multigraph=True),
            networkx.read_gexf(io.BytesIO(file(client, query, "gexf").encode())),
        ]
        actors, ties = set(graphs[0]), list(graphs[0].edges())
        assert (set(graphs[1]), set(graphs[1].edges())) == (actors, set(ties))
        rows = list(csv.reader(io.StringIO(file(client, query, "csv")), delimiter=";"))
        assert len(rows) == 1 + len(ties)
        keys = {ids[each] for each in actors}
        assert named(asked(client, query, "tabelle").split("<tbody>")[-1]) == keys
        assert named(drawn(asked(client, query, "bild"))) == keys
        on_map = drawn(asked(client, query, "karte"))
        counts = re.findall(r'class="network__count"[^>]*>(\d+)<', on_map)
        assert sum(map(int, counts)) + len(named(on_map)) == len(actors)
        assert all({ids[each] for each in pair} <= keys for pair in ties)


def test_several_at_one_place_on_the_map_lead_to_the_same_filter_in_the_table() -> None:
    client, keeper = stage()
    here = town(keeper.memberships.get().organisation.centre, "Soest")
    for name in ("Anfang", "Brücke", "Chor"):
        of(keeper, name)
    Actor.objects.update(municipality=here)
    on_map = drawn(asked(client, "worte=r&tag=01.01.2025&beziehung=funds", "karte"))
    (address,) = (unescape(each) for each in re.findall(r'<a href="([^"]*)"', on_map))
    assert "ansicht=tabelle" in address
    for part in ("worte=r", "tag=01.01.2025", "beziehung=funds", f"ort={here.pk}"):
        assert part in address
    table = client.get(address).content.decode()
    assert ("Brücke" in table, "Anfang" in table) == (True, False)


def test_a_relation_that_begins_later_stands_on_the_page_until_somebody_confirms_it() -> None:
    client, keeper = stage()
    one, other = of(keeper, "Anfang"), of(keeper, "Brücke")
    page = f"{URL}akteur/{one.pk}/"
    said = {"act": "relate", "to": other.pk, "kind": "funds", "strength": 2, "since": "01.01.2099"}
    assert client.post(f"{page}schritt/", said).status_code == 302
    html = client.get(page).content.decode()
    assert "01.01.2099" in html
    assert "Noch keine." not in html
    kept = Relation.objects.get()
    confirmer = factories.person("specialist", of=keeper.memberships.get().organisation)
    asks = {"act": "confirm", "relation": kept.pk}
    answer = factories.client_of(confirmer).post(f"{URL}akteur/{other.pk}/schritt/", asks)
    assert answer.status_code == 302
    kept.refresh_from_db()
    assert kept.confirmed_at is not None


@pytest.mark.parametrize("reason", ["\x00", "x\x00y", "\u202e" * 300, "a" * 5000])
def test_no_reason_breaks_the_page(reason: str) -> None:
    client, keeper = stage()
    one, other = of(keeper, "Anfang"), of(keeper, "Brücke")
    kept = Relation.objects.create(
        from_actor=one, to_actor=other, kind="funds", mutual=False, since=SINCE,
        asserted_at=LONG_AGO,
    )  # fmt: skip
    asks = {"act": "reject", "relation": kept.pk, "reason": reason}
    page = f"{URL}akteur/{other.pk}/"
    assert client.post(f"{page}schritt/", asks).status_code in (302, 422)
    assert client.get(page).status_code == 200
