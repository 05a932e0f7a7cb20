"""Who is told by mail when a report moves: centre and year, where to look, nothing else."""

from datetime import datetime

from drehscheibe.domain.controlling.goals.mails import CLOSING
from drehscheibe.domain.controlling.models import AnnualReport
from drehscheibe.domain.controlling.reports import permissions as may
from drehscheibe.kernel.mail.reminders import Reminder, send_reminders
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.permissions.declarations import Permission

QUERY = "Die Koordinierungsstelle hat eine Rückfrage"
EXPLAINED = "Eine Rückfrage ist erläutert"


def tell_office(report: AnnualReport, version: int, *, at: datetime) -> None:
    """The coordinating office: a report was signed."""
    news = (
        "Der Jahresbericht ist gezeichnet" if version == 1 else f"Fassung {version} ist gezeichnet"
    )
    _tell(report, f"{version}", news, _offices(), may.REVIEW, at)


def tell_office_of_answer(report: AnnualReport, *, at: datetime) -> None:
    """The coordinating office: its question was answered in words."""
    _tell(report, at.isoformat(), EXPLAINED, _offices(), may.REVIEW, at)


def tell_centre(report: AnnualReport, *, at: datetime) -> None:
    """Those who write reports at the centre: a question waits."""
    places = (report.centre.organisation_id,)
    _tell(report, at.isoformat(), QUERY, places, may.EDIT, at)


def _offices() -> tuple[int, ...]:
    kind = Organisation.Kind.COORDINATING_OFFICE
    return tuple(Organisation.objects.filter(kind=kind).values_list("pk", flat=True))


def _tell(
    report: AnnualReport, mark: str, news: str, places: tuple[int, ...],
    right: Permission, at: datetime,
) -> None:  # fmt: skip
    about = f"{report}, {report.centre.area_name}"
    reminder = Reminder(
        key=f"controlling.report:{report.pk}:{mark}:{news}"[:180],
        places=places,
        permission=right,
        subject=f"{about}: {news}",
        text=(
            f"Guten Tag,\n\n{about}: {news}.\n\nBitte melden Sie sich in der Drehscheibe an und "
            f"öffnen Sie „Berichte“.\n\n{CLOSING}"
        ),
    )
    send_reminders([reminder], at=at)
