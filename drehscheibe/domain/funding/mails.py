"""Who is told by mail when a case moves: the Aktenzeichen and where to look, no other content."""

from datetime import date, datetime

from drehscheibe.domain.funding import permissions as may
from drehscheibe.domain.funding.models import Application
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.mail.actions import enqueue
from drehscheibe.kernel.people.models import Membership
from drehscheibe.kernel.permissions.declarations import Permission, roles

CLOSING = (
    "Bitte melden Sie sich in der Drehscheibe an und öffnen Sie den Vorgang unter „Förderung“.\n\n"
    "Diese Nachricht hat die Drehscheibe verschickt, die gemeinsame Plattform der Kommunalen "
    "Integrationszentren."
)


def tell_authority(application: Application, *, news: str, at: datetime) -> None:
    """Officers of the granting authority: something was handed in."""
    _tell(application, [application.authority_id], may.PROCESS, news=news, at=at)


def tell_approvers(application: Application, *, news: str, at: datetime) -> None:
    """Those who sign: a decision is prepared."""
    _tell(application, [application.authority_id], may.DECIDE, news=news, at=at)


def tell_applicant(application: Application, *, news: str, at: datetime) -> None:
    """Centre and carrier: the authority asked or decided."""
    places = [application.centre.organisation_id, application.centre.carrier_id]
    _tell(application, places, may.EDIT, news=news, at=at)


def _tell(
    application: Application,
    places: list[int],
    permission: Permission,
    *,
    news: str,
    at: datetime,
) -> None:
    """One mail a person and step; the key holds the case's version, so a retry changes nothing."""
    for to, person in recipients(places, permission, on=day_of(at)):
        enqueue(
            to=to,
            subject=f"Förderantrag {application.number}: {news}",
            text=f"Guten Tag,\n\nzum Vorgang {application.number}: {news}.\n\n{CLOSING}",
            key=f"funding.application:{application.pk}:{application.version}:{news}:{person}",
            at=at,
        )


def recipients(places: list[int], permission: Permission, *, on: date) -> list[tuple[str, int]]:
    """Address and key of everybody who holds the permission at one of the organisations."""
    holding = [role.code for role in roles().values() if permission in role.permissions]
    rows = Membership.objects.live(on).filter(organisation__in=places, role__in=holding)
    found = rows.values_list("person__email", "person_id").order_by("person_id").distinct()
    return [(email, person) for email, person in found if email]
