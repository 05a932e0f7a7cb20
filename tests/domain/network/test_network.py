"""Relations of area 11 with the values of its scenarios; gap radar, what-if, snapshots, files."""

import csv
import io
from datetime import date, timedelta
from itertools import combinations, islice
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from drehscheibe.domain.directory.models import Actor
from drehscheibe.domain.network.drawing import layout
from drehscheibe.domain.network.files import RELATION_COLUMNS, gexf, graphml, relation_rows
from drehscheibe.domain.network.freezing import compared, take
from drehscheibe.domain.network.models import ActorSpot, Opening, Relation, Snapshot
from drehscheibe.domain.network.opening import close_to_all, open_to_all
from drehscheibe.domain.network.placing import draw, places
from drehscheibe.domain.network.refusals import NetworkRefused
from drehscheibe.domain.network.relating import Said, confirm, end, relate
from drehscheibe.domain.network.seeing import Wish, network_of, public_network
from drehscheibe.domain.network.steering import (
    critical,
    cut_off_counts,
    gaps,
    graph_of,
    isolated,
    without,
)
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from drehscheibe.kernel.permissions.transaction_settings import tell
from drehscheibe.kernel.tables.csv_out import write_csv
from tests import factories
from tests.domain.network.stories import AT, SINCE, TODAY, actor, actors, kind, opened, tie

pytestmark = pytest.mark.django_db
SAID = Said("cooperates", SINCE)


def two() -> tuple[Actor, Actor, Person, Person, Person]:
    """Two associations of a centre; its specialist, and one person of each."""
    centre = factories.centre("Kreis Soest")
    keeper = factories.person("specialist", of=centre.organisation)
    opened(centre, keeper)
    houses = [factories.organisation(name, "association") for name in ("Anfang", "Brücke")]
    one, other = (actor(centre, each.name, keeper, house=each) for each in houses)
    first, second = (factories.person("guest", of=each) for each in houses)
    return one, other, keeper, first, second


def read_graphml(text: str) -> Any:
    """As another program reads it."""
    import networkx

    return networkx.parse_graphml(text)


def read_gexf(text: str) -> Any:
    """The same; what GEXF calls start is since."""
    import networkx

    graph = networkx.read_gexf(io.BytesIO(text.encode()))
    for *_, each in graph.edges(data=True):
        each["since"] = each.pop("start")
    return graph


def public() -> list[int]:
    return [each.pk for each in public_network(Wish(TODAY)).edges]


def test_sc_11_3_asserted_and_not_confirmed_is_absent_from_the_public_view() -> None:
    one, other, keeper, first, second = two()
    made = relate(actor=one, to=other, said=SAID, by=first, at=AT)
    seen = network_of(standing_of(keeper, on=TODAY), Wish(TODAY))
    assert [(each.pk, each.confirmed) for each in seen.edges] == [(made.pk, False)]
    assert public() == []
    confirm(relation=made, by=second, at=AT)
    assert public() == [made.pk]


def test_sc_11_3_without_signing_in_one_reads_only_what_both_sides_said() -> None:
    one, other, _, first, second = two()
    confirmed = relate(actor=one, to=other, said=SAID, by=first, at=AT)
    relate(actor=one, to=other, said=Said("refers", SINCE), by=first, at=AT)
    confirm(relation=confirmed, by=second, at=AT)
    tell({"app.organisations": "{}", "app.reach": "", "app.person": "", "app.day": ""})
    assert list(Relation.objects.all()) == [confirmed]


def test_when_a_network_was_shown_before_is_its_centres_to_read() -> None:
    """Without signing in one learns that it is shown, never of an opening that ended."""
    one, *_ = two()
    keeper = factories.person("head", of=one.centre.organisation)
    close_to_all(centre=one.centre, by=keeper, at=AT)
    now = open_to_all(centre=one.centre, by=keeper, at=AT)
    tell({"app.organisations": "{}", "app.reach": "", "app.person": "", "app.day": ""})
    assert list(Opening.objects.all()) == [now]
    assert Opening.objects.update(opened_at=AT) == 0


