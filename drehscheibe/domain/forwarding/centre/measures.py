"""A centre's own measures, written down only so far that double funding (K12) is noticed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.comparing import place_key
from drehscheibe.domain.forwarding.models import CentreMeasure, Line
from drehscheibe.domain.forwarding.programme_files import programmes_in
from drehscheibe.domain.funding.guideline_files import UnknownFiscalYear, guideline_for
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import Standing, check, locked_for, within_reach

POSTAL_CODE = 5


@dataclass(frozen=True, kw_only=True)
class MeasureDetails:
    """What is written down; `paid_by` as `lines_in` names it, `other` the name of another one."""

    paid_by: str
    title: str
    street: str
    postal_code: str
    town: str
    starts_on: date
    ends_on: date
    other: str = ""


def lines_in(fiscal_year: int) -> list[tuple[str, str]]:
    """What may pay a centre's own measure in a year: key and words.

    >>> [key for key, _ in lines_in(2024)]
    ['material', 'forwarded:komm_an_2', 'other']
    >>> [key for key, _ in lines_in(2025)]
    ['material', 'volunteering', 'forwarded:praevention', 'other']
    """
    found = [(Line.MATERIAL.value, Line.MATERIAL.label)] if _has(fiscal_year, "material") else []
    if _has(fiscal_year, "volunteering"):
        found.append((Line.VOLUNTEERING.value, Line.VOLUNTEERING.label))
    found += [
        (f"forwarded:{each.programme}", f"{each.title}, vom Zentrum selbst durchgeführt")
        for each in programmes_in(fiscal_year)
    ]
    return [*found, (Line.OTHER.value, Line.OTHER.label)]


def measures_of(standing: Standing) -> QuerySet[CentreMeasure]:
    """The own measures of the reader's centres, newest year first."""
    rows = within_reach(
        CentreMeasure.objects.filter(withdrawn_on=None), may.MEASURE_VIEW, standing=standing
    )
    return rows.select_related("centre").defer("centre__outline", "centre__path")


@transaction.atomic
def note_measure(
    *, centre: Centre, fiscal_year: int, details: MeasureDetails, by: Person, at: datetime
) -> CentreMeasure:
    """Write a measure down; raises `StepRefused` with its field."""
    row = CentreMeasure(centre=centre, fiscal_year=fiscal_year)
    _take_over(row, details, by, at)
    row.save()
    check(by, may.MEASURE_KEEP, row, on=day_of(at))
    record("forwarding.measure.note", about=row, by=by, at=at)
    return row


@transaction.atomic
def change_measure(
    *, measure: CentreMeasure, details: MeasureDetails, by: Person, at: datetime
) -> CentreMeasure:
    """Correct a measure; raises `StepRefused`."""
    row = _standing_row(measure, by, at)
    _take_over(row, details, by, at)
    row.save()
    record("forwarding.measure.change", about=row, by=by, at=at)
    return row


@transaction.atomic
def withdraw_measure(*, measure: CentreMeasure, by: Person, at: datetime) -> CentreMeasure:
    """The measure does not take place; it no longer counts for K12."""
    row = _standing_row(measure, by, at)
    row.withdrawn_on = day_of(at)
    row.save(update_fields=["withdrawn_on"])
    record("forwarding.measure.withdraw", about=row, by=by, at=at)
    return row


def _standing_row(measure: CentreMeasure, by: Person, at: datetime) -> CentreMeasure:
    row = locked_for(by, may.MEASURE_KEEP, measure, on=day_of(at))
    if row.withdrawn_on is not None:
        raise StepRefused("Diese Maßnahme ist schon herausgenommen. Bitte laden Sie die Seite neu.")
    return row


def _take_over(row: CentreMeasure, details: MeasureDetails, by: Person, at: datetime) -> None:
    row.line, row.programme = _paid_by(details, row.fiscal_year)
    row.title = " ".join(details.title.split())
    if not row.title:
        raise StepRefused("Nennen Sie die Maßnahme.", field="title")
    row.street, row.town = details.street.strip(), details.town.strip()
    row.postal_code = details.postal_code.strip()
    if len(row.postal_code) != POSTAL_CODE or not row.postal_code.isdecimal():
        raise StepRefused("Eine Postleitzahl hat fünf Ziffern.", field="postal_code")
    row.place_key = place_key(row.street, row.postal_code, row.town)
    if not row.place_key:
        raise StepRefused("Tragen Sie Straße und Hausnummer ein.", field="street")
    row.starts_on, row.ends_on = _days(details, row.fiscal_year)
    row.entered_by, row.changed_at = by, at


def _paid_by(details: MeasureDetails, fiscal_year: int) -> tuple[str, str]:
    if details.paid_by not in dict(lines_in(fiscal_year)):
        raise StepRefused(f"Diese Förderung gibt es {fiscal_year} nicht.", field="paid_by")
    line, _, programme = details.paid_by.partition(":")
    if line == Line.OTHER:
        programme = " ".join(details.other.split())
        if not programme:
            raise StepRefused("Nennen Sie das andere Programm.", field="other")
    return line, programme


def _days(details: MeasureDetails, fiscal_year: int) -> tuple[date, date]:
    start, end = details.starts_on, details.ends_on
    if end < start:
        raise StepRefused("Das Ende liegt vor dem Beginn.", field="ends_on")
    if {start.year, end.year} != {fiscal_year}:
        raise StepRefused(
            f"Die Maßnahme muss ganz im Jahr {fiscal_year} liegen. Geht sie weiter, tragen Sie das "
            "nächste Jahr gesondert ein.",
            field="starts_on",
        )
    return start, end


def _has(fiscal_year: int, line: str) -> bool:
    try:
        guideline = guideline_for(fiscal_year)
    except UnknownFiscalYear:
        return False
    if line == Line.VOLUNTEERING:
        return guideline.volunteering_maximum is not None
    return guideline.material_maximum.value > 0
