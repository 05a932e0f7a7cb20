"""The network's pages: one filter for picture, table and file; keys, acts, refusals, cost."""

import re
from datetime import timedelta
from itertools import combinations, islice

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from drehscheibe.domain.directory.clearing import propose
from drehscheibe.domain.directory.models import Actor
from drehscheibe.domain.directory.wording import Wording
from drehscheibe.domain.network.models import Relation, Snapshot
from drehscheibe.kernel.people.models import Person
from tests import factories
from tests.domain.network.stories import LONG_AGO, actor, actors, tie

pytestmark = pytest.mark.django_db
URL = "/mitarbeit/netzwerk/"


def stage() -> tuple[Client, Actor, Actor, Person]:
    centre = factories.centre("Kreis Soest")
    keeper = factories.person("specialist", of=centre.organisation)
    one, other = actor(centre, "Anfang", keeper), actor(centre, "Brücke", keeper, at_risk=True)
    return factories.client_of(keeper), one, other, keeper


def test_sc_11_1_picture_table_and_file_show_the_same_120_and_300() -> None:
    client, one, *_ = stage()
    Actor.objects.exclude(pk=one.pk).update(ended_on=LONG_AGO.date())
    many = [one, *actors(one.centre, 119)]
    for first, second in islice(combinations(many, 2), 300):
        tie(first, second)
    html = client.get(URL).content.decode()
    picture, table = html.split("<table", 1)
    assert picture.count("<circle") == picture.count("data-key=") == 120
    assert 'class="network__web"' in picture
    picture = picture.split("</svg>")[0]
    assert table.split("</table>")[0].count('<th scope="row"') == 120
    assert "".join(re.findall(r'network__tie" d="([^"]*)"', picture)).count("M") == 300
    rows = client.get(f"{URL}datei/?format=csv").content.decode().strip().splitlines()
    assert len(rows) == 301
    none = client.get(f"{URL}?worte=gibtesnicht").content.decode()
    assert "<circle" not in none
    assert "Hier steht kein Akteur" in none


def test_sc_11_3_not_confirmed_is_dashed_until_the_other_side_confirms() -> None:
    client, one, other, _ = stage()
    typed = {"act": "relate", "to": other.pk, "kind": "refers", "strength": "2",
             "since": "1.3.2024", "until": "", "note": ""}  # fmt: skip
    assert client.post(f"{URL}akteur/{one.pk}/schritt/", typed).status_code == 302
    assert "network__tie--open" in client.get(URL).content.decode()
    again = client.post(f"{URL}akteur/{one.pk}/schritt/", typed)
    assert again.status_code == 422
    assert "schon im Verzeichnis" in again.content.decode()
    made = Relation.objects.get()
    yes = {"act": "confirm", "relation": made.pk}
    alone = client.post(f"{URL}akteur/{other.pk}/schritt/", yes)
    assert alone.status_code == 422
    assert "eine andere Person" in alone.content.decode()
    colleague = factories.client_of(factories.person("head", of=one.centre.organisation))
    assert colleague.post(f"{URL}akteur/{other.pk}/schritt/", yes).status_code == 302
    drawn = client.get(URL).content.decode().split("data-network>")[1].split("</svg>")[0]
    assert "network__tie--open" not in drawn
    ended = {"act": "end", "relation": made.pk, "last_day": "1.1.2025", "reason": ""}
    assert client.post(f"{URL}akteur/{one.pk}/schritt/", ended).status_code == 422
    client.post(f"{URL}akteur/{one.pk}/schritt/", ended | {"reason": "Projekt ist aus"})
    assert Relation.objects.get().end_reason == "Projekt ist aus"
    assert (
        "network__tie"
        not in (client.get(URL).content.decode().split("data-network>")[1].split("</svg>")[0])
    )


def test_sc_11_4_no_page_or_file_of_the_network_holds_a_street() -> None:
    client, one, other, _ = stage()
    tie(one, other)
    for path in ("", f"akteur/{other.pk}/", "datei/?format=gexf", "datei/?format=graphml"):
        assert b"Geheimer Weg" not in client.get(URL + path).content


def test_a_waiting_wording_is_told_here_and_decided_on_its_one_page() -> None:
    client, one, _, _ = stage()
    house = factories.organisation("Anfang", "association")
    Actor.objects.filter(pk=one.pk).update(organisation=house)
    one.refresh_from_db()
    propose(
        actor=one, wording=Wording("Neuer Anfang"), by=factories.person("guest", of=house),
        at=timezone.now() - timedelta(days=1),
    )  # fmt: skip
    url = f"{URL}akteur/{one.pk}/"
    page = client.get(f"{url}")
    assert f"/mitarbeit/akteure/{one.pk}/#wartet" in page.content.decode()
    assert "Neuer Anfang" in client.get(f"/mitarbeit/akteure/{one.pk}/").content.decode()
    decided = client.post(f"{url}schritt/", {"act": "clear", "seen": "1"})
    assert (decided.status_code, one.revisions.get(shown=True).name == "Neuer Anfang") == (
        200, False,
    )  # fmt: skip


def test_another_centre_finds_nothing_and_the_carrier_only_reads() -> None:
    _, one, other, _ = stage()
    stranger = factories.person("specialist", of=factories.centre("Kreis Unna").organisation)
    assert factories.client_of(stranger).get(f"{URL}akteur/{one.pk}/").status_code == 404
    carrier = factories.client_of(factories.person("carrier", of=one.centre.carrier))
    page = carrier.get(f"{URL}akteur/{one.pk}/")
    assert page.status_code == 200
    assert "Beziehung eintragen" not in page.content.decode()
    sent = carrier.post(f"{URL}akteur/{one.pk}/schritt/", {"act": "relate", "to": other.pk})
    assert sent.status_code == 403


def test_today_is_frozen_once() -> None:
    client, one, other, _ = stage()
    tie(one, other)
    for _ in range(2):
        assert client.post(f"{URL}stand/").status_code == 302
    assert [len(each.relations) for each in Snapshot.objects.all()] == [1]


@pytest.mark.parametrize(
    "query",
    [
        "tag=31.2.2026",
        "tag=%00",
        "art=x&ort=%00",
        "seite=-1",
        "beziehung=%F0",
        "worte=" + "a" * 900,
    ],
)
def test_no_question_breaks_the_page(query: str) -> None:
    client, *_ = stage()
    assert client.get(f"{URL}?{query}").status_code == 200
    assert client.get(f"{URL}datei/?format=exe&{query}").status_code == 404


def test_2000_actors_and_10000_relations_are_drawn_whole() -> None:
    """With as many queries as two actors; how long it takes is measured in benchmarks/actors.py."""
    client, one, _, _ = stage()
    client.get(URL)
    with CaptureQueriesContext(connection) as few:
        client.get(f"{URL}?worte=")
    many = actors(one.centre, 2000)
    pairs = ((each * 7 % 2000, (each * 7 + 1 + each // 2000) % 2000) for each in range(10_000))
    Relation.objects.bulk_create(
        Relation(
            from_actor=many[first], to_actor=many[second], kind="refers", mutual=False,
            since=LONG_AGO.date(), asserted_at=LONG_AGO,
        )
        for first, second in pairs
    )  # fmt: skip
    with CaptureQueriesContext(connection) as seen:
        html = client.get(f"{URL}?worte=").content.decode()
    assert html.count("<circle") == 2002
    assert len(seen) == len(few)
    assert 'class="network__web network__web--many"' in html
    assert max(int(each) for each in re.findall(r'r="(\d+)"/>', html)) <= 18 // 2  # lines are seen
