"""Two at once, twice the same, the end of a process in the middle: with real connections."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection

from drehscheibe.domain.payments import actions, runs
from drehscheibe.domain.payments.models import PaymentOrder, PaymentRun
from drehscheibe.domain.payments.refusals import PaymentRefused
from drehscheibe.domain.payments.selectors import paid_total
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.workflow.models import Step
from tests.at_once import at_once as all_at_once
from tests.domain.payments.samples import Desk, authority_desk

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parents[3]


@pytest.fixture
def desk(noon: datetime) -> Desk:
    """The granting authority and a carrier it pays."""
    return authority_desk(at=noon)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What came of each act; refusals of this room count as such."""
    return all_at_once(*acts, refused_by=(PaymentRefused,))


def test_a_run_started_by_many_at_once_is_one(desk: Desk, noon: datetime) -> None:
    orders = [desk.order(serial, at=noon) for serial in (1, 2, 3)]
    outcomes = at_once(*[lambda: desk.run(*orders, at=noon)] * 4)
    assert outcomes == ["done"] * 4
    assert PaymentRun.objects.count() == 1
    assert Step.objects.filter(workflow="payments.order", name="collect").count() == 3


def test_the_same_subject_ordered_by_many_at_once_is_one_order(desk: Desk, noon: datetime) -> None:
    outcomes = at_once(*[lambda: desk.order(at=noon)] * 4)
    assert outcomes == ["done"] * 4
    assert PaymentOrder.objects.count() == 1


def test_released_by_two_at_once_there_is_one_file(desk: Desk, noon: datetime) -> None:
    run = runs.prepare(run=desk.run(desk.order(at=noon), at=noon), by=desk.preparer, at=noon)
    outcomes = at_once(*[lambda: runs.release(run=run, by=desk.releaser, at=noon)] * 2)
    assert outcomes.count("done") == 1
    assert Document.objects.filter(series=run.file_series).count() == 1


def test_given_back_while_another_starts_there_is_one_in_preparation(
    desk: Desk, noon: datetime
) -> None:
    prepared = desk.run(desk.order(1, at=noon), at=noon)
    runs.prepare(run=prepared, by=desk.preparer, at=noon)
    order = desk.order(2, at=noon)
    back = {"step": "send_back", "reason": "Neuer Tag", "by": desk.releaser, "at": noon}
    outcomes = at_once(
        lambda: desk.run(order, at=noon),
        lambda: runs.take_run_step(run=prepared, **back),  # type: ignore[arg-type]
    )
    assert outcomes[0] == "done"  # a start always finds the one in preparation
    assert outcomes[1] == "done" or "schon der Lauf" in outcomes[1]
    assert PaymentRun.objects.filter(status="draft").count() == 1


def test_confirmed_by_two_at_once_it_is_paid_once(desk: Desk, noon: datetime) -> None:
    run = desk.sent(desk.order(at=noon), at=noon)
    outcomes = at_once(
        *[lambda: runs.confirm(run=run, executed_on=noon.date(), by=desk.preparer, at=noon)] * 3
    )
    assert outcomes.count("done") == 1
    assert Step.objects.filter(workflow="payments.order", name="pay").count() == 1
    assert paid_total(["funding.call:1"]) == Decimal("100.00")


def test_collected_and_cancelled_at_once_only_one_happens(desk: Desk, noon: datetime) -> None:
    order = desk.order(at=noon)
    outcomes = at_once(
        lambda: desk.run(order, at=noon),
        lambda: actions.cancel_order(order=order, reason="Irrtum", by=desk.preparer, at=noon),
    )
    order.refresh_from_db()
    assert outcomes.count("done") == 1
    assert (order.status, order.run_id is None) in {("collected", False), ("cancelled", True)}


KILLED = """
import os, signal
import django
django.setup()
from datetime import datetime
from drehscheibe.domain.payments import runs
from drehscheibe.domain.payments.models import PaymentRun
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from drehscheibe.kernel.calendar.moments import day_of

def die(*_, **__):
    print("in the middle", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

runs.perform = die  # after file or orders are written, before the run itself moves
with acting_as_system():
    run, by = PaymentRun.objects.get(), Person.objects.get(pk=int(os.environ["BY"]))
    at = datetime.fromisoformat(os.environ["AT"])
    if os.environ["ACT"] == "release":
        runs.release(run=run, by=by, at=at)
    else:
        runs.confirm(run=run, executed_on=day_of(at), by=by, at=at)
"""


def killed(act: str, *, by: int, at: datetime) -> subprocess.CompletedProcess[str]:
    """A worker of its own that dies by kill -9 between two writes of one act."""
    name = connection.settings_dict["NAME"]
    url = os.environ["DATABASE_URL"].replace("/drehscheibe?", f"/{name}?")
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED)],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url, "ACT": act, "BY": str(by), "AT": at.isoformat()},
        capture_output=True,
        text=True,
        check=False,
    )


def test_kill_9_in_the_middle_of_a_release_leaves_no_file_and_can_be_repeated(
    desk: Desk, noon: datetime
) -> None:
    """Attack 37."""
    run = runs.prepare(run=desk.run(desk.order(at=noon), at=noon), by=desk.preparer, at=noon)
    outcome = killed("release", by=desk.releaser.pk, at=noon)
    assert (outcome.stdout, outcome.returncode) == ("in the middle\n", -signal.SIGKILL), (
        outcome.stderr
    )
    run.refresh_from_db()
    assert (run.status, run.file, run.released_by) == ("prepared", None, None)
    assert not Document.objects.filter(series=run.file_series).exists()
    assert runs.release(run=run, by=desk.releaser, at=noon).status == "released"


def test_kill_9_in_the_middle_of_the_confirmation_pays_nothing_and_later_once(
    desk: Desk, noon: datetime
) -> None:
    """Attack 37."""
    run = desk.sent(desk.order(1, at=noon), desk.order(2, at=noon), at=noon)
    outcome = killed("confirm", by=desk.preparer.pk, at=noon)
    assert (outcome.stdout, outcome.returncode) == ("in the middle\n", -signal.SIGKILL), (
        outcome.stderr
    )
    assert paid_total(["funding.call:1", "funding.call:2"]) == 0
    runs.confirm(run=run, executed_on=noon.date(), by=desk.preparer, at=noon)
    assert paid_total(["funding.call:1", "funding.call:2"]) == Decimal("200.00")
    assert Step.objects.filter(workflow="payments.order", name="pay").count() == 2
