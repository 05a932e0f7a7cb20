"""What is not confirmed, not shown or of another centre stands in no view, file or count."""

from datetime import timedelta
from itertools import combinations
from random import Random

import pytest
from django.test import Client
from django.utils import timezone

from drehscheibe.domain.directory.models import Actor, ActorRevision
from drehscheibe.domain.network.models import Relation
from drehscheibe.kernel.calendar.moments import day_of
from tests.domain.courses.stories import town
from tests.domain.network.stories import LONG_AGO, SINCE, actor, kind
from tests.doors.public.test_network import House

pytestmark = pytest.mark.django_db
SECRETS = ("Geheimverein", "Entwurfsheim", "Endehaus", "Nachbarhaus", "pt.geheim")


def world(house: House) -> None:
    """Six public actors tied at random; with secrets beside them, tied to every one."""
    chance = Random(7)
    here = town(house.centre, "Soest")
    public = [house.one, house.other]
    public += [actor(house.centre, f"Haus {each}", house.keeper) for each in range(4)]
    Actor.objects.update(municipality=here)
    for one, other in combinations(public, 2):
        if chance.random() < 0.5:
            tied(one, other, confirmed=True)
        unsaid(one, other)
    near = House("Kreis Unna")
    for name in SECRETS[:4]:
        owner = near if name == "Nachbarhaus" else house
        secret = actor(owner.centre, name, owner.keeper, of=kind("pt.geheim", "pt.geheim"))
        for each in public:
            tied(each, secret, confirmed=name != "Geheimverein")
    drafts = ActorRevision.objects.filter(name__in=("Geheimverein", "Entwurfsheim"))
    drafts.update(shown=False, standing="open")
    Actor.objects.filter(revisions__name="Endehaus").update(ended_on=day_of(timezone.now()))


def unsaid(one: Actor, other: Actor) -> None:
    """Said by one side alone, rejected, over, to come."""
    tied(one, other, confirmed=False, code="funds")
    tied(one, other, confirmed=False, code="refers", rejected_at=LONG_AGO, rejection="nein")
    tied(one, other, confirmed=True, code="member_of", until=SINCE + timedelta(days=9))
    later = day_of(timezone.now()) + timedelta(days=3)
    tied(one, other, confirmed=True, code="co_runs", mutual=True, since=later)


def tied(
    one: Actor, other: Actor, *, confirmed: bool, code: str = "cooperates", **more: object
) -> None:
    values = {"mutual": code == "cooperates", "since": SINCE} | more
    Relation.objects.create(
        from_actor=one, to_actor=other, kind=code, asserted_at=LONG_AGO,
        confirmed_at=LONG_AGO if confirmed else None, **values,
    )  # fmt: skip


def seen(house: House) -> dict[str, str]:
    """Every public answer about this network, by its address."""
    views = ["?ansicht=bild", "?ansicht=karte", "?ansicht=tabelle", "?name=haus&beziehung=funds",
             "?art=pt.geheim", "datei/?format=csv", "datei/?format=graphml",
             "datei/?format=gexf"]  # fmt: skip
    addresses = [house.url + each for each in views] + [f"/api/v1/networks/{house.centre.key}"]
    found = {}
    for address in addresses:
        answer = Client().get(address)
        assert answer.status_code == 200, address
        told = [answer.get(name, "") for name in ("ETag", "Content-Disposition", "Last-Modified")]
        found[address] = answer.content.decode() + " ".join(told)
    return found


def test_sc_11_3_secrets_beside_it_change_no_count_and_stand_in_no_answer() -> None:
    house = House()
    house.open()
    world(house)
    with_them = seen(house)
    for address, text in with_them.items():
        for secret in SECRETS:
            allowed = address.endswith("?art=pt.geheim") and secret == "pt.geheim"
            assert allowed or secret not in text.replace(address, ""), (address, secret)
    Actor.objects.filter(kind__key="pt.geheim").delete()
    Relation.objects.exclude(kind="cooperates").delete()
    for address, text in seen(house).items():
        if "format=" in address or "/api/" in address:
            assert text == with_them[address], address
        assert len(text) == len(with_them[address]), address