def test_sc_11_3_one_does_not_confirm_what_one_said_oneself() -> None:
    one, other, _, first, _ = two()
    made = relate(actor=one, to=other, said=SAID, by=first, at=AT)
    stranger = factories.person("specialist", of=factories.centre("Kreis Unna").organisation)
    for by in (first, stranger):
        with pytest.raises(PermissionDenied):
            confirm(relation=made, by=by, at=AT)
    with pytest.raises(PermissionDenied):
        relate(actor=other, to=one, said=SAID, by=stranger, at=AT)
    with pytest.raises(PermissionDenied):
        end(relation=made, last_day=TODAY, reason="Streit", by=stranger, at=AT)
    assert public() == []


def test_a_mutual_relation_stands_once_a_pair_and_again_after_its_end() -> None:
    one, other, keeper, first, second = two()
    made = relate(actor=one, to=other, said=SAID, by=first, at=AT)
    with pytest.raises(NetworkRefused, match="schon im Verzeichnis"):
        relate(actor=other, to=one, said=SAID, by=second, at=AT)
    with pytest.raises(NetworkRefused, match="Grund"):
        end(relation=made, last_day=TODAY, reason=" ", by=second, at=AT)
    end(relation=made, last_day=TODAY, reason="Projekt ist aus", by=second, at=AT)
    relate(
        actor=other, to=one, said=Said("cooperates", TODAY + timedelta(days=1)), by=keeper, at=AT
    )
    relate(actor=one, to=other, said=Said("refers", SINCE), by=keeper, at=AT)
    relate(actor=other, to=one, said=Said("refers", SINCE), by=keeper, at=AT)
    assert Relation.objects.count() == 4


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Said("marries", SINCE), "kind"),
        (Said("funds", SINCE, until=SINCE - timedelta(days=1)), "until"),
        (Said("funds", SINCE, strength=4), "strength"),
    ],
)
def test_what_cannot_stand_is_refused_at_its_field(said: Said, field: str) -> None:
    one, other, keeper, _, _ = two()
    with pytest.raises(NetworkRefused) as refusal:
        relate(actor=one, to=other, said=said, by=keeper, at=AT)
    assert refusal.value.field == field
    with pytest.raises(NetworkRefused, match="sich selbst"):
        relate(actor=one, to=one, said=SAID, by=keeper, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        tie(one, one)


def test_the_second_wall_lets_only_both_sides_write() -> None:
    one, other, _, _, _ = two()
    tie(one, other)
    stranger = factories.person("specialist", of=factories.centre("Kreis Unna").organisation)
    with acting_as(standing_of(stranger, on=TODAY)):
        assert Relation.objects.count() == 1
        assert Relation.objects.update(note="Fremd") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            tie(other, one, since=date(2020, 1, 1), until=date(2020, 2, 1))


def test_the_second_wall_shows_what_nobody_confirmed_to_both_sides_alone() -> None:
    centre, next_door = factories.centre("Kreis Soest"), factories.centre("Kreis Unna")
    keeper = factories.person("specialist", of=centre.organisation)
    neighbour = factories.person("specialist", of=next_door.organisation)
    stranger = factories.person("specialist", of=factories.centre("Kreis Olpe").organisation)
    one, other = actor(centre, "Anfang", keeper), actor(next_door, "Brücke", neighbour)
    tie(one, other)
    Relation.objects.update(confirmed_at=None)
    for who, seen in ((keeper, 1), (neighbour, 1), (stranger, 0)):
        with acting_as(standing_of(who, on=TODAY)):
            assert Relation.objects.count() == seen
            assert Relation.objects.update(note="Gesehen") == seen


def test_sc_11_1_of_120_actors_and_300_relations_every_view_shows_the_same() -> None:
    centre = factories.centre("Kreis Soest")
    keeper = factories.person("specialist", of=centre.organisation)
    many = actors(centre, 120)
    for one, other in islice(combinations(many, 2), 300):
        tie(one, other)
    with CaptureQueriesContext(connection) as asked:
        found = network_of(standing_of(keeper, on=TODAY), Wish(TODAY))
    assert len(asked) <= 4
    assert (len(found.nodes), len(found.edges)) == (120, 300)
    assert sum(each.degree for each in found.nodes) == 600
    for graph in (read_graphml(graphml(found)), read_gexf(gexf(found))):
        assert (graph.number_of_nodes(), graph.number_of_edges()) == (120, 300)
        assert {each["since"] for *_, each in graph.edges(data=True)} == {SINCE.isoformat()}
    assert len(list(relation_rows(found, {}))) == 300


def test_sc_11_5_edges_follow_the_day_and_the_degree_goes_from_4_to_9() -> None:
    centre = factories.centre("Kreis Soest")
    keeper = factories.person("specialist", of=centre.organisation)
    agency = actor(centre, "Integrationsagentur X", keeper)
    others = actors(centre, 10)
    for each in others[:4]:
        tie(agency, each, since=date(2023, 6, 1))
    for each in others[4:9]:
        tie(each, agency, since=date(2025, 1, 1))
    tie(agency, others[9], since=date(2024, 2, 1), until=date(2025, 12, 31))

    def degree(on: date) -> int:
        found = network_of(standing_of(keeper, on=TODAY), Wish(on))
        assert found.by_pk[agency.pk].degree == len(found.neighbours[agency.pk])
        return found.by_pk[agency.pk].degree

    assert [degree(date(2024, 1, 1)), degree(date(2025, 12, 31)), degree(date(2026, 1, 1))] == [
        4, 10, 9,
    ]  # fmt: skip


def test_sc_11_6_without_the_freiwilligenagentur_six_actors_are_cut_off_and_named() -> None:
    centre = factories.centre("Kreis Soest")
    keeper = factories.person("specialist", of=centre.organisation)
    agency = actor(centre, "Freiwilligenagentur", keeper)
    core = actors(centre, 8)
    for one, other in zip(core, [*core[1:], core[0]], strict=True):
        tie(one, other)
    tie(agency, core[0])
    tie(agency, core[4])
    lost = [actor(centre, f"Verein {each}", keeper) for each in range(1, 7)]
    for each in lost[:5]:
        tie(each, agency)
    tie(lost[4], lost[5])
    found = network_of(standing_of(keeper, on=TODAY), Wish(TODAY))
    loss = without(found, agency.pk)
    assert [each.name for each in loss.cut_off] == [f"Verein {each}" for each in range(1, 7)]
    assert next(each.node.name for each in critical(found)) == "Freiwilligenagentur"
    assert cut_off_counts(graph_of(found)) == {agency.pk: 6, lost[4].pk: 1}
    assert without(found, core[1].pk).cut_off == ()
    person = (keeper.given_name, keeper.family_name)
    for text in (
        graphml(found),
        gexf(found),
        write_csv(RELATION_COLUMNS, relation_rows(found, {})).decode(),
    ):
        assert not any(each in text for each in person)


def test_sc_11_4_of_an_actor_at_risk_no_file_holds_an_address() -> None:
    centre = factories.centre("Kreis Soest")
    keeper = factories.person("specialist", of=centre.organisation)
    opened(centre, keeper)
    tie(actor(centre, "Zuflucht", keeper, at_risk=True), actor(centre, "Brücke", keeper))
    found = public_network(Wish(TODAY))
    assert [each.at_risk for each in found.nodes] == [False, True]
    assert "Geheimer Weg" not in graphml(found) + gexf(found) + repr(found)


def test_names_that_a_spreadsheet_or_a_parser_would_run_stay_text() -> None:
    centre = factories.centre("Kreis Soest")
    keeper = factories.person("specialist", of=centre.organisation)
    opened(centre, keeper)
    name = '=HYPERLINK("x")<b>&'
    tie(actor(centre, name, keeper), actor(centre, "Brücke", keeper))
    found = public_network(Wish(TODAY))
    body = write_csv(RELATION_COLUMNS, relation_rows(found, {})).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(body), delimiter=";"))[1][0] == f"'{name}"
    root = ElementTree.fromstring(gexf(found))
    assert name in {each.get("label") for each in root.iter()}


