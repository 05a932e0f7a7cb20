"""What a report says as one plain value: shown on the page, hashed, frozen, printed.

Only texts, whole numbers, and exact numbers as text ("12.5"): the same JSON everywhere. A share is
its two parts; no percentage is ever stored.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from drehscheibe.domain.controlling.figures.rows import FigureRow, total
from drehscheibe.domain.controlling.figures.sources import known_sources
from drehscheibe.domain.controlling.models import (
    AgreedStep,
    AnnualReport,
    GoalVersion,
    Judgement,
    ReportDraft,
    ReportIs,
)
from drehscheibe.domain.controlling.reports.days import agreed_on, why_not_the_whole_year
from drehscheibe.domain.controlling.reports.known import Done, Known
from drehscheibe.domain.controlling.values.aggregation import Parts
from drehscheibe.domain.controlling.values.lines import WHOLE, Actual, IndicatorLine

SCHEMA = "drehscheibe.jahresbericht/1"
TEXTS = ("summary", "conditions", "staffing", "outlook")
JUDGED = ("degree", "reason", "helped", "hindered", "next_step")

Content = dict[str, Any]


def canonical(content: Content) -> bytes:
    """The one way to write a content: keys in order, no blanks, letters as they are.

    >>> canonical({"b": "ä", "a": 1}).decode()
    '{"a":1,"b":"ä"}'
    """
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def fingerprint(content: Content) -> str:
    """The checksum of a content, 64 characters."""
    return sha256(canonical(content)).hexdigest()


def content_of(
    report: AnnualReport, draft: ReportDraft, known: Known, asked: Mapping[int, list[str]]
) -> Content:
    """The whole report as it stands now; `asked` is what no comment was given to, by indicator."""
    judged = {each.goal_id: each for each in draft.judgements.all()}
    return {
        "schema": SCHEMA,
        "centre": {
            "key": report.centre.key, "name": str(report.centre), "area": report.centre.area_name,
            "carrier": report.centre.carrier.name,
        },
        "year": report.year,
        "period": report.period.years,
        "days": {
            "first": known.days.first.isoformat(), "last": known.days.last.isoformat(),
            "why": why_not_the_whole_year(report),
        },
        "reason": draft.reason if report.status != ReportIs.DRAFT else "",
        "texts": {name: getattr(draft, name) for name in TEXTS},
        "goals": [_goal(each, known, judged.get(each.goal_id), asked) for each in known.versions],
        "dropped": [
            {"number": each.goal.number, "title": each.title, "reason": reason}
            for each, reason in known.dropped
        ],
        "without_goal": _done(_other(known)),
        "staff": _rows(known.posts),
        "grants": _rows(known.grants),
        "third_parties": _rows(known.measures),
        "steps": [_step(each) for each in known.steps],
    }  # fmt: skip


def _goal(
    version: GoalVersion, known: Known, judged: Judgement | None, asked: Mapping[int, list[str]]
) -> Content:
    first = known.first_agreed[version.goal_id]
    inside = known.days.first < first <= known.days.last
    return {
        "id": version.goal_id,
        "number": version.goal.number,
        "version": version.number,
        "agreed_on": _day(agreed_on(version)),
        "since": _day(first) if inside else "",
        "late": first > known.days.last,
        "strand": version.get_strand_display(),
        "title": version.title,
        "text": version.text,
        "target_group": version.target_group,
        "measures": [
            {"number": each.number, "title": each.title, "partners": each.partners,
             "from": _day(each.starts_on), "to": _day(each.ends_on)}
            for each in version.measures.all()
        ],
        "indicators": [
            _indicator(line, asked.get(line.indicator.pk, [])) for line in known.lines_of(version)
        ],
        "done": _done(known.done.get(version.goal_id, Done())),
        "judgement": {name: getattr(judged, name) if judged else "" for name in JUDGED},
    }  # fmt: skip


def _indicator(line: IndicatorLine, asked: list[str]) -> Content:
    terms, whole, entry = line.terms, line.whole, line.indicator.entry
    source = known_sources().get(whole.source if whole else line.source)
    return {
        "id": line.indicator.pk,
        "number": line.indicator.number,
        "name": terms.name,
        "definition": terms.definition,
        "unit": terms.unit,
        "kind": line.indicator.kind,
        "direction": terms.direction,
        "code": entry.code if entry else "",
        "source": source.label if source else "",
        "source_key": source.key if source else "",
        "baseline": _parts(line.baseline),
        "target": _parts(line.target),
        "actual": _parts(whole.parts if whole else None),
        "comment": whole.comment if whole else "",
        "unexplained": asked,
        "splits": [
            {"name": name, "actual": _parts(_actual(line.actuals.get(name)))}
            for name in line.splits
            if name != WHOLE
        ],
        "history": [{"year": year, **_parts(parts)} for year, parts in line.history.items()],
    }


def _actual(actual: Actual | None) -> Parts | None:
    return actual.parts if actual else None


def _parts(parts: Parts | None) -> Content:
    """Part and whole as text; both empty when there is no value."""
    if parts is None:
        return {"amount": "", "of": ""}
    return {"amount": plain(parts.amount), "of": "" if parts.of is None else plain(parts.of)}


def plain(number: Decimal) -> str:
    """An exact number as text without needless zeros.

    >>> plain(Decimal("12.50")), plain(Decimal("1200"))
    ('12.5', '1200')
    """
    return format(number.normalize(), "f")


def _other(known: Known) -> Done:
    """Activities without a goal, and those of goals that are not in the report."""
    named = {version.goal_id for version in known.versions}
    rest = [done for goal, done in known.done.items() if goal not in named]
    return Done(
        sum(each.count for each in rest),
        sum(each.participants for each in rest),
        sum((each.hours for each in rest), Decimal(0)),
    )


def _done(done: Done) -> Content:
    return {"count": done.count, "participants": done.participants, "hours": plain(done.hours)}


def _rows(rows: Iterable[FigureRow]) -> Content:
    found = list(rows)
    return {
        "total": plain(total(found)),
        "rows": [{"label": row.label, "amount": plain(row.amount)} for row in found],
    }


def _step(step: AgreedStep) -> Content:
    return {
        "year": step.dialogue.report.year,
        "text": step.text,
        "owner": step.owner.name,
        "function": step.function,
        "due_on": _day(step.due_on),
        "done_on": _day(step.done_on),
        "outcome": step.outcome,
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
