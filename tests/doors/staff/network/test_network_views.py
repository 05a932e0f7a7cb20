"""Map, matrix, gaps, kept days: the same filter, the same cost for few and many."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from drehscheibe.domain.directory.models import Actor, ActorPlace
from drehscheibe.domain.network.freezing import take
from drehscheibe.domain.network.models import Relation
from drehscheibe.domain.network.pictures.labels import Dot, candidates, placed
from drehscheibe.kernel.people.models import Person
from tests import factories
from tests.domain.courses.stories import town
from tests.domain.network.stories import LONG_AGO, actor, actors, kind, tie
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
URL = "/mitarbeit/netzwerk/"
VIEWS = ("?ansicht=bild", "?ansicht=karte", "?ansicht=matrix", "?ansicht=tabelle", "luecken/")


def stage() -> tuple[Client, Person]:
    centre = factories.centre("Kreis Soest")
    keeper = factories.person("specialist", of=centre.organisation)
    centre.path = "M400 300l40 0 0 30 -40 0z"
    centre.save(update_fields=["path"])
    return factories.client_of(keeper), keeper


def of(keeper: Person, name: str, **more: object) -> Actor:
    centre = keeper.memberships.get().organisation.centre
    return actor(centre, name, keeper, **more)  # type: ignore[arg-type]


def svg(client: Client, query: str) -> str:
    html = client.get(URL + query).content.decode()
    return html.split("data-network>")[1].split("</svg>")[0]


def test_sc_11_1_every_view_asks_the_database_the_same_for_2_and_50() -> None:
    client, keeper = stage()
    centre = keeper.memberships.get().organisation.centre
    counts: dict[int, list[int]] = {}  # of tables: savepoints and settings of the frame are none
    for number in (2, 50):
        many = actors(centre, number)
        for one, other in pairwise(many):
            tie(one, other)
        client.get(URL)
        counts[number] = []
        for view in (*VIEWS, f"akteur/{many[0].pk}/", "staende/"):
            with CaptureQueriesContext(connection) as asked:
                response = client.get(URL + view)
            assert_sound(response)
            counts[number].append(sum('" FROM "' in each["sql"] for each in asked))
    assert counts[2] == counts[50]
    assert max(counts[50]) <= 12, counts


def test_sc_11_1_matrix_shows_each_mutual_pair_twice_and_the_filter_drills_down() -> None:
    client, keeper = stage()
    club = kind("pt.verein", "Verein")
    houses = [of(keeper, f"Agentur {each}") for each in range(21)]
    clubs = [of(keeper, f"Club {each}", of=club) for each in range(21)]
    for one, other in zip(houses, clubs, strict=True):
        tie(one, other)
    tie(houses[0], houses[1])
    Relation.objects.create(
        from_actor=houses[2], to_actor=clubs[3], kind="funds", mutual=False,
        since=LONG_AGO.date(), asserted_at=LONG_AGO,
    )  # fmt: skip
    html = client.get(f"{URL}?ansicht=matrix").content.decode()
    table = html.split("network__matrix", 1)[1].split("</table>")[0]
    numbers = [int(each) for each in re.findall(r'<td class="number"><a href="[^"]*">(\d+)', table)]
    assert sorted(numbers) == [1, 21, 22]  # agencies among themselves; back; there with the grant
    deeper = re.search(r'href="(\?[^"]*mit=pt.verein[^"]*)">22', table)
    assert deeper
    html = client.get(URL + deeper[1].replace("&amp;", "&")).content.decode()
    table = html.split("network__matrix", 1)[1].split("</table>")[0]
    assert table.count("<tr>") == 22
    assert table.count('class="network__cell"') == 21
    assert table.count("network__cell--open") == 1
    assert f"{len(houses) + len(clubs)} Akteure, 22 Beziehungen" in html


def test_sc_11_4_the_map_shows_one_at_risk_at_the_middle_of_its_town() -> None:
    client, keeper = stage()
    open_one, hidden = of(keeper, "Offen"), of(keeper, "Zuflucht", at_risk=True)
    Actor.objects.update(municipality=town(hidden.centre))
    ActorPlace.objects.update(latitude="51.80000", longitude="8.40000")
    drawn = svg(client, "?ansicht=karte")
    where = dict(re.findall(r'<title>(\w+),[^<]*</title><circle[^>]*c(x="\d+" cy="\d+")', drawn))
    assert len(where) == 2
    Actor.objects.filter(pk=hidden.pk).update(at_risk=False)
    together = svg(client, "?ansicht=karte")
    assert "2 Akteure in" in together
    assert "Geheimer Weg" not in drawn + together
    assert open_one.pk


def test_sc_11_1_the_map_counts_who_has_no_place_and_keeps_the_filter() -> None:
    client, keeper = stage()
    club = kind("pt.verein", "Verein")
    known, _ = of(keeper, "Bekannt", of=club), of(keeper, "Ohne Ort")
    Actor.objects.filter(pk=known.pk).update(municipality=town(known.centre))
    html = client.get(f"{URL}?ansicht=karte").content.decode()
    assert html.count("<circle") == 1
    assert "1 Akteur ohne Ort" in html
    html = client.get(f"{URL}?ansicht=karte&art=pt.verein").content.decode()
    assert html.count("<circle") == 1
    assert "ohne Ort" not in html


def test_names_in_the_picture_never_meet() -> None:
    dots = [
        Dot(30 + 37 * (each % 25), 30 + 80 * (each // 25), 9, f"Verein Nummer {each}", each % 7)
        for each in range(150)
    ]
    labels = placed(dots, 960, 600)
    boxes = [
        next(box for label, box in candidates(dots[key], 960, 600) if label == found)
        for key, found in labels.items()
    ]
    assert len(boxes) >= 5
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            assert (
                one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            )
        assert not any(
            one[0] < dot.x < one[2] and one[1] < dot.y < one[3] for dot in dots
        )  # fmt: skip


def test_a_derived_relation_is_told_apart_agreed_to_and_rejected_on_the_page() -> None:
    client, keeper = stage()
    one, other = of(keeper, "Anfang"), of(keeper, "Brücke")
    row = Relation.objects.create(
        from_actor=one, to_actor=other, kind="cooperates", mutual=True, since=LONG_AGO.date(),
        source="derived", origin="Gruppe „Sprache“", asserted_at=LONG_AGO,
    )  # fmt: skip
    assert "network__tie--derived" in svg(client, "")
    assert svg(client, "?quelle=asserted").count("network__tie--derived") == 0
    page, act = f"{URL}akteur/{one.pk}/", f"{URL}akteur/{one.pk}/schritt/"
    html = client.get(page).content.decode()
    assert "Gruppe „Sprache“" in html
    assert client.post(act, {"act": "confirm", "relation": row.pk}).status_code == 302
    html = client.get(page).content.decode()
    assert "wartet auf eine andere Person" in html
    assert 'value="confirm"' not in html
    assert client.post(act, {"act": "confirm", "relation": row.pk}).status_code == 422
    head = factories.client_of(factories.person("head", of=one.centre.organisation))
    refused = head.post(act, {"act": "reject", "relation": row.pk, "reason": ""})
    assert refused.status_code == 422
    head.post(act, {"act": "reject", "relation": row.pk, "reason": "Nur Nachbarn"})
    assert "network__tie" not in svg(client, "")
    assert "Nur Nachbarn" in client.get(page).content.decode()


def test_two_kept_days_are_compared_and_a_days_choice_never_breaks() -> None:
    client, keeper = stage()
    one, other = of(keeper, "Anfang"), of(keeper, "Brücke")
    at = timezone.now() - timedelta(days=40)
    take(centre=one.centre, by=keeper, at=at)
    tie(one, other)
    last = take(centre=one.centre, by=keeper, at=at + timedelta(days=20))
    html = client.get(f"{URL}staende/").content.decode()
    assert "1 neu, 0 beendet" in html
    assert "arbeitet zusammen mit" in html
    assert "zweimal derselbe Tag" in client.get(
        f"{URL}staende/?von={last.pk}&bis={last.pk}"
    ).content.decode()  # fmt: skip
    stranger = factories.person("specialist", of=factories.centre("Kreis Unna").organisation)
    foreign = factories.client_of(stranger).get(f"{URL}staende/?von={last.pk}&bis=²")
    assert foreign.status_code == 200
    assert "Noch kein Stand" in foreign.content.decode()


def test_sc_11_6_gaps_say_what_is_missing_and_that_it_is_exact() -> None:
    client, keeper = stage()
    hub, *leaves = (of(keeper, name) for name in ("Agentur", "Eins", "Zwei", "Drei"))
    for each in leaves:
        tie(hub, each)
    of(keeper, "Allein")
    html = client.get(f"{URL}luecken/").content.decode()
    assert re.search(r"Agentur</bdi></a></th><td[^>]*>2</td>", html)
    assert "Allein" in html.split('id="allein"')[1].split("</section>")[0]
    assert "nicht geschätzt" in html
