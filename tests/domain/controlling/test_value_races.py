"""The night and people at the same second, with real connections: one value, one record."""

from datetime import datetime

import pytest

from drehscheibe.domain.controlling.models import GoalPeriod, Value, ValueSheet
from drehscheibe.domain.controlling.values.entering import Sent, save_values
from drehscheibe.domain.controlling.values.feeding import feed
from drehscheibe.kernel.audit.models import Entry
from tests.at_once import at_once
from tests.domain.controlling.stories import story
from tests.domain.controlling.test_values import YEAR, agreed, anchor, dance

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_feedings_at_once_write_once(noon: datetime) -> None:
    people, after = story(), noon.replace(year=YEAR + 1)
    period = agreed(people, noon, source="activities.participants")
    dance(people, period.goals.get(number=1), after)
    acts = [lambda: feed(people.centre, YEAR, at=after) for _ in range(2)]
    assert at_once(*acts) == ["done", "done"]
    assert Value.objects.get(role="actual").amount == 14
    assert Entry.objects.filter(act="controlling.value.feed").count() == 1


def test_the_night_never_overwrites_what_is_typed_at_the_same_second(noon: datetime) -> None:
    people, after = story(), noon.replace(year=YEAR + 1)
    period = agreed(people, noon, source="activities.participants")
    dance(people, period.goals.get(number=1), after)
    one = anchor(period)
    texts = {f"{one}-origin": "hand", f"{one}-amount": "20", f"{one}-comment": "Liste"}

    def typed() -> None:
        found = GoalPeriod.objects.get(pk=period.pk)
        save_values(period=found, year=YEAR, sent=Sent(texts, 1), by=people.specialist, at=after)

    assert at_once(lambda: feed(people.centre, YEAR, at=after), typed) == ["done", "done"]
    value = Value.objects.get(role="actual")
    assert (int(value.amount), value.source) == (20, "")
    assert ValueSheet.objects.count() == 1


def test_two_who_save_a_fresh_sheet_at_once(noon: datetime) -> None:
    """One sheet; the second hears of the first."""
    people, after = story(), noon.replace(year=YEAR + 1)
    period = agreed(people, noon)
    name = f"{anchor(period)}-amount"

    def typed(text: str) -> None:
        found = GoalPeriod.objects.get(pk=period.pk)
        sent = Sent({name: text}, 1)
        _, kept = save_values(period=found, year=YEAR, sent=sent, by=people.specialist, at=after)
        heard.append(kept.conflicts)

    heard: list[dict[str, tuple[str, str]]] = []
    assert at_once(lambda: typed("8"), lambda: typed("9")) == ["done", "done"]
    assert sorted(map(len, heard)) == [0, 1]
    assert ValueSheet.objects.count() == 1
