"""Yearly reports of the demonstration: signed, asked about, half written; a dialogue with steps."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from drehscheibe.domain.controlling.checks.looking import all_findings
from drehscheibe.domain.controlling.dialogues import acting
from drehscheibe.domain.controlling.dialogues.acting import Agreement
from drehscheibe.domain.controlling.models import AnnualReport, GoalPeriod, ReportVersion
from drehscheibe.domain.controlling.reports.answering import take_step
from drehscheibe.domain.controlling.reports.beginning import begin_report
from drehscheibe.domain.controlling.reports.content import Content
from drehscheibe.domain.controlling.reports.council import Wording, save_council_report
from drehscheibe.domain.controlling.reports.facts import standing_of
from drehscheibe.domain.controlling.reports.findings import blocking
from drehscheibe.domain.controlling.reports.signing import sign_report
from drehscheibe.domain.controlling.reports.writing import save_report
from drehscheibe.domain.controlling.returns.obligations import rhythm
from drehscheibe.domain.controlling.values.entering import Sent, save_values
from drehscheibe.domain.controlling.values.forming import sheet_form
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.doors.console.demo_goal_steps import (
    ADVISER,
    HOCHSAUERLAND,
    Side,
    period_of,
    side_of,
)
from drehscheibe.doors.console.demo_goals import running_since
from drehscheibe.doors.console.demo_people import COLOGNE, WARENDORF, People

REASONS = {
    "reached": "Der Zielwert ist erreicht; die Angebote werden gut angenommen.",
    "partly": "Zwei von drei Maßnahmen liefen wie geplant, eine begann erst im Herbst.",
    "missed": "Die Stelle war bis Juni unbesetzt, die Maßnahme konnte nicht beginnen.",
}
STEP_OF = {
    "partly": "Die dritte Maßnahme im Frühjahr nachholen.",
    "missed": "Mit den Schulen einen neuen Beginn nach den Sommerferien verabreden.",
}
HELPED = "Die Vereine sprechen inzwischen selbst weitere an."
SUMMARY = (
    "Die meisten Ziele sind erreicht. Sprach- und Berufserkundungsmodule und der Dialog Sport "
    "tragen sich inzwischen mit den Partnern vor Ort.\n"
    "Schwierig blieb, was an unbesetzten Stellen hing."
)


def reports(cast: People, days: Days) -> None:
    """What is there stays, what broke off goes on."""
    for arrange in (_reviewed, _talked_about, _asked, _before_the_office, _half_written):
        with transaction.atomic():
            arrange(cast, days)


def _reviewed(cast: People, days: Days) -> None:
    """Warendorf's first year of the past period, with a dialogue held on it."""
    side, first = side_of(cast, WARENDORF), running_since(days) - rhythm().years
    version = _signed(side, first, first, at=days.on(first + 1, 3, 12))
    if version is None:
        return
    at = days.on(first + 1, 4, 9)
    take_step(report=version.report, step="review", by=cast[ADVISER], at=at)
    _dialogue(side, version, cast, at=at + timedelta(days=20), late_since=days.ago(12).date())


def _dialogue(
    side: Side, version: ReportVersion, cast: People, *, at: datetime, late_since: date
) -> None:
    by, day = cast[ADVISER], at + timedelta(days=30)
    dialogue = acting.prepare_dialogue(report=version.report, by=by, at=at)
    acting.appoint(dialogue=dialogue, starts_at=day, place="Kreishaus Warendorf", by=by, at=at)
    dialogue.refresh_from_db()
    typed = {
        "circle": "Leitung und Fachkraft des Zentrums, Koordinierungsstelle, Schulamt",
        "minutes": "Die Module sollen verstetigt werden. Beim Dialog Sport fehlt es an Hallenzeiten"
        "; der Kreis spricht mit den Städten.",
    }
    then = day + timedelta(hours=3)
    acting.write_dialogue(dialogue=dialogue, typed=typed, seen=dialogue.edits, by=by, at=then)
    centre, office = side.centre, side.cast[ADVISER].memberships.get().organisation
    steps = (
        Agreement("Hallenzeiten mit den Städten klären", centre.carrier,
                  late_since, "Sportamt"),
        Agreement("Muster für den Elternbrief bereitstellen", office,
                  (day + timedelta(days=60)).date(), "Fachberatung"),
    )  # fmt: skip
    for each in steps:
        acting.agree_step(dialogue=dialogue, agreement=each, by=by, at=then)
    held = acting.take_step(dialogue=dialogue, step="conclude", by=by, at=then)
    done = day + timedelta(days=50)
    acting.finish_step(
        dialogue=held, number=2, done_on=done.date(),
        outcome="Liegt in fünf Sprachen bei allen Schulen.", by=by, at=done,
    )  # fmt: skip


