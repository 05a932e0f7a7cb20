"""Two at once, twice the same, and the end of a process in the middle: with real connections."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection

from drehscheibe.domain.funding import actions, decisions, drafting
from drehscheibe.domain.funding.models import Application
from drehscheibe.domain.funding.refusals import ApplicationRefused
from drehscheibe.domain.funding.workflow import APPLICATION
from drehscheibe.kernel.documents.selectors import versions
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.models import Step
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests.domain.funding.stories import Story, story

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parents[3]


@pytest.fixture
def case() -> Story:
    """Kreis Musterau and its authority."""
    return story()


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run the acts in threads of their own, each with its connection; returns what came out."""

    def tried(act: Callable[[], object]) -> str:
        try:
            with acting_as_system():
                act()
        except (TransitionRefused, ApplicationRefused) as refusal:
            return str(refusal)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(tried, acts))


def test_attack_13_of_approve_withdraw_and_edit_one_wins_and_the_others_are_told(
    case: Story, noon: datetime
) -> None:
    application = case.prepared(at=noon)
    outcomes = at_once(
        lambda: decisions.decide(
            application=application, outcome="grant", by=case.approver, at=noon
        ),
        lambda: perform(
            APPLICATION, "withdraw", on=application, by=case.carrier, at=noon, reason="Irrtum"
        ),
        lambda: drafting.save_draft(
            application=application, typed={"head_share": "0,5"}, version=99,
            by=case.specialist, at=noon,
        ),
    )  # fmt: skip
    application.refresh_from_db()
    assert application.status in {"granted", "withdrawn"}
    assert outcomes[:2].count("done") == 1
    assert "nicht mehr bearbeitbar" in outcomes[2]
    last = Step.objects.filter(workflow="funding.application").last()
    assert last is not None
    assert last.target == application.status


def test_attack_11_a_double_click_submits_once(case: Story, noon: datetime) -> None:
    application = case.draft(at=noon)
    decisions.sign_off(application=application, by=case.head, at=noon)
    outcomes = at_once(
        *[lambda: decisions.submit(application=application, by=case.carrier, at=noon)] * 4
    )
    assert outcomes.count("done") == 1
    assert versions(application.letter_series).count() == 1
    assert Step.objects.filter(workflow="funding.application", name="submit").count() == 1


def test_two_specialists_start_the_same_year_and_one_application_exists(
    case: Story, noon: datetime
) -> None:
    outcomes = at_once(
        *[
            lambda: actions.start_application(
                centre=case.centre, fiscal_year=2023, by=case.specialist, at=noon
            )
        ]
        * 3
    )
    assert outcomes.count("done") == 1
    assert Application.objects.count() == 1


KILLED = """
import os, signal
import django
django.setup()
from django.utils import timezone
from drehscheibe.domain.funding import decisions
from drehscheibe.domain.funding.models import Application
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.second_wall import acting_as_system

def die(**_):
    print("frozen so far", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

decisions.freeze_application = die  # after the status moved, before the transaction ends
with acting_as_system():
    decisions.submit(
        application=Application.objects.get(number=os.environ["CASE"]),
        by=Person.objects.get(pk=int(os.environ["BY"])), at=timezone.now(),
    )
"""


def test_attack_37_kill_9_in_the_middle_of_a_submit_leaves_all_or_nothing(
    case: Story, noon: datetime
) -> None:
    application = case.draft(at=noon)
    decisions.sign_off(application=application, by=case.head, at=noon)
    name = connection.settings_dict["NAME"]
    url = os.environ["DATABASE_URL"].replace("/drehscheibe?", f"/{name}?")
    killed = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED)],
        cwd=ROOT,
        env=os.environ
        | {"DATABASE_URL": url, "CASE": application.number, "BY": str(case.carrier.pk)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert killed.stdout == "frozen so far\n", killed.stderr
    assert killed.returncode == -signal.SIGKILL
    application.refresh_from_db()
    assert (application.status, application.requested) == ("signed_off", None)
    assert versions(application.letter_series).count() == 0
    again = decisions.submit(application=application, by=case.carrier, at=noon)
    assert again.status == "submitted"
