"""Ministries and the coordinating office keep a project: set it up, ask centres, end it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.domain.controlling.goals.mails import CLOSING
from drehscheibe.domain.controlling.models import Participation, StatewideProject
from drehscheibe.domain.controlling.projects import permissions as may
from drehscheibe.domain.controlling.projects.workflow import OPEN, PROJECT
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.mail.reminders import Reminder, send_reminders
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check, locked_for
from drehscheibe.kernel.workflow.actions import perform

OVER = "Das Projekt ist beendet. Es lässt sich nur noch lesen."


@dataclass(frozen=True)
class Facts:
    """What a project is."""

    title: str
    aim: str
    starts_on: date
    ends_on: date | None
    ministries: tuple[Organisation, ...]
    fields: tuple[FieldOfAction, ...] = ()


@transaction.atomic
def create_project(*, facts: Facts, by: Person, at: datetime) -> StatewideProject:
    """A planned project; nobody is asked yet."""
    check(by, may.KEEP, on=day_of(at))
    _in_order(facts)
    project = StatewideProject.objects.create(
        title=facts.title.strip(), aim=facts.aim.strip(), starts_on=facts.starts_on,
        ends_on=facts.ends_on, created_by=by, created_at=at,
    )  # fmt: skip
    project.ministries.set(facts.ministries)
    project.fields.set(facts.fields)
    record("controlling.project.create", about=project, by=by, at=at)
    return project


@transaction.atomic
def edit_project(
    *, project: StatewideProject, facts: Facts, seen: int, by: Person, at: datetime
) -> StatewideProject:
    """Change what it is while it is open; the second of two people at once is told."""
    locked = _open(project, by=by, at=at)
    if locked.version != seen:
        raise ControllingRefused(
            "Inzwischen hat jemand das Projekt geändert. Ihre Eingaben stehen noch hier; bitte "
            "vergleichen Sie mit dem Projekt und speichern Sie dann noch einmal."
        )
    _in_order(facts)
    locked.title, locked.aim = facts.title.strip(), facts.aim.strip()
    locked.starts_on, locked.ends_on = facts.starts_on, facts.ends_on
    locked.version += 1
    locked.save(update_fields=["title", "aim", "starts_on", "ends_on", "version"])
    locked.ministries.set(facts.ministries)
    locked.fields.set(facts.fields)
    record("controlling.project.edit", about=locked, by=by, at=at)
    return locked


@transaction.atomic
def ask_centres(
    *, project: StatewideProject, centres: Iterable[Centre], by: Person, at: datetime
) -> list[Participation]:
    """Ask centres whether their municipality consents; who was asked before is not asked twice."""
    locked = _open(project, by=by, at=at)
    known = set(locked.participations.values_list("centre_id", flat=True))
    new = [
        Participation.objects.create(
            project=locked, centre=centre, asked_on=day_of(at), entered_by=by, entered_at=at
        )
        for centre in centres
        if centre.pk not in known
    ]
    send_reminders([_asked(each) for each in new], at=at)
    record("controlling.project.ask", about=locked, by=by, at=at, detail={"centres": len(new)})
    return new


@transaction.atomic
def finish_project(
    *, project: StatewideProject, results: str, by: Person, at: datetime
) -> StatewideProject:
    """End it with what came of it."""
    locked = _open(project, by=by, at=at)
    StatewideProject.objects.filter(pk=locked.pk).update(results=results.strip())
    return perform(PROJECT, "finish", on=locked, by=by, at=at)


def _open(project: StatewideProject, *, by: Person, at: datetime) -> StatewideProject:
    locked = locked_for(by, may.KEEP, project, on=day_of(at))
    if locked.status not in OPEN:
        raise ControllingRefused(OVER)
    return locked


def _in_order(facts: Facts) -> None:
    if not facts.title.strip() or not facts.aim.strip():
        raise ControllingRefused("Bitte nennen Sie das Projekt und worum es geht.", "title")
    if not facts.ministries:
        raise ControllingRefused("Bitte wählen Sie mindestens ein Ministerium.", "ministries")
    if facts.ends_on is not None and facts.ends_on < facts.starts_on:
        raise ControllingRefused("Das Ende liegt vor dem Beginn.", "ends_on")


def _asked(participation: Participation) -> Reminder:
    centre = participation.centre
    return Reminder(
        key=f"controlling.project.ask:{participation.pk}",
        places=(centre.organisation_id, centre.carrier_id),
        permission=may.ANSWER,
        subject=f"Projekt von landesweiter Bedeutung: Anfrage an {centre.area_name}",
        text=(
            "Guten Tag,\n\nein Projekt von landesweiter Bedeutung möchte Ihr Zentrum beteiligen. "
            "Dafür braucht es die Zustimmung Ihrer Kommune.\n\nBitte melden Sie sich in der "
            f"Drehscheibe an und öffnen Sie „Projekte“.\n\n{CLOSING}"
        ),
    )
