"""One organisation, one vote; decisions that supersede each other."""

from datetime import date, datetime, timedelta

import pytest

from drehscheibe.domain.exchange.deciding import Motion, close_vote, holds_on, propose, vote
from drehscheibe.domain.exchange.models import Decision, Vote
from drehscheibe.domain.exchange.refusals import ExchangeRefused
from drehscheibe.kernel.people.models import Person
from tests.at_once import at_once
from tests.domain.exchange.stories import Circle, circle, local, planned, point

AT = local(2026, 2, 10)


def motion(own: Circle, **rest: object) -> Decision:
    """A motion put to the vote."""
    meeting = planned(own, AT, at=AT)
    item = point(own, meeting, "Antrag", at=AT, kind="decision")
    asked = Motion("Die Handreichung wird gedruckt.", "vote", **rest)  # type: ignore[arg-type]
    return propose(item=item, motion=asked, by=own.chair, at=AT)


@pytest.mark.django_db
def test_the_principals_vote_replaces_the_deputys_sc_2_6() -> None:
    """Sc 2.6: one vote for the KI; replaced before closing, refused after."""
    own = circle(AT)
    ends = AT + timedelta(days=7)
    decision = motion(own, closes_at=ends)

    def cast(by: Person, choice: str, at: datetime) -> None:
        vote(decision=decision, choice=choice, by=by, at=at)

    cast(own.deputy, "no", AT)
    assert Vote.objects.get().as_deputy
    cast(own.head, "yes", ends - timedelta(seconds=1))
    one = Vote.objects.get()
    assert (one.choice, one.as_deputy, one.organisation) == ("yes", False, own.soest)
    with pytest.raises(ExchangeRefused, match="schon abgestimmt"):
        cast(own.deputy, "no", AT)
    with pytest.raises(ExchangeRefused, match="geschlossen"):
        cast(own.head, "no", ends)
    with pytest.raises(ExchangeRefused, match="Mitglieder"):
        cast(own.guest, "yes", AT)
    closed = close_vote(decision=decision, by=own.chair, at=ends)
    assert (closed.yes, closed.no, closed.abstentions, closed.status) == (1, 0, 0, "taken")
    with pytest.raises(ExchangeRefused, match="geschlossen"):
        cast(own.bonn, "no", AT)


@pytest.mark.django_db
def test_a_tie_rejects_and_numbers_go_on() -> None:
    own = circle(AT)
    first = motion(own)
    with pytest.raises(ExchangeRefused, match="niemand"):
        close_vote(decision=first, by=own.chair, at=AT)
    vote(decision=first, choice="yes", by=own.head, at=AT)
    vote(decision=first, choice="no", by=own.bonn, at=AT)
    vote(decision=first, choice="abstain", by=own.chair, at=AT)
    assert close_vote(decision=first, by=own.chair, at=AT).status == "rejected"
    assert str(motion(own)) == "Beschluss 2/2026"


@pytest.mark.django_db
def test_a_newer_decision_supersedes_from_its_day() -> None:
    own = circle(AT)
    meeting = planned(own, AT, at=AT)
    item = point(own, meeting, "Antrag", at=AT)
    asked = Motion("Alt", "consensus", review_on=date(2027, 2, 1))
    old = propose(item=item, motion=asked, by=own.chair, at=AT)
    with pytest.raises(ExchangeRefused, match="nicht abgestimmt"):
        vote(decision=old, choice="yes", by=own.head, at=AT)
    old = close_vote(decision=old, by=own.chair, at=AT)
    assert old.valid_from == date(2026, 2, 10)
    again = Motion("Neu", "consensus", supersedes=old)
    new = propose(item=item, motion=again, by=own.chair, at=AT)
    with pytest.raises(ExchangeRefused, match="schon ersetzt"):
        propose(item=item, motion=again, by=own.chair, at=AT)
    close_vote(decision=new, valid_from=date(2026, 4, 1), by=own.chair, at=AT)
    assert holds_on(old, date(2026, 3, 31))
    assert not holds_on(old, date(2026, 4, 1))


@pytest.mark.django_db(transaction=True)
def test_principal_and_deputy_at_the_same_second_are_one_vote() -> None:
    own = circle(AT)
    decision = motion(own)
    outcomes = at_once(
        lambda: vote(decision=decision, choice="no", by=own.deputy, at=AT),
        lambda: vote(decision=decision, choice="yes", by=own.head, at=AT),
        lambda: vote(decision=decision, choice="no", by=own.deputy, at=AT),
        refused_by=(ExchangeRefused,),
    )
    assert outcomes[1] == "done"
    assert Vote.objects.get().choice == "yes"
    numbers = at_once(*[lambda: motion_of(own)] * 4)
    assert set(numbers) == {"done"}
    found = Decision.objects.order_by("number").values_list("number", flat=True)
    assert list(found) == [1, 2, 3, 4, 5]


def motion_of(own: Circle) -> Decision:
    """Another motion of the same item."""
    item = Decision.objects.order_by("pk")[0].item
    return propose(item=item, motion=Motion("Noch einer", "vote"), by=own.chair, at=AT)
