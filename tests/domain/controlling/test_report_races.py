"""Two heads at the same second, a double click, kill -9 in the middle: one version or none."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection

from drehscheibe.domain.controlling.dialogues.acting import prepare_dialogue
from drehscheibe.domain.controlling.models import (
    AnnualReport,
    Dialogue,
    ReportDraft,
    ReportVersion,
    SignedJudgement,
    Value,
)
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.domain.controlling.reports.beginning import begin_report
from drehscheibe.domain.controlling.reports.signing import sign_report
from drehscheibe.domain.controlling.reports.writing import save_report
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from drehscheibe.kernel.workflow.models import Step
from tests import factories
from tests.at_once import at_once as all_at_once
from tests.domain.controlling.report_stories import AFTER_THE_YEAR, judged, seen, signed
from tests.domain.controlling.stories import Story, story

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parents[3]


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What came of each act."""
    return all_at_once(*acts, refused_by=(ControllingRefused,))


def signing(report: AnnualReport, shown: str, by: Person) -> Callable[[], object]:
    """A press of the button."""
    return lambda: sign_report(report=report, seen=shown, by=by, at=AFTER_THE_YEAR)


def assert_signed_once() -> None:
    """One version, one step, each value and judgement once."""
    assert ReportVersion.objects.count() == 1
    assert Step.objects.filter(workflow="controlling.report", name="sign").count() == 1
    assert SignedJudgement.objects.count() == 2
    assert Value.objects.filter(role="reported").count() == 2


def test_a_double_click_is_one_version(noon: datetime) -> None:
    people = story()
    report = judged(people, noon=noon, goals=2)
    shown = seen(report)
    assert at_once(*[signing(report, shown, people.head)] * 3) == ["done"] * 3
    assert_signed_once()
    mails = OutboxMail.objects.filter(
        subject__contains="Jahresbericht 2023", to=people.adviser.email
    )
    assert mails.count() == 1


def test_two_heads_at_the_same_second_are_one_version(noon: datetime) -> None:
    people = story()
    other = factories.person("head", of=people.centre.organisation)
    report = judged(people, noon=noon, goals=2)
    shown = seen(report)
    outcomes = at_once(signing(report, shown, people.head), signing(report, shown, other))
    assert outcomes.count("done") == 1
    assert any("Gezeichnet und abgegeben" in each for each in outcomes)
    assert_signed_once()


def test_a_word_typed_while_somebody_signs_is_signed_or_hinders_never_lost(noon: datetime) -> None:
    people = story()
    report = judged(people, noon=noon, goals=2)
    shown = seen(report)
    typed = {"outlook": "Im Frühjahr mehr."}
    outcomes = at_once(
        signing(report, shown, people.head),
        lambda: save_report(
            report=report, typed=typed, seen=2, by=people.specialist, at=AFTER_THE_YEAR
        ),
    )
    kept = ReportDraft.objects.get().outlook == "Im Frühjahr mehr."
    was_signed = ReportVersion.objects.exists()
    assert (outcomes[0] == "done") == was_signed
    assert (outcomes[1] == "done") == kept
    assert not (was_signed and kept)
    assert was_signed or kept


def test_begun_and_prepared_by_two_at_once_there_is_one(noon: datetime) -> None:
    people = story()
    version = signed(people, noon=noon, goals=2)
    report = version.report
    at_once(
        *[
            lambda by=by: prepare_dialogue(report=report, by=by, at=AFTER_THE_YEAR)
            for by in (people.adviser, people.head)
        ]
    )
    assert Dialogue.objects.count() == 1
    period = report.period
    later = AFTER_THE_YEAR.replace(year=2025)
    outcomes = at_once(
        *[
            lambda: begin_report(period=period, year=2024, by=people.specialist, at=later)
        ] * 2
    )  # fmt: skip
    assert outcomes == ["done"] * 2
    assert AnnualReport.objects.filter(year=2024).count() == 1


KILLED = """
import os, signal
import django
django.setup()
from datetime import datetime
from drehscheibe.domain.controlling.models import AnnualReport
from drehscheibe.domain.controlling.reports import signing
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.second_wall import acting_as_system

def die(*_, **__):
    print("in the middle", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

signing._report_values = die  # after step, version and judgements, before the values
with acting_as_system():
    signing.sign_report(
        report=AnnualReport.objects.get(), seen=os.environ["SEEN"],
        by=Person.objects.get(pk=int(os.environ["BY"])),
        at=datetime.fromisoformat(os.environ["AT"]),
    )
"""


def test_kill_9_in_the_middle_of_a_signature_leaves_nothing_half(noon: datetime) -> None:
    """Attack 37."""
    people = story()
    report = judged(people, noon=noon, goals=2)
    shown = seen(report)
    outcome = killed(shown, people)
    assert (outcome.stdout, outcome.returncode) == ("in the middle\n", -signal.SIGKILL), (
        outcome.stderr
    )
    report.refresh_from_db()
    assert report.status == "draft"
    assert not ReportVersion.objects.exists()
    assert not SignedJudgement.objects.exists()
    assert not Value.objects.filter(role="reported").exists()
    with acting_as_system():
        sign_report(report=report, seen=shown, by=people.head, at=AFTER_THE_YEAR)
    assert_signed_once()


def killed(shown: str, people: Story) -> "subprocess.CompletedProcess[str]":
    """A worker of its own that dies by kill -9 between two writes of the signature."""
    name = connection.settings_dict["NAME"]
    url = os.environ["DATABASE_URL"].replace("/drehscheibe?", f"/{name}?")
    more = {
        "DATABASE_URL": url, "SEEN": shown, "BY": str(people.head.pk),
        "AT": AFTER_THE_YEAR.isoformat(),
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED)],
        cwd=ROOT, env=os.environ | more, capture_output=True, text=True, check=False,
    )  # fmt: skip
