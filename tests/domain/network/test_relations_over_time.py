"""Ends that are not what they seem, and kept days in which the same stands the other way round."""

from datetime import date, timedelta

import pytest

from drehscheibe.domain.network.freezing import compared, take
from drehscheibe.domain.network.models import Relation
from drehscheibe.domain.network.refusals import NetworkRefused
from drehscheibe.domain.network.relating import Said, confirm, end, reject, relate
from drehscheibe.domain.network.seeing import Wish, public_network
from tests.domain.network.stories import AT, SINCE, TODAY, tie
from tests.domain.network.test_network import two

pytestmark = pytest.mark.django_db
SOON, LATER = TODAY + timedelta(days=60), date(2030, 12, 31)


def test_an_end_never_prolongs_what_the_other_side_confirmed() -> None:
    one, other, keeper, first, second = two()
    made = relate(actor=one, to=other, said=Said("funds", SINCE, SOON), by=first, at=AT)
    confirm(relation=made, by=second, at=AT)
    with pytest.raises(NetworkRefused, match="endet schon am"):
        end(relation=made, last_day=LATER, reason="läuft weiter", by=first, at=AT)
    made.refresh_from_db()
    assert made.until == SOON
    assert not public_network(Wish(LATER)).edges
    assert end(relation=made, last_day=TODAY, reason="aus", by=keeper, at=AT).until == TODAY


def test_an_end_does_not_reach_into_the_relation_that_follows() -> None:
    one, other, keeper, _, _ = two()
    first = tie(one, other, until=SOON)
    tie(one, other, since=SOON + timedelta(days=1))
    with pytest.raises(NetworkRefused, match="endet schon am"):
        end(relation=first, last_day=LATER, reason="länger", by=keeper, at=AT)


def test_what_was_rejected_has_no_end() -> None:
    one, other, _, first, second = two()
    made = relate(actor=one, to=other, said=Said("funds", SINCE), by=first, at=AT)
    reject(relation=made, reason="stimmt nicht", by=second, at=AT)
    with pytest.raises(NetworkRefused, match="schon abgelehnt"):
        end(relation=made, last_day=TODAY, reason="aus", by=first, at=AT)
    assert Relation.objects.get().until is None


def test_a_mutual_relation_said_by_the_other_side_is_no_change_between_kept_days() -> None:
    one, other, keeper, _, _ = two()
    made = tie(one, other)
    before = take(centre=one.centre, by=keeper, at=AT)
    Relation.objects.filter(pk=made.pk).update(from_actor=other, to_actor=one)
    change = compared(before, take(centre=one.centre, by=keeper, at=AT + timedelta(days=1)))
    assert (change.tied, change.parted) == ((), ())


def test_a_directed_relation_that_turns_round_is_a_change() -> None:
    one, other, keeper, _, _ = two()
    made = tie(one, other)
    Relation.objects.filter(pk=made.pk).update(kind="funds", mutual=False)
    before = take(centre=one.centre, by=keeper, at=AT)
    Relation.objects.filter(pk=made.pk).update(from_actor=other, to_actor=one)
    change = compared(before, take(centre=one.centre, by=keeper, at=AT + timedelta(days=1)))
    assert change.tied == (("Brücke", "Anfang", "funds"),)
    assert change.parted == (("Anfang", "Brücke", "funds"),)
