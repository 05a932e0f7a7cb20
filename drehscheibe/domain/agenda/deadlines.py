"""Days by which something is owed: circulars, surveys, what centres return in controlling."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Q

from drehscheibe.domain.agenda.entries import Entry, Kind, Of, Scope, Window
from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.circulars.models import Circular, CircularIs
from drehscheibe.domain.circulars.receiving import circulars_for, to_do
from drehscheibe.domain.controlling.returns.due import Lifetime, Span, due_day
from drehscheibe.domain.controlling.returns.matrix import centres_for, whole_matrix
from drehscheibe.domain.controlling.returns.obligations import (
    GOALS,
    Obligation,
    in_force,
    obligations,
    rhythm,
)
from drehscheibe.domain.controlling.returns.states import OWING as STILL_OWED
from drehscheibe.domain.qualification.calendars import mail_domain
from drehscheibe.domain.surveys.models import OWING, Survey, SurveyIs
from drehscheibe.domain.surveys.results import surveys_for
from drehscheibe.kernel.calendar.feeds import FeedEntry, lasting_uid
from drehscheibe.kernel.calendar.moments import BERLIN, day_of
from drehscheibe.kernel.permissions.reach import Standing

UNCONFIRMED = " (Tag unbestätigt)"
NEWCOMER, SHIFTED = timedelta(days=366), timedelta(days=10)
"""So much later than its dated day something may be due: for a new centre, because of holidays."""


def of_circulars(standing: Standing, scope: Scope, window: Window) -> Iterator[Entry]:
    """One's own calendar holds what one's houses still owe, the others every day named."""
    rows = circulars_for(standing).filter(
        status=CircularIs.PUBLISHED, due_on__range=(window.first, window.last)
    )
    if scope.of == Of.ORGANISATION:
        addressed = Q(addresses__organisation=scope.organisation)
        rows = rows.filter(addressed | Q(sender=scope.organisation))
    if scope.of == Of.PERSON:
        rows = rows.filter(pk__in=to_do(standing).order_by().values("circular"))
        roles = sorted({role.code for _, role in standing.places})
        rows = rows.filter(Q(roles=[]) | Q(roles__overlap=roles))
    for each in rows:
        if each.due_on is not None:
            yield _due(Kind.CIRCULAR, f"circulars.circular:{each.pk}", _asked(each), each.due_on,
                       str(each.pk))  # fmt: skip


def of_surveys(standing: Standing, scope: Scope, window: Window) -> Iterator[Entry]:
    """The day answers are due; one's own calendar holds those one's houses still owe."""
    rows = surveys_for(standing).filter(
        status__in=(SurveyIs.OPEN, SurveyIs.CLOSED, SurveyIs.PUBLISHED),
        closes_at__gte=window.begins, closes_at__lt=window.ends,
    )  # fmt: skip
    if scope.of == Of.ORGANISATION:
        asked = Q(responses__organisation=scope.organisation)
        rows = rows.filter(asked | Q(owner=scope.organisation))
    if scope.of == Of.PERSON:
        rows = rows.filter(
            status=SurveyIs.OPEN,
            responses__organisation__in=standing.organisations,
            responses__status__in=OWING,
        )
    for each in rows.distinct():
        yield _due(Kind.SURVEY, f"surveys.survey:{each.pk}", _closing(each),
                   day_of(each.closes_at), str(each.pk))  # fmt: skip


def of_controlling(standing: Standing, scope: Scope, window: Window) -> Iterator[Entry]:
    """For the network the days themselves, for a house or a person what its centres still owe."""
    if scope.of == Of.NETWORK:
        return _days_of_the_network(window)
    places = {scope.organisation.pk} if scope.organisation else set(standing.organisations)
    reached = centres_for(standing)
    centres = [each for each in reached if {each.organisation_id, each.carrier_id} & places]
    return _still_owed(centres, standing.on, window)


def _still_owed(centres: list[Centre], on: date, window: Window) -> Iterator[Entry]:
    seen: set[str] = set()
    for year in _about(window, centres) if centres else ():
        for row in whole_matrix(centres, year, on, days_only=True).rows:
            where = f" – {row.centre.area_name}" if len(centres) > 1 else ""
            for cell in row.cells:
                key = f"{cell.column.obligation.key}:{cell.year}:{row.centre.pk}"
                due = cell.due if cell.state in STILL_OWED else None
                if due is not None and window.holds(due) and key not in seen:
                    seen.add(key)
                    title = f"{_words(cell.column.obligation, cell.year)}{where}"
                    yield _due(Kind.OBLIGATION, f"controlling.return:{key}", title, due)


def _days_of_the_network(window: Window) -> Iterator[Entry]:
    for year in _about(window):
        for each in in_force(year):
            if each.key == GOALS and rhythm().begins(year) != year:
                continue
            due = due_day(each, Span(year, year), Lifetime())
            if window.holds(due):
                key = f"controlling.return:{each.key}:{year}"
                yield _due(Kind.OBLIGATION, key, _words(each, year), due)


def _about(window: Window, centres: Iterable[Centre] = ()) -> list[int]:
    """The years something may be about that is due in these days.

    For a centre that has just begun days are later, so that an earlier year may be due now.
    """
    begun = max((each.known_since for each in centres if each.known_since), default=date.min)
    young = begun + NEWCOMER > window.first if begun > date.min else False
    first = window.first - (NEWCOMER if young else SHIFTED)
    years = range(window.first.year - 2, window.last.year + 2)
    return [
        year for year in years
        if any(first <= each.due.of(year) <= window.last for each in obligations())
    ]  # fmt: skip


def _words(obligation: Obligation, year: int) -> str:
    return f"{obligation.label} {year} fällig{'' if obligation.is_confirmed else UNCONFIRMED}"


def _asked(circular: Circular) -> str:
    return f"Frist Rundschreiben {circular.number}: {circular.title}"


def _closing(survey: Survey) -> str:
    return f"Frist Abfrage: {survey.title} ({survey.closes_at.astimezone(BERLIN):%H:%M} Uhr)"


def _due(kind: Kind, key: str, title: str, day: date, page: str = "") -> Entry:
    uid = lasting_uid(key, mail_domain())
    return Entry(kind, FeedEntry(uid=uid, title=title, starts=day, ends=day, quiet=True), page)
