"""Which days of a year a report is about: a centre may begin, end or merge in the middle."""

from datetime import date

from drehscheibe.domain.controlling.figures.rows import Span
from drehscheibe.domain.controlling.models import AnnualReport, GoalVersion
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.days import german_day


def reported_days(report: AnnualReport) -> Span:
    """The days of the year within the period on which the centre existed; only they count."""
    year, period, centre = report.year, report.period, report.centre
    first, last = max(date(year, 1, 1), period.starts_on), min(date(year, 12, 31), period.ends_on)
    born = max(first, centre.known_since or first)
    died = min(last, centre.valid_to or last)
    return Span(born, died) if born <= died else Span(first, last)


def why_not_the_whole_year(report: AnnualReport) -> str:
    """In words, when the report covers less than a calendar year; empty when it covers all."""
    days = reported_days(report)
    if (days.first, days.last) == (date(report.year, 1, 1), date(report.year, 12, 31)):
        return ""
    reason = report.period.deviation.strip()
    return (
        f"Gezählt sind nur die Tage vom {german_day(days.first)} bis {german_day(days.last)}."
        + (f" {reason}" if reason else "")
    )


def agreed_on(version: GoalVersion) -> date | None:
    """The day both ministries had agreed to this version."""
    return day_of(version.agreed_at) if version.agreed_at else None
