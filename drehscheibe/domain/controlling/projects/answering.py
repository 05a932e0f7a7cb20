"""The centre's side: its municipality consents or refuses, and what came of it on the spot."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from drehscheibe.domain.controlling.models import Participation, ProjectIs
from drehscheibe.domain.controlling.projects import permissions as may
from drehscheibe.domain.controlling.projects.keeping import OVER
from drehscheibe.domain.controlling.projects.workflow import OPEN
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.permissions.reach import locked_for


@dataclass(frozen=True)
class Consent:
    """Who consented when, and from when the centre takes part."""

    body: str
    on: date
    starts_on: date


@transaction.atomic
def note_consent(
    *, participation: Participation, consent: Consent, by: Person, at: datetime
) -> Participation:
    """The municipality consents; only from then on does the centre take part.

    Raises `ControllingRefused` without body, for a day that is still to come, and when the centre
    is to begin before its municipality said yes.
    """
    found = _open(participation, may.ANSWER, by=by, at=at)
    if not consent.body.strip():
        raise ControllingRefused("Bitte nennen Sie, wer zugestimmt hat.", "body")
    if consent.on > day_of(at):
        raise ControllingRefused("Der Tag der Zustimmung liegt in der Zukunft.", "on")
    if consent.starts_on < consent.on:
        raise ControllingRefused(
            f"Die Beteiligung beginnt frühestens mit der Zustimmung am {german_day(consent.on)}.",
            "starts_on",
        )
    Participation.objects.filter(pk=found.pk).update(
        consent_body=consent.body.strip(), consent_on=consent.on, starts_on=consent.starts_on,
        refused_on=None,
    )  # fmt: skip
    return _noted(found, "consent", by=by, at=at)


@transaction.atomic
def note_refusal(
    *, participation: Participation, on: date, by: Person, at: datetime
) -> Participation:
    """The municipality says no; a later yes is entered as consent."""
    found = _open(participation, may.ANSWER, by=by, at=at)
    if found.consent_on is not None:
        raise ControllingRefused(
            "Die Kommune hat schon zugestimmt. Tragen Sie bei den Ergebnissen das Ende ein."
        )
    if on > day_of(at):
        raise ControllingRefused("Der Tag der Ablehnung liegt in der Zukunft.", "on")
    Participation.objects.filter(pk=found.pk).update(refused_on=on)
    return _noted(found, "refuse", by=by, at=at)


@transaction.atomic
def write_results(
    *, participation: Participation, results: str, ends_on: date | None, by: Person, at: datetime
) -> Participation:
    """What came of the project here; only in a running project, only with consent."""
    found = _open(participation, may.REPORT, by=by, at=at)
    if found.consent_on is None or found.starts_on is None:
        raise ControllingRefused(
            "Ohne Zustimmung der Kommune nimmt das Zentrum nicht teil. Bitte halten Sie zuerst die "
            "Zustimmung fest."
        )
    if found.project.status != ProjectIs.RUNNING:
        raise ControllingRefused("Das Projekt hat noch nicht begonnen.")
    if ends_on is not None and ends_on < found.starts_on:
        raise ControllingRefused("Das Ende liegt vor dem Beginn der Beteiligung.", "ends_on")
    Participation.objects.filter(pk=found.pk).update(results=results.strip(), ends_on=ends_on)
    return _noted(found, "report", by=by, at=at)


def _open(
    participation: Participation, permission: Permission, *, by: Person, at: datetime
) -> Participation:
    found = locked_for(
        by, permission, participation, on=day_of(at),
        rows=Participation.objects.select_related("project"),
    )  # fmt: skip
    if found.project.status not in OPEN:
        raise ControllingRefused(OVER)
    return found


def _noted(found: Participation, verb: str, *, by: Person, at: datetime) -> Participation:
    Participation.objects.filter(pk=found.pk).update(entered_by=by, entered_at=at)
    found.refresh_from_db()
    record(f"controlling.project.{verb}", about=found, by=by, at=at)
    return found