def test_gap_radar_names_kinds_without_an_actor_and_actors_without_a_tie() -> None:
    centre = factories.centre("Kreis Soest")
    keeper = factories.person("specialist", of=centre.organisation)
    alone = actor(centre, "Allein", keeper)
    tie(actor(centre, "Brücke", keeper), actor(centre, "Chor", keeper, of=kind("pt.kita", "Kita")))
    found = network_of(standing_of(keeper, on=TODAY), Wish(TODAY))
    kinds = {"pt.mso": "MSO", "pt.kita": "Kita", "pt.schule": "Schule"}
    seen = {
        each.key: (each.count, each.towns)
        for each in gaps(found, kinds=kinds, towns={"": "–", "x": "Soest"})
    }
    assert seen == {
        "pt.mso": (2, ("Soest",)), "pt.kita": (1, ("Soest",)), "pt.schule": (0, ("–", "Soest")),
    }  # fmt: skip
    assert [each.pk for each in isolated(found)] == [alone.pk]


def test_a_frozen_day_stays_and_two_are_compared() -> None:
    one, other, keeper, _, _ = two()
    made = tie(one, other)
    before = take(centre=one.centre, by=keeper, at=AT)
    with pytest.raises(NetworkRefused, match="schon festgehalten"):
        take(centre=one.centre, by=keeper, at=AT)
    end(relation=made, last_day=TODAY, reason="aus", by=keeper, at=AT)
    third = actor(one.centre, "Chor", keeper)
    tie(one, third)
    after = take(centre=one.centre, by=keeper, at=AT + timedelta(days=1))
    change = compared(before, after)
    assert (change.came, change.went) == (("Chor",), ())
    assert change.tied == (("Anfang", "Chor", "cooperates"),)
    assert change.parted == (("Anfang", "Brücke", "cooperates"),)
    stranger = factories.person("specialist", of=factories.centre("Kreis Unna").organisation)
    with pytest.raises(PermissionDenied):
        take(centre=one.centre, by=stranger, at=AT)


