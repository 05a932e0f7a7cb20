"""The head signs: what was shown becomes a version with its checksum, all of it or nothing."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from drehscheibe.domain.controlling.models import (
    AnnualReport,
    GoalPeriod,
    ReportIs,
    ReportVersion,
    SignedJudgement,
    Value,
    ValueIs,
)
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.domain.controlling.reports import mails
from drehscheibe.domain.controlling.reports import permissions as may
from drehscheibe.domain.controlling.reports.content import Content, fingerprint
from drehscheibe.domain.controlling.reports.facts import Standing, standing_of
from drehscheibe.domain.controlling.reports.workflow import REPORT, SIGNING
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for
from drehscheibe.kernel.workflow.actions import perform

CHANGED = (
    "Seit diese Seite geöffnet wurde, hat sich am Bericht etwas geändert. Gezeichnet wird nur, was "
    "Sie gesehen haben: Bitte lesen Sie ihn noch einmal und zeichnen Sie dann."
)
ONE_HAND = (
    "Sie haben diesen Bericht selbst zuletzt geschrieben. Schreiben Sie in einem Satz, warum "
    "dieselbe Person schreibt und zeichnet; der Satz steht auf dem Bericht."
)


@transaction.atomic
def sign_report(
    *, report: AnnualReport, seen: str, one_hand: str = "", by: Person, at: datetime
) -> ReportVersion:
    """Sign the content whose fingerprint is `seen`; signed already with just that, it is that one.

    Raises `ControllingRefused` when something changed meanwhile or author and head are one person
    without a word why, `TransitionRefused` when the state or „Was fehlt noch?“ forbids it.
    """
    whole = AnnualReport.objects.select_related("period", "centre__organisation", "centre__carrier")
    locked = locked_for(by, may.SIGN, report, on=day_of(at), rows=whole)
    again = _signed_already(locked, seen, by)
    if again is not None:
        return again
    GoalPeriod.objects.select_for_update(no_key=True).get(pk=locked.period_id)  # holds its values
    step = SIGNING.get(ReportIs(locked.status), "sign")
    if locked.status not in SIGNING:
        perform(REPORT, step, on=locked, by=by, at=at)  # says in words that it is signed already
    now = standing_of(locked, at=at)
    if now.seen != seen:
        raise ControllingRefused(CHANGED)
    if now.draft.changed_by_id == by.pk and not one_hand.strip():
        raise ControllingRefused(ONE_HAND, "one_hand")
    perform(REPORT, step, on=locked, by=by, at=at, read=now)
    version = _freeze(locked, now, one_hand.strip(), by=by, at=at)
    _judge(version, now)
    _report_values(now, by=by, at=at)
    detail = {"version": version.number, "sha256": version.sha256}
    record("controlling.report.freeze", about=locked, by=by, at=at, detail=detail)
    mails.tell_office(locked, version.number, at=at)
    return version


def _signed_already(report: AnnualReport, seen: str, by: Person) -> ReportVersion | None:
    """The same press of the button twice: the version it made the first time."""
    if report.status in SIGNING:
        return None
    last = report.versions.order_by("-number").first()
    same = last is not None and last.signed_by_id == by.pk and last.snapshot["seen"] == seen
    return last if same else None


def _freeze(
    report: AnnualReport, now: Standing, one_hand: str, *, by: Person, at: datetime
) -> ReportVersion:
    number = (report.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    draft = now.draft
    signed: Content = {
        "number": number,
        "reason": now.content["reason"],
        "signed_by": str(by),
        "signed_on": day_of(at).isoformat(),
        "one_hand": one_hand if draft.changed_by_id == by.pk else "",
    }
    snapshot = now.content | {"signed": signed, "seen": now.seen}
    return ReportVersion.objects.create(
        report=report, number=number, reason=signed["reason"], snapshot=snapshot,
        sha256=fingerprint(snapshot), one_hand=signed["one_hand"], written_by=draft.changed_by,
        signed_by=by, signed_at=at,
    )  # fmt: skip


def _judge(version: ReportVersion, now: Standing) -> None:
    """One row a goal, beside the version of the goal it rests on."""
    judged = {each.goal_id: each.degree for each in now.draft.judgements.all()}
    SignedJudgement.objects.bulk_create(
        SignedJudgement(
            version=version, goal=each.goal, goal_version=each, degree=judged[each.goal_id]
        )
        for each in now.known.versions
    )


def _report_values(now: Standing, *, by: Person, at: datetime) -> None:
    """What was counted becomes what was reported; an earlier version's figures give way.

    The snapshot of the earlier version keeps them.
    """
    days = now.known.days
    indicators = [line.indicator.pk for line in now.known.lines]
    year: dict[str, Any] = {"starts_on__year": days.first.year}
    Value.objects.filter(indicator__in=indicators, role=ValueIs.REPORTED, **year).delete()
    rows = [row for line in now.known.lines for row in _reported(line, now)]
    Value.objects.bulk_create(
        Value(role=ValueIs.REPORTED, entered_by=by, entered_at=at, **row) for row in rows
    )


def _reported(line: Any, now: Standing) -> list[dict[str, Any]]:
    """The values of one indicator as the snapshot has them: one a split for the reported days."""
    return [
        {
            "indicator": line.indicator, "centre_id": line.goal.centre_id, "split": split,
            "starts_on": now.known.days.first, "ends_on": now.known.days.last,
            "amount": each.parts.amount, "of": each.parts.of, "comment": each.comment,
            "source": each.source,
        }
        for split, each in line.actuals.items()
    ]  # fmt: skip
