"""The network for everybody: only where the centre shows it, only what both sides said."""

import re
from datetime import timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from drehscheibe.domain.directory.models import Actor, ActorPlace
from drehscheibe.domain.network.models import Opening, Relation
from drehscheibe.domain.network.opening import close_to_all, open_to_all
from drehscheibe.domain.network.refusals import NetworkRefused
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.people.models import Person
from tests import factories
from tests.domain.courses.stories import town
from tests.domain.network.stories import LONG_AGO, SINCE, actor, kind, tie
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
LIST = "/netzwerk/"


class House:
    """A centre with two people, three actors the public knows, one of them at risk."""

    def __init__(self, name: str = "Kreis Soest") -> None:
        self.centre = factories.centre(name)
        self.centre.path = "M400 300l40 0 0 30 -40 0z"
        self.centre.save(update_fields=["path"])
        self.keeper = factories.person("specialist", of=self.centre.organisation)
        self.head = factories.person("head", of=self.centre.organisation)
        self.one = actor(self.centre, "Sportverein Muster", self.keeper)
        self.other = actor(self.centre, "Kita Beispiel", self.keeper)
        self.hidden = actor(self.centre, "Frauentreff Mondlicht", self.keeper, at_risk=True)

    @property
    def url(self) -> str:
        return f"{LIST}{self.centre.key}/"

    def open(self) -> Opening:
        return open_to_all(centre=self.centre, by=self.head, at=timezone.now())


def said(one: Actor, other: Actor, by: Person) -> Relation:
    """Said by one side alone."""
    return Relation.objects.create(
        from_actor=one, to_actor=other, kind="cooperates", mutual=True, since=SINCE,
        asserted_by=by, asserted_at=LONG_AGO,
    )  # fmt: skip


def page(url: str) -> str:
    response = Client().get(url)
    assert_sound(response)
    return str(response.content.decode())


def drawing(html: str) -> str:
    return html.split("data-network>")[1].split("</svg>")[0]


def test_from_the_start_no_network_is_public() -> None:
    """404 for the page and its files, and the list says so in words."""
    house = House()
    tie(house.one, house.other)
    assert "Noch zeigt kein Zentrum sein Netzwerk" in page(LIST)
    for url in (house.url, f"{house.url}datei/?format=csv", f"{LIST}99999/", f"{LIST}x/"):
        assert Client().get(url).status_code == 404


def test_switched_on_it_is_there_and_switched_off_it_is_gone_at_once() -> None:
    house = House()
    tie(house.one, house.other)
    opened = house.open()
    assert house.centre.area_name in page(LIST)
    html = page(house.url)
    assert "Sportverein Muster" in drawing(html)
    assert "Kita Beispiel" in drawing(html)
    assert house.url in page(f"/akteure/{house.one.public_id}/")
    close_to_all(centre=house.centre, by=house.head, at=timezone.now())
    assert Client().get(house.url).status_code == 404
    assert house.url not in page(f"/akteure/{house.one.public_id}/")
    entries = Entry.objects.filter(act__startswith="network.public.").order_by("pk")
    assert [each.act for each in entries] == ["network.public.open", "network.public.close"]
    opened.refresh_from_db()
    assert opened.closed_by == house.head


def test_only_who_answers_for_the_centre_switches() -> None:
    house, strange = House(), House("Kreis Unna")
    for nobody in (house.keeper, strange.head):
        with pytest.raises(PermissionDenied):
            open_to_all(centre=house.centre, by=nobody, at=timezone.now())
    house.open()
    with pytest.raises(NetworkRefused, match="schon öffentlich"):
        house.open()
    close_to_all(centre=house.centre, by=house.head, at=timezone.now())
    with pytest.raises(NetworkRefused, match="nicht öffentlich"):
        close_to_all(centre=house.centre, by=house.head, at=timezone.now())


