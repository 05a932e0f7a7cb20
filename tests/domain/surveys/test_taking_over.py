"""The head takes a held answer over: nothing typed is lost, whoever wrote is told (Sc 2.2)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from drehscheibe.domain.surveys.refusals import SurveyRefused
from drehscheibe.domain.surveys.responding import (
    HELD_FOR,
    holder,
    let_go,
    put_aside,
    save,
    texts_of,
)
from drehscheibe.domain.surveys.signing import submit
from drehscheibe.domain.surveys.taking_over import take_over
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from tests import factories
from tests.at_once import at_once
from tests.domain.surveys.stories import asked

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "Abgabe ist heute, Frau Muster ist krank"
SOON = timedelta(minutes=1)


def test_the_head_goes_on_and_the_colleague_is_told(noon: datetime) -> None:
    own = asked(noon)
    house, name = own.houses[0], f"frage_{own.posts.pk}"
    response = own.answer(house, noon, posts="3")
    OutboxMail.objects.all().delete()
    who: dict[str, Any] = {"response": response, "seen": house.first.pk}
    with pytest.raises(PermissionDenied):
        take_over(**who, reason=WHY, by=house.second, at=noon + SOON)
    with pytest.raises(PermissionDenied):  # the head of another house
        take_over(**who, reason=WHY, by=own.houses[1].head, at=noon + SOON)
    with pytest.raises(SurveyRefused, match="Grund"):
        take_over(**who, reason=" ", by=house.head, at=noon + SOON)
    with pytest.raises(SurveyRefused, match="Inzwischen schreibt"):
        take_over(response=response, seen=house.second.pk, reason=WHY, by=house.head, at=noon)
    assert holder(own.response(house), at=noon + SOON) == house.first
    for _ in range(2):  # sent twice is once
        taken = take_over(**who, reason=WHY, by=house.head, at=noon + SOON)
    assert (taken.locked_by, taken.taken_over) == (house.head, WHY)
    assert texts_of(taken)[name] == "3"
    told = OutboxMail.objects.get()
    assert told.to == house.first.email
    assert WHY not in told.text
    assert str(house.head) not in told.text


def test_what_the_colleague_types_afterwards_is_put_aside(noon: datetime) -> None:
    own = asked(noon)
    house, name = own.houses[0], f"frage_{own.posts.pk}"
    who: dict[str, Any] = {"response": own.answer(house, noon, posts="3"), "seen": house.first.pk}
    taken = take_over(**who, reason=WHY, by=house.head, at=noon + SOON)
    saved = save(response=taken, typed={name: "4"}, seen=1, by=house.first, at=noon + 2 * SOON)
    assert (saved.locked_by, saved.response.taken_over) == (house.head, WHY)
    assert put_aside(taken, house.first) == {name: "4"}
    save(response=taken, typed={name: "5"}, seen=taken.edits, by=house.head, at=noon + 2 * SOON)
    assert own.response(house).taken_over == WHY  # as long as she writes
    let_go(response=taken, by=house.head, at=noon + 3 * SOON)
    assert own.response(house).taken_over == ""


def test_nothing_to_take_where_nobody_holds_it_or_nothing_is_written(noon: datetime) -> None:
    own = asked(noon)
    house = own.houses[0]
    response = own.answer(house, noon, posts="3", role="berät")
    OutboxMail.objects.all().delete()
    over = noon + HELD_FOR
    taken = take_over(response=response, seen=house.first.pk, reason="", by=house.head, at=over)
    assert (taken.locked_by, taken.taken_over) == (house.head, "")
    assert not OutboxMail.objects.exists()
    submit(response=taken, by=house.head, at=over)
    with pytest.raises(SurveyRefused, match="ändert sich gerade nicht"):
        take_over(response=response, seen=house.first.pk, reason=WHY, by=house.head, at=over)


def test_of_two_heads_at_once_one_takes_it_and_no_text_is_lost(noon: datetime) -> None:
    """While both take over, the colleague's page saves itself: stored or put aside."""
    own = asked(noon)
    house, name = own.houses[0], f"frage_{own.posts.pk}"
    response = own.answer(house, noon, role="berät")
    other = factories.person("head", of=house.organisation)
    soon = noon + SOON
    take: dict[str, Any] = {"response": response, "seen": house.first.pk, "reason": WHY, "at": soon}
    outcomes = at_once(
        lambda: take_over(**take, by=house.head),
        lambda: take_over(**take, by=other),
        lambda: save(
            response=response, typed={name: "7"}, seen=response.edits, by=house.first, at=soon
        ),
        refused_by=(SurveyRefused,),
    )
    assert outcomes[:2].count("done") == 1
    assert any("Inzwischen schreibt" in each for each in outcomes[:2])
    assert outcomes[2] == "done"
    with acting_as_system():
        now = own.response(house)
        assert now.locked_by == (house.head if outcomes[0] == "done" else other)
        kept, aside = texts_of(now)[name], put_aside(now, house.first)
        assert "7" in (kept, aside.get(name))
        assert OutboxMail.objects.filter(key__contains=":taken:").count() == 1