def _talked_about(cast: People, days: Days) -> None:
    """Its second year: signed, told to the Kreistag, the next dialogue appointed."""
    side, first = side_of(cast, WARENDORF), running_since(days) - rhythm().years
    version = _signed(side, first, first + 1, at=days.on(first + 2, 3, 18))
    if version is None:
        return
    goals = tuple(goal["number"] for goal in version.snapshot["goals"])
    wording = Wording(
        title=f"Integration im Kreis Warendorf {first + 1}", body="Kreistag", goals=goals,
        introduction="Das Zentrum berichtet dem Kreistag über das zweite Jahr der Zielperiode.",
        closing="Das Zentrum dankt allen Vereinen, Schulen und Ehrenamtlichen.",
        parts=("summary", "lines", "figures", "outlook"),
    )  # fmt: skip
    at = days.on(first + 2, 5, 6)
    save_council_report(report=version.report, wording=wording, seen=0, by=side.specialist, at=at)
    dialogue = acting.prepare_dialogue(report=version.report, by=side.head, at=days.ago(9))
    acting.appoint(
        dialogue=dialogue, starts_at=days.ago(-21), place="Videokonferenz", by=cast[ADVISER],
        at=days.ago(6),
    )  # fmt: skip


def _asked(cast: People, days: Days) -> None:
    """Köln signed, the coordinating office asks."""
    side, first = side_of(cast, COLOGNE), running_since(days) - rhythm().years
    version = _signed(side, first, first + 1, at=days.on(first + 2, 3, 27))
    if version is not None:
        take_step(
            report=version.report, step="ask", by=cast[ADVISER], at=days.ago(4),
            reason="Beim zweiten Ziel steht kein Verein, der hinzukam. Welche sind gemeint?",
        )  # fmt: skip


def _before_the_office(cast: People, days: Days) -> None:
    """The Hochsauerlandkreis has just signed the first year of the running period."""
    first = running_since(days)
    if days.today.year > first:
        _signed(side_of(cast, HOCHSAUERLAND), first, first, at=days.ago(3))


def _half_written(cast: People, days: Days) -> None:
    """Warendorf writes: one goal judged, one value missing."""
    side, year = side_of(cast, WARENDORF), running_since(days)
    period = period_of(WARENDORF, year)
    if period is None or days.today.year == year or _known(period, year):
        return
    report = begin_report(period=period, year=year, by=side.specialist, at=days.ago(6))
    typed = {"goals-1-degree": "partly", "goals-1-reason": REASONS["partly"]}
    save_report(report=report, typed=typed, seen=1, by=side.specialist, at=days.ago(5))


def _signed(side: Side, first: int, year: int, *, at: datetime) -> ReportVersion | None:
    """The report of the year as the head signed it; None when it is there, or cannot be signed."""
    period = period_of(side.centre.key, first)
    if period is None or _known(period, year):
        return None
    report = begin_report(period=period, year=year, by=side.specialist, at=at)
    whole = AnnualReport.objects.select_related("period", "centre__carrier").get(pk=report.pk)
    _explained(side, period, year, at=at)
    typed = _words(standing_of(whole, at=at).content)
    save_report(report=report, typed=typed, seen=1, by=side.specialist, at=at)
    now = standing_of(whole, at=at)
    if blocking(now.findings):
        return None  # stays a draft that says what is missing
    return sign_report(report=report, seen=now.seen, by=side.head, at=at + timedelta(hours=2))


def _known(period: GoalPeriod, year: int) -> bool:
    return AnnualReport.objects.filter(period=period, year=year).exists()


def _explained(side: Side, period: GoalPeriod, year: int, *, at: datetime) -> None:
    """A word at every outlier of a period that still runs."""
    form = sheet_form(period, year, at=at)
    asked = [each.anchor for each in all_findings(form) if each.asks_for_comment]
    if asked and period.status == "agreed":
        texts = {f"{anchor}-comment": "Im Herbst erst begonnen." for anchor in asked}
        sent = Sent(texts, seen=form.sheet.edits)
        save_values(period=period, year=year, sent=sent, by=side.specialist, at=at)


def _degree(goal: Content) -> str:
    """By the weakest indicator: what reached nine tenths of its target is reached."""
    parts = [
        Decimal(each["actual"]["amount"] or 0) / Decimal(each["target"]["amount"])
        for each in goal["indicators"]
        if Decimal(each["target"]["amount"] or 0)
    ]
    least = min(parts, default=Decimal(1))
    return (
        "reached" if least >= Decimal("0.9") else "partly" if least > Decimal("0.4") else "missed"
    )


def _words(content: Content) -> dict[str, str]:
    typed = {"summary": SUMMARY, "outlook": "Wir führen fort, was trägt, und werben um Ehrenamt."}
    for goal in content["goals"]:
        number, degree = goal["number"], _degree(goal)
        typed |= {
            f"goals-{number}-degree": degree,
            f"goals-{number}-reason": REASONS[degree],
            f"goals-{number}-helped": HELPED if degree == "reached" else "",
            f"goals-{number}-next_step": STEP_OF.get(degree, ""),
        }
    return typed