def test_the_database_keeps_one_opening_and_who_closed_it() -> None:
    house = House()
    opened = house.open()
    with pytest.raises(IntegrityError), transaction.atomic():
        Opening.objects.create(centre=house.centre, opened_by=house.head, opened_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Opening.objects.filter(pk=opened.pk).update(closed_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Opening.objects.filter(pk=opened.pk).update(
            closed_at=opened.opened_at - timedelta(days=1), closed_by=house.head
        )


def test_the_switch_stands_on_the_page_of_the_network() -> None:
    """Seen by the head alone; another centre's key is 404."""
    house, strange = House(), House("Kreis Unna")
    head, keeper = (factories.client_of(each) for each in (house.head, house.keeper))
    staff = f"/mitarbeit/netzwerk/oeffentlich/{house.centre.key}/"
    assert "Nicht mehr öffentlich zeigen" not in head.get("/mitarbeit/netzwerk/").content.decode()
    assert staff in head.get("/mitarbeit/netzwerk/").content.decode()
    assert staff not in keeper.get("/mitarbeit/netzwerk/").content.decode()
    assert keeper.post(staff, {"act": "open"}).status_code == 403
    assert factories.client_of(strange.head).post(staff, {"act": "open"}).status_code == 404
    assert head.get(staff).status_code == 405
    told = head.post(staff, {"act": "open"}, follow=True).content.decode()
    assert "Ihr Netzwerk ist jetzt öffentlich." in told
    assert "So sehen es alle" in told
    again = head.post(staff, {"act": "open"}, follow=True).content.decode()
    assert "Ihr Netzwerk ist schon öffentlich." in again
    told = head.post(staff, {"act": "close"}, follow=True).content.decode()
    assert "Ihr Netzwerk ist nicht mehr öffentlich." in told
    assert head.post(staff, {"act": "else"}).status_code == 302
    assert not Opening.objects.filter(closed_at=None).exists()


def test_sc_11_3_what_one_side_said_alone_is_absent_from_the_public_view() -> None:
    house = House()
    waiting = said(house.one, house.other, house.keeper)
    house.open()
    for view in ("bild", "karte", "tabelle"):
        assert "Verbindungen: 0" in page(f"{house.url}?ansicht={view}")
    rows = Client().get(f"{house.url}datei/?format=csv").content.decode("utf-8-sig")
    assert "Sportverein" not in rows
    Relation.objects.filter(pk=waiting.pk).update(confirmed_at=LONG_AGO, confirmed_by=house.head)
    html = page(house.url)
    assert "Verbindungen: 1" in html
    assert "network__tie--open" not in html


def test_sc_11_4_of_one_at_risk_the_map_and_the_files_know_the_town_alone() -> None:
    house = House()
    tie(house.one, house.hidden)
    where = town(house.centre)
    Actor.objects.filter(centre=house.centre).update(municipality=where)
    house.open()
    html = page(f"{house.url}?ansicht=karte")
    known = ActorPlace.objects.filter(revision__actor=house.hidden)
    known.update(latitude="51.9", longitude="8.9")
    assert drawing(page(f"{house.url}?ansicht=karte")) == drawing(html)
    assert "Frauentreff Mondlicht" in drawing(html)
    for form in ("csv", "graphml", "gexf"):
        text = Client().get(f"{house.url}datei/?format={form}").content.decode("utf-8-sig")
        assert "Frauentreff Mondlicht" in text
        assert "Geheimer Weg" not in text
        assert "59494" not in text
    assert "Geheimer Weg" not in html
    assert "59494" not in html


def test_sc_11_6_no_person_occurs_in_any_public_export() -> None:
    house = House()
    tie(house.one, house.other)
    house.open()
    for form in ("csv", "graphml", "gexf"):
        text = Client().get(f"{house.url}datei/?format={form}").content.decode("utf-8-sig")
        for each in (house.keeper, house.head):
            assert each.family_name not in text
            assert each.email not in text
        if form != "csv":
            ElementTree.fromstring(text)
    assert Client().get(f"{house.url}datei/?format=exe").status_code == 404


def test_a_relation_into_a_centre_that_shows_nothing_is_not_shown() -> None:
    house, strange = House(), House("Kreis Unna")
    tie(house.one, strange.one)
    house.open()
    html = page(house.url)
    assert "Verbindungen: 0" in html
    strange.open()
    assert "Verbindungen: 0" in page(house.url), "a network is one centre's"


def test_what_was_never_cleared_is_not_shown() -> None:
    house = House()
    secret = Actor.objects.create(centre=house.centre, kind=kind(), created_at=LONG_AGO)
    tie(house.one, secret)
    house.open()
    assert "Verbindungen: 0" in page(house.url)
    assert "ohne Namen" not in page(house.url)


def test_one_filter_for_picture_table_and_files() -> None:
    house = House()
    Actor.objects.filter(pk=house.other.pk).update(kind=kind("pt.kita", "Kindertageseinrichtung"))
    tie(house.one, house.other)
    house.open()
    html = page(f"{house.url}?art=pt.kita&ansicht=tabelle")
    body = html.split("<tbody>")[1]
    assert "Kita Beispiel" in body
    assert "Sportverein Muster" not in body
    assert "data-network>" not in html
    assert "art=pt.kita" in re.findall(r'href="([^"]*format=csv[^"]*)"', html)[0]
    assert "Verbindungen: 0" in page(f"{house.url}?beziehung=funds")
    assert "Verbindungen: 1" in page(f"{house.url}?beziehung=unsinn&art=%00&ansicht=x&ort=1")
    assert "Wählen Sie weniger aus." in page(f"{house.url}?name=gibtesnicht")


def test_words_are_in_the_readers_language() -> None:
    house = House()
    tie(house.one, house.other)
    house.open()
    html = page(f"/ar{house.url}")
    assert "من يتعاون مع من" in html
    assert 'dir="rtl"' in html
    assert "verbunden" not in drawing(html)


def test_the_same_few_questions_for_2_and_50_and_a_page_stays_small() -> None:
    """At most twelve; a large network draws those with the most relations and says so."""
    counts = []
    house = House()
    many = [house.one, house.other]
    tie(*many)
    house.open()
    for more in (0, 48):
        many += [
            actor(house.centre, f"Verein {len(many)} {each}", house.keeper) for each in range(more)
        ]
        for one, other in pairwise(many[1:]):
            tie(one, other)
        for view in ("bild", "karte", "tabelle"):
            with CaptureQueriesContext(connection) as asked:
                page(f"{house.url}?ansicht={view}")
            counts.append(sum('" FROM "' in each["sql"] for each in asked))
    assert counts[:3] == counts[3:]
    assert max(counts) <= 12


def test_the_sitemap_names_it_while_it_is_shown() -> None:
    house = House()
    found = Client().get("/sitemap.xml").content.decode()
    sheet = re.findall(r"<loc>http://testserver([^<]*zentren[^<]*)</loc>", found)[0]
    assert house.url not in Client().get(sheet).content.decode()
    house.open()
    assert house.url in Client().get(sheet).content.decode()


def test_programs_get_the_same() -> None:
    """JSON: actors without address, relations by identity; 404 where it is not shown."""
    house = House()
    tie(house.one, house.hidden)
    said(house.one, house.other, house.keeper)
    url = f"/api/v1/networks/{house.centre.key}"
    assert Client().get(url).status_code == 404
    assert Client().get("/api/v1/networks/%00").status_code == 404
    assert Client().get("/api/v1/networks").json() == {"networks": []}
    house.open()
    assert Client().get("/api/v1/networks").json()["networks"][0]["page"] == house.url
    found = Client().get(url).json()
    assert [each["name"] for each in found["actors"]] == [
        "Frauentreff Mondlicht", "Kita Beispiel", "Sportverein Muster",
    ]  # fmt: skip
    (only,) = found["relations"]
    assert (only["from"], only["to"]) == (str(house.one.public_id), str(house.hidden.public_id))
    assert "59494" not in Client().get(url).content.decode()
