"""Reports of the other centres on the first year of the running period; a few are still missing."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from drehscheibe.domain.controlling.models import (
    AnnualReport,
    GoalPeriod,
    Indicator,
    Judgement,
    ReportDraft,
    ReportVersion,
    SignedJudgement,
    Value,
    ValueIs,
)
from drehscheibe.domain.controlling.reports.content import Content, fingerprint, plain
from drehscheibe.domain.controlling.reports.workflow import REPORT
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.doors.console.demo_goal_steps import ADVISER, Side
from drehscheibe.doors.console.demo_network_copies import Made, Other
from drehscheibe.doors.console.demo_reports import REASONS, STEP_OF, SUMMARY
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.workflow.models import Step

REACHED = tuple(map(Decimal, ("0.95", "1.10", "0.70", "1", "0.35", "1.05")))
"""How much of its target an indicator in turn reached."""
EVERY, MISSING, HALF_WRITTEN = 13, 5, 3
"""Of thirteen centres one has begun no report, and one has not finished it."""
NOT_LOOKED_THROUGH = (4, 1)
"""Every fourth signed report waits for the coordinating office."""


@dataclass(frozen=True)
class Laid:
    """The copies of the original period, its goals, their wording and indicators."""

    periods: Made
    goals: Made
    versions: Made
    indicators: Made


def reports_of(
    side: Side, original: GoalPeriod, others: list[Other], laid: Laid, days: Days
) -> None:
    """As the original reported, with own figures; nothing while it has not reported itself."""
    signed = ReportVersion.objects.filter(report__period=original).first()
    if signed is None:
        return
    year = original.starts_on.year
    writing = _Writing(side, signed, laid, year, days.on(year + 1, 3, 14))
    begun = [each for each in others if each.place % EVERY != MISSING]
    writing.begin(begun, original)
    writing.sign([each for each in begun if each.place % EVERY != HALF_WRITTEN], original)


@dataclass
class _Writing:
    """Reports of one year, statement by statement for all centres."""

    side: Side
    model: ReportVersion
    laid: Laid
    year: int
    at: datetime

    def begin(self, others: list[Other], original: GoalPeriod) -> None:
        """Begun by the specialist, and what was counted."""
        reports = AnnualReport.objects.bulk_create(
            AnnualReport(
                period=self.laid.periods[original.pk, each.place], centre=each.centre,
                year=self.year, created_by=each.specialist, created_at=self.at,
            )
            for each in others
        )  # fmt: skip
        self.reports = {each.place: one for each, one in zip(others, reports, strict=True)}
        drafts = ReportDraft.objects.bulk_create(
            ReportDraft(
                report=self.reports[each.place], summary=SUMMARY, changed_by=each.specialist,
                changed_at=self.at,
            )
            for each in others
        )  # fmt: skip
        self.drafts = {each.place: one for each, one in zip(others, drafts, strict=True)}
        self._values(others, ValueIs.ACTUAL)

    def sign(self, others: list[Other], original: GoalPeriod) -> None:
        """Judged and signed by the head; most were looked through since."""
        goals = list(original.goals.all())
        Judgement.objects.bulk_create(
            Judgement(
                draft=self.drafts[each.place], goal=self.laid.goals[goal.pk, each.place],
                **self._judged(goal.number, each),
            )
            for each in others
            for goal in goals
        )  # fmt: skip
        made = ReportVersion.objects.bulk_create(self._version(each) for each in others)
        wording = {key: each for each, key in self._wordings(original)}
        SignedJudgement.objects.bulk_create(
            SignedJudgement(
                version=version, goal=self.laid.goals[goal.pk, each.place],
                goal_version=self.laid.versions[wording[goal.pk], each.place],
                degree=self._judged(goal.number, each)["degree"],
            )
            for version, each in zip(made, others, strict=True)
            for goal in goals
        )  # fmt: skip
        self._values(others, ValueIs.REPORTED)
        self._move("sign", others, by=None, at=self.at + timedelta(hours=2))
        every, waiting = NOT_LOOKED_THROUGH
        seen = [each for each in others if each.place % every != waiting]
        adviser = self.side.cast[ADVISER].pk
        self._move("review", seen, by=adviser, at=self.at + timedelta(days=30))

    @staticmethod
    def _wordings(original: GoalPeriod) -> list[tuple[int, int]]:
        rows = original.goals.values_list("versions", "pk")
        return [(version, goal) for version, goal in rows]

    def _values(self, others: list[Other], role: ValueIs) -> None:
        Value.objects.bulk_create(
            Value(
                indicator=made, centre=each.centre, role=role, starts_on=date(self.year, 1, 1),
                ends_on=date(self.year, 12, 31), amount=self._counted(made, each),
                entered_by=each.specialist, entered_at=self.at,
            )
            for (_, place), made in self.laid.indicators.items()
            for each in others
            if each.place == place
        )  # fmt: skip

    def _counted(self, indicator: Indicator, other: Other) -> Decimal:
        """So much of the target of the year."""
        target = other.scaled(Decimal(self._targets()[indicator.number, self._goal_of(indicator)]))
        share = self._reached(self._goal_of(indicator), other)
        return ((target or Decimal(0)) * share).quantize(Decimal(1), ROUND_HALF_UP)

    def _goal_of(self, indicator: Indicator) -> int:
        return self._numbers[indicator.goal_id]

    @property
    def _numbers(self) -> dict[int, int]:
        return {made.pk: made.number for made in self.laid.goals.values()}

    def _targets(self) -> dict[tuple[int, int], str]:
        return {
            (one["number"], goal["number"]): one["target"]["amount"]
            for goal in self.model.snapshot["goals"]
            for one in goal["indicators"]
        }

    @staticmethod
    def _reached(goal: int, other: Other) -> Decimal:
        return REACHED[(other.place + goal) % len(REACHED)]

    def _judged(self, goal: int, other: Other) -> dict[str, str]:
        share = self._reached(goal, other)
        degree = "reached" if share >= Decimal("0.9") else "missed"
        degree = "partly" if Decimal("0.4") < share < Decimal("0.9") else degree
        return {
            "degree": degree, "reason": REASONS[degree], "next_step": STEP_OF.get(degree, ""),
        }  # fmt: skip

    def _version(self, other: Other) -> ReportVersion:
        content = self._snapshot(other)
        return ReportVersion(
            report=self.reports[other.place], number=1, snapshot=content,
            sha256=fingerprint(content), written_by=other.specialist, signed_by=other.head,
            signed_at=self.at + timedelta(hours=2),
        )  # fmt: skip

    def _snapshot(self, other: Other) -> Content:
        """The original's content with the names and figures of this centre."""
        content: Content = deepcopy(self.model.snapshot)
        centre = other.centre
        content["centre"] = {
            "key": centre.key, "name": str(centre), "area": centre.area_name,
            "carrier": centre.carrier.name,
        }  # fmt: skip
        content["texts"] = content["texts"] | {"summary": SUMMARY}
        content["signed"] = content["signed"] | {
            "signed_by": str(other.head), "signed_on": day_of(self.at).isoformat(), "one_hand": "",
        }  # fmt: skip
        for goal in content["goals"]:
            self._own_goal(goal, other)
        return content

    def _own_goal(self, goal: Content, other: Other) -> None:
        goal["id"] = self.laid.goals[goal["id"], other.place].pk
        goal["judgement"] = goal["judgement"] | self._judged(goal["number"], other)
        for one in goal["indicators"]:
            made = self.laid.indicators[one["id"], other.place]
            one |= {"id": made.pk, "source": "", "source_key": "", "comment": "", "history": []}
            one["unexplained"] = []
            for part in ("baseline", "target"):
                one[part] = {key: _sized(text, other) for key, text in one[part].items()}
            one["actual"] = {"amount": plain(self._counted(made, other)), "of": ""}

    def _move(self, name: str, others: list[Other], *, by: int | None, at: datetime) -> None:
        """A step of all of them, by their own heads unless `by` says who."""
        step = REPORT.by_name[name]
        source, target = str(step.sources[0]), str(step.target)
        moved = [self.reports[each.place].pk for each in others]
        Step.objects.bulk_create(
            Step(
                workflow=REPORT.name, object_id=self.reports[each.place].pk, name=name,
                source=source, target=target, by_id=by or each.head.pk, decided_on=day_of(at),
                effective_on=day_of(at), entered_at=at,
            )
            for each in others
        )  # fmt: skip
        AnnualReport.objects.filter(pk__in=moved).update(status=target)


def _sized(text: str, other: Other) -> Any:
    """A number of the content in the size of this centre."""
    amount = other.scaled(Decimal(text)) if text else None
    return "" if amount is None else plain(amount)
