"""The report to the own council: the signed year in the centre's own words, version by version."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from drehscheibe.domain.controlling.models import AnnualReport, CouncilReport
from drehscheibe.domain.controlling.papers.council_paper import PARTS
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.domain.controlling.reports import permissions as may
from drehscheibe.domain.controlling.reports.selectors import version_of
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for

MOST_VERSIONS = 200


@dataclass(frozen=True)
class Wording:
    """What a council reads: own words, and which goals and parts of the signed report."""

    title: str
    body: str = ""
    introduction: str = ""
    closing: str = ""
    goals: tuple[int, ...] = ()
    parts: tuple[str, ...] = ()


@transaction.atomic
def save_council_report(
    *, report: AnnualReport, wording: Wording, seen: int, by: Person, at: datetime
) -> CouncilReport:
    """The next version; `seen` is the number of the one the page was based on (0: none).

    Saying the same again makes no other version.
    """
    locked = locked_for(by, may.EDIT, report, on=day_of(at))
    version = version_of(locked)
    if version is None:
        raise ControllingRefused("Der Jahresbericht ist noch nicht gezeichnet.")
    last = newest(locked)
    if last is not None and (wording_of(last), last.version_id) == (wording, version.pk):
        return last
    number = last.number if last else 0
    if number != seen:
        raise ControllingRefused(
            f"Inzwischen gibt es Fassung {number}. Ihr Text steht noch in den Feldern; mit "
            "„Speichern“ wird daraus die nächste Fassung."
        )
    if number >= MOST_VERSIONS:
        raise ControllingRefused(f"Mehr als {MOST_VERSIONS} Fassungen sind nicht möglich.")
    made = CouncilReport.objects.create(
        report=locked, version=version, number=number + 1, title=wording.title.strip(),
        body=wording.body.strip(), introduction=wording.introduction.strip(),
        closing=wording.closing.strip(), goals=list(wording.goals), parts=list(wording.parts),
        made_by=by, made_at=at,
    )  # fmt: skip
    record("controlling.council.save", about=locked, by=by, at=at, detail={"number": made.number})
    return made


def wording_of(made: CouncilReport) -> Wording:
    """What a version says."""
    return Wording(
        made.title, made.body, made.introduction, made.closing, tuple(made.goals), tuple(made.parts)
    )


def first_wording(report: AnnualReport, goals: list[int]) -> Wording:
    """What the form offers before anybody wrote: all goals, the first parts."""
    return Wording(
        title=f"Bericht des Kommunalen Integrationszentrums {report.year}",
        goals=tuple(goals), parts=tuple(PARTS)[:4],
    )  # fmt: skip


def newest(report: AnnualReport) -> CouncilReport | None:
    """The newest version, when there is one."""
    return CouncilReport.objects.filter(report=report).order_by("-number").first()