def test_the_picture_is_the_same_for_the_same_network_and_keeps_actors_apart() -> None:
    ties = tuple((0, each) for each in range(1, 12))
    layout.cache_clear()
    first = layout(12, ties)
    layout.cache_clear()
    assert layout(12, ties) == first
    assert len({(round(x, 2), round(y, 2)) for x, y in first}) == 12
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in first)
    assert layout(1, ()) == ((0.5, 0.5),)


def test_a_frozen_day_is_kept_by_the_database() -> None:
    one, other, keeper, _, _ = two()
    tie(one, other)
    made = take(centre=one.centre, by=keeper, at=AT)
    assert (made.measures["relations"], made.measures["density"]) == (1, 100)
    for act in (lambda: Snapshot.objects.update(actors=[]), Snapshot.objects.all().delete):
        with pytest.raises(IntegrityError, match="cannot change"), transaction.atomic():
            act()


def test_sc_11_6_what_hangs_on_one_actor_is_counted_exactly_in_one_walk() -> None:
    from networkx import connected_components, gnm_random_graph

    for seed in range(12):
        graph = gnm_random_graph(60, 55 + seed, seed=seed)
        plain = {}
        for each in graph:
            whole = next(part for part in connected_components(graph) if each in part)
            sizes = [len(part) for part in connected_components(graph.subgraph(whole - {each}))]
            if len(sizes) > 1:
                plain[each] = sum(sizes) - max(sizes)
        assert cut_off_counts(graph) == plain


def test_a_place_in_the_picture_is_kept_and_a_filter_moves_nobody() -> None:
    centre = factories.centre("Kreis Soest")
    keeper = factories.person("specialist", of=centre.organisation)
    many = [actor(centre, f"Verein {each}", keeper) for each in range(6)]
    for one, other in combinations(many[:5], 2):
        tie(one, other)
    assert draw(centre=centre.pk, at=AT) == 6
    before = {each.actor_id: (each.x, each.y) for each in ActorSpot.objects.all()}
    assert draw(centre=centre.pk, at=AT) == 6
    assert {each.actor_id: (each.x, each.y) for each in ActorSpot.objects.all()} == before
    fresh = actor(centre, "Verein 9", keeper)
    tie(fresh, many[0])
    found = network_of(standing_of(keeper, on=TODAY), Wish(TODAY))
    assert len(set(places(found))) == 7
    with acting_as(standing_of(keeper, on=TODAY)):
        assert ActorSpot.objects.update(x=0) == 0
