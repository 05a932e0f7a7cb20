"""Many who confirm at once: exact, and each in few questions to the database (Sc 1.2)."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drehscheibe.domain.qualification.guests import confirm_as_guest
from drehscheibe.domain.qualification.models import GuestRequest
from drehscheibe.domain.qualification.preparing import SeatFacts
from drehscheibe.domain.registration.holding import SETTING, holding
from drehscheibe.domain.registration.models import Registration
from drehscheibe.domain.registration.refusals import RegistrationRefused
from drehscheibe.domain.registration.seats import switch
from drehscheibe.kernel.access.mailed_links import fingerprint
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from drehscheibe.kernel.permissions.transaction_settings import told
from tests.at_once import at_once
from tests.domain.qualification.stories import Hall, hall

pytestmark = pytest.mark.django_db(transaction=True)
LOCK = 'FROM "registration_pool"'


def asked(own: Hall, people: int, at: datetime) -> list[str]:
    """So many open links."""
    secrets = [uuid4().hex for _ in range(people)]
    part = own.parts["onsite"]
    GuestRequest.objects.bulk_create(
        GuestRequest(
            event=own.event, pool=part, key=uuid4(), name=f"Gast {n}",
            email=f"gast{n}@example.org", fingerprint=fingerprint(secret), asked_at=at,
            expires_at=at + timedelta(hours=1),
        )
        for n, secret in enumerate(secrets)
    )  # fmt: skip
    return secrets


def test_fifty_links_opened_at_once_sc_1_2(noon: datetime) -> None:
    """Sc 1.2 by real connections through the whole act: 10 seats, numbers 1–40, 50 mails."""
    own = hall(noon, seats=10)
    secrets = asked(own, 50, noon)
    outcomes = at_once(
        *(lambda secret=each: confirm_as_guest(secret=secret, at=noon) for each in secrets)
    )
    assert set(outcomes) == {"done"}
    with acting_as_system():
        rows = list(Registration.objects.values_list("status", "number"))
        assert OutboxMail.objects.filter(key__contains=":seat:").count() == 50
    assert [status for status, _ in rows].count("confirmed") == 10
    assert sorted(number for _, number in rows if number) == list(range(1, 41))


def test_a_registration_takes_few_questions_and_one_lock(noon: datetime) -> None:
    own = hall(noon, seats=1)
    for most, secret in zip((30, 26), asked(own, 2, noon), strict=True):
        with CaptureQueriesContext(connection) as asked_for:
            confirm_as_guest(secret=secret, at=noon)
        locks = [each["sql"] for each in asked_for if LOCK in each["sql"]]
        assert len(asked_for) <= most
        assert len(locks) == 1
        assert "FOR NO KEY UPDATE" in locks[0]


def test_what_is_held_already_is_the_same_row_and_let_go_after_a_refusal(noon: datetime) -> None:
    """A refused switch changes nothing; the next act locks and reads the pools anew."""
    own = hall(noon, seats={"onsite": SeatFacts(capacity=2), "online": SeatFacts(capacity=1)})
    here = own.come(at=noon, part="onsite")
    own.come(at=noon, part="online")
    onsite, online = own.parts["onsite"].pool, own.parts["online"].pool
    with holding(onsite, online) as both, holding(online) as one:
        assert one[online.pk] is both[online.pk]
    with pytest.raises(RegistrationRefused, match="kein Platz"), holding(onsite, online):
        switch(registration=here.registration, to=online, by=None, at=noon)
    with CaptureQueriesContext(connection) as asked_for, holding(onsite) as held:
        assert told([SETTING]) == {SETTING: f"{{{onsite.pk}}}"}
        with holding(onsite, online) as more:  # more than is held: locked, and told back after
            assert set(more) == {onsite.pk, online.pk}
        assert told([SETTING]) == {SETTING: f"{{{onsite.pk}}}"}
    assert held[onsite.pk] is not onsite
    assert sum(LOCK in each["sql"] for each in asked_for) == 2
    assert here.registration.pool_id == onsite.pk
