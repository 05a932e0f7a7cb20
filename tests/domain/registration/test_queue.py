"""The queue: numbers that stay, real offers with an end, nobody jumps it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from drehscheibe.domain.registration.hosting import (
    approve,
    cancel_all,
    change_rules,
    give_seat,
    reject,
    settle,
)
from drehscheibe.domain.registration.models import KeptSeats, Mode, Pool, Registration
from drehscheibe.domain.registration.refusals import RegistrationRefused
from drehscheibe.domain.registration.seats import Who, accept_offer, register, switch, withdraw
from drehscheibe.kernel.workflow.models import Step
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.registration.stories import Desk, desk, states

pytestmark = pytest.mark.django_db


def full(at: datetime, **rules: object) -> tuple[Desk, list[Registration]]:
    """Three seats: A, B, C confirmed, D and E waiting with 1 and 2."""
    own = desk(3, **rules)
    return own, [own.ask(at=at, name=name) for name in "ABCDE"]


def test_an_offer_has_an_end_and_goes_on_to_the_next_sc_1_1(noon: datetime) -> None:
    """Sc 1.1 with its values: 48 hours, F gets number 3, D is never offered again."""
    own, (_, b, _, d, e) = full(noon)
    assert states(own)[3:] == [("waitlisted", 1), ("waitlisted", 2)]
    moved = withdraw(registration=b, by=b.person, at=noon)
    assert [(one.pk, one.status) for one in moved] == [(b.pk, "withdrawn"), (d.pk, "offered")]
    assert moved[1].offered_until == noon + timedelta(hours=48)
    f = own.ask(at=noon, name="F")
    assert (f.status, f.number) == ("waitlisted", 3)

    to_the_second = noon + timedelta(hours=48)
    with pytest.raises(RegistrationRefused, match="gilt nicht mehr"):
        accept_offer(registration=d, by=d.person, at=to_the_second)
    told = settle(pool=own.pool, at=to_the_second)
    assert [(one.pk, one.status) for one in told] == [(d.pk, "expired"), (e.pk, "offered")]
    assert settle(pool=own.pool, at=to_the_second) == []

    who = Who(person=d.person)
    again = register(pool=own.pool, key=uuid4(), who=who, by=d.person, at=to_the_second)
    assert (again.registration.status, again.registration.number) == ("waitlisted", 4)
    withdraw(registration=e, by=e.person, at=to_the_second)
    f.refresh_from_db()
    d.refresh_from_db()
    assert (f.status, d.status) == ("offered", "expired")


def test_an_offer_taken_in_time_is_a_seat(noon: datetime) -> None:
    own, (_, b, _, d, e) = full(noon)
    withdraw(registration=b, by=b.person, at=noon)
    late = noon + timedelta(hours=48) - timedelta(microseconds=1)
    assert accept_offer(registration=d, by=d.person, at=late).status == "confirmed"
    assert accept_offer(registration=d, by=d.person, at=late).status == "confirmed"  # clicked twice
    settle(pool=own.pool, at=late + timedelta(days=3))
    assert states(own)[3:] == [("confirmed", 1), ("waitlisted", 2)]
    with pytest.raises(RegistrationRefused):
        accept_offer(registration=e, by=e.person, at=late)


def test_a_declined_offer_goes_on_at_once(noon: datetime) -> None:
    own, (_, b, _, d, e) = full(noon)
    withdraw(registration=b, by=b.person, at=noon)
    moved = withdraw(registration=d, by=d.person, at=noon)
    assert [(one.pk, one.status) for one in moved] == [(d.pk, "declined"), (e.pk, "offered")]
    with pytest.raises(RegistrationRefused, match="schon „Angebot abgelehnt“"):
        withdraw(registration=d, by=d.person, at=noon)
    assert states(own)[4] == ("offered", 2)


def test_a_share_is_released_on_its_day_sc_1_3() -> None:
    """Sc 1.3: a third of KI Soest waits with 6 seats free, with the reason, until 2026-03-01."""
    noon = datetime(2026, 2, 20, 12, tzinfo=UTC)
    soest = factories.organisation("KI Soest", "centre")
    own = desk(8, per_organisation=2, released_on=datetime(2026, 3, 1).date())
    for _ in range(2):
        assert own.ask(at=noon, of=soest).status == "confirmed"
    third = own.ask(at=noon, of=soest)
    assert (third.status, third.number) == ("waitlisted", 1)
    assert third.get_waits_for_display().startswith("Ihre Organisation hat ihre Plätze belegt")
    assert own.ask(at=noon).status == "confirmed"  # nobody else is held up
    assert settle(pool=own.pool, at=datetime(2026, 2, 28, 22, 59, tzinfo=UTC)) == []
    moved = settle(pool=own.pool, at=datetime(2026, 2, 28, 23, 0, tzinfo=UTC))  # midnight in NRW
    assert [(one.pk, one.status) for one in moved] == [(third.pk, "confirmed")]


def test_kept_seats_are_for_those_they_are_kept_for(noon: datetime) -> None:
    hagen, unna = (factories.organisation(f"KI {name}", "centre") for name in ("Hagen", "Unna"))
    own = desk(3, released_on=noon.date() + timedelta(days=5))
    KeptSeats.objects.create(pool=own.pool, organisation=hagen, seats=2)
    assert own.ask(at=noon, of=unna).status == "confirmed"
    kept_out = own.ask(at=noon, of=unna)
    assert kept_out.get_waits_for_display().startswith("Die freien Plätze sind noch")
    assert own.ask(at=noon, of=hagen).status == "confirmed"
    settle(pool=own.pool, at=noon + timedelta(days=5))
    kept_out.refresh_from_db()
    assert kept_out.status == "confirmed"


def test_in_the_automatic_mode_the_next_is_confirmed_at_once(noon: datetime) -> None:
    own, (_, b, _, d, _) = full(noon, mode=Mode.AUTO)
    assert withdraw(registration=b, by=b.person, at=noon)[1].status == "confirmed"
    d.refresh_from_db()
    assert d.offered_until is None
    assert states(own)[4] == ("waitlisted", 2)


def test_where_the_host_gives_seats_a_newcomer_waits_behind(noon: datetime) -> None:
    """No jumping (mod_booking#693): a free seat and somebody waiting means wait."""
    own, (_, b, _, _, e) = full(noon, mode=Mode.MANUAL)
    with pytest.raises(RegistrationRefused, match="Alle Plätze"):
        give_seat(registration=e, by=own.host, at=noon)
    assert [one.pk for one in withdraw(registration=b, by=b.person, at=noon)] == [b.pk]
    f = own.ask(at=noon)
    assert (f.status, f.number, f.waits_for) == ("waitlisted", 3, "turn")
    assert give_seat(registration=e, by=own.host, at=noon)[0].status == "confirmed"
    with pytest.raises(RegistrationRefused, match="Alle Plätze"):
        give_seat(registration=f, by=own.host, at=noon)


def test_nobody_moves_up_once_it_has_begun(noon: datetime) -> None:
    """mod_booking#937; an offer never ends later than the thing begins."""
    _, (a, b, *_) = full(noon, moves_until=noon + timedelta(hours=5))
    offered = withdraw(registration=b, by=b.person, at=noon)[1]
    assert offered.offered_until == noon + timedelta(hours=5)
    begun = noon + timedelta(hours=5)
    moved = withdraw(registration=a, by=a.person, at=begun)
    assert [one.status for one in moved] == ["withdrawn", "expired"]


def test_sent_twice_it_is_one_and_registered_twice_it_is_refused(noon: datetime) -> None:
    own = desk()
    person, key = factories.person(), uuid4()
    first = register(pool=own.pool, key=key, who=Who(person=person), by=person, at=noon)
    second = register(pool=own.pool, key=key, who=Who(person=person), by=person, at=noon)
    assert (first.is_new, second.is_new) == (True, False)
    assert first.registration == second.registration
    with pytest.raises(RegistrationRefused, match="schon eine Anmeldung"):
        register(pool=own.pool, key=uuid4(), who=Who(person=person), by=person, at=noon)
    guest = Who(guest_name="Jo Muster", guest_email="JO@example.org")
    register(pool=own.pool, key=uuid4(), who=guest, by=None, at=noon)
    same = Who(guest_name="J. Muster", guest_email=" jo@example.org ")
    with pytest.raises(RegistrationRefused, match="schon eine Anmeldung") as refused:
        register(pool=own.pool, key=uuid4(), who=same, by=None, at=noon)
    assert refused.value.field == "guest_email"


def test_too_early_and_too_late_are_said(noon: datetime) -> None:
    own = desk(opens_at=noon, closes_at=noon + timedelta(days=1))
    with pytest.raises(RegistrationRefused, match="noch nicht begonnen"):
        own.ask(at=noon - timedelta(seconds=1))
    assert own.ask(at=noon).status == "confirmed"
    with pytest.raises(RegistrationRefused, match="beendet"):
        own.ask(at=noon + timedelta(days=1))


def test_checked_registrations_take_no_seat_before(noon: datetime) -> None:
    """„Waiting list“ and „to be approved“ are two things."""
    own = desk(1, needs_approval=True)
    a, b, c = (own.ask(at=noon, name=name) for name in "ABC")
    assert {one.status for one in (a, b, c)} == {"pending"}
    assert approve(registration=b, by=own.host, at=noon)[0].status == "confirmed"
    assert approve(registration=a, by=own.host, at=noon)[0].number == 1
    with pytest.raises(TransitionRefused, match="Begründung"):
        reject(registration=c, reason=" ", by=own.host, at=noon)
    assert reject(registration=c, reason="Für Lehrkräfte", by=own.host, at=noon)[0].status == (
        "rejected"
    )
    with pytest.raises(RegistrationRefused, match="schon „Nicht angenommen“"):
        approve(registration=c, by=own.host, at=noon)


def test_more_seats_move_the_queue_up_and_fewer_than_taken_are_refused(noon: datetime) -> None:
    own, (*_, d, _) = full(noon)

    def seats(number: int) -> list[Registration]:
        def change(pool: Pool) -> None:
            pool.capacity = number

        return change_rules(pool=own.pool, change=change, by=own.host, at=noon)

    with pytest.raises(RegistrationRefused, match="3 Plätze sind schon vergeben"):
        seats(2)
    assert [(one.pk, one.status) for one in seats(4)] == [(d.pk, "offered")]
    own.pool.refresh_from_db()
    assert own.pool.capacity == 4


def test_switching_takes_a_seat_there_or_is_refused(noon: datetime) -> None:
    """Sc 1.7: an on-site guest who switches to online takes an online seat or is refused."""
    onsite, online = desk(1), desk(1)
    a, b = onsite.ask(at=noon), onsite.ask(at=noon)
    moved = switch(registration=a, to=online.pool, by=a.person, at=noon)
    assert [(one.pk, one.status, one.pool_id) for one in moved] == [
        (a.pk, "confirmed", online.pool.pk), (b.pk, "offered", onsite.pool.pk),
    ]  # fmt: skip
    accept_offer(registration=b, by=b.person, at=noon)
    b.refresh_from_db()
    with pytest.raises(RegistrationRefused, match="Alle Plätze sind vergeben"):
        switch(registration=b, to=online.pool, by=b.person, at=noon)
    b.refresh_from_db()
    assert (b.status, b.pool_id) == ("confirmed", onsite.pool.pk)


def test_called_off_everybody_who_counted_on_it_is_told_once(noon: datetime) -> None:
    own, (_, b, *_) = full(noon)
    withdraw(registration=b, by=b.person, at=noon)
    told = cancel_all(pool=own.pool, reason="Referentin erkrankt", by=own.host, at=noon)
    assert len(told) == 4
    assert b.pk not in {one.pk for one in told}
    assert cancel_all(pool=own.pool, reason="Referentin erkrankt", by=own.host, at=noon) == []
    steps = Step.objects.filter(workflow="registration.registration", name="cancel")
    assert set(steps.values_list("reason", flat=True)) == {"Referentin erkrankt"}
