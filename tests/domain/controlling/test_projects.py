"""Projects of state-wide importance: nothing begins without a municipality's consent."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from drehscheibe.domain.controlling.models import Participation, ProjectIs, StatewideProject
from drehscheibe.domain.controlling.projects import answering, keeping, selectors
from drehscheibe.domain.controlling.projects.answering import Consent
from drehscheibe.domain.controlling.projects.keeping import Facts
from drehscheibe.domain.controlling.projects.workflow import PROJECT
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.controlling.stories import Story, story

pytestmark = pytest.mark.django_db


def project(people: Story, *, at: datetime) -> StatewideProject:
    """Planned by the ministry for integration."""
    ministries = tuple(Organisation.objects.filter(kind="ministry"))
    facts = Facts("Sprachmittlung im Verbund", "Zentren erproben es.", day_of(at), None, ministries)
    return keeping.create_project(facts=facts, by=people.integration, at=at)


def asked(people: Story, *, at: datetime) -> Participation:
    """The centre was asked."""
    planned = project(people, at=at)
    return keeping.ask_centres(
        project=planned, centres=[people.centre], by=people.integration, at=at
    )[0]


def agree(people: Story, one: Participation, *, at: datetime) -> Participation:
    """The Kreistag said yes today."""
    consent = Consent("Kreistag", day_of(at), day_of(at))
    return answering.note_consent(participation=one, consent=consent, by=people.head, at=at)


def running(people: Story, *, at: datetime) -> Participation:
    """Consented and begun."""
    one = agree(people, asked(people, at=at), at=at)
    perform(PROJECT, "begin", on=one.project, by=people.integration, at=at)
    one.project.refresh_from_db()
    return one


def test_nothing_begins_without_a_municipalitys_consent(noon: datetime) -> None:
    people = story()
    one = asked(people, at=noon)
    with pytest.raises(TransitionRefused, match="keine Kommune"):
        perform(PROJECT, "begin", on=one.project, by=people.integration, at=noon)
    with pytest.raises(IntegrityError), transaction.atomic():
        Participation.objects.filter(pk=one.pk).update(starts_on=noon.date())
    agree(people, one, at=noon)
    begun = perform(PROJECT, "begin", on=one.project, by=people.integration, at=noon)
    assert begun.status == ProjectIs.RUNNING


@pytest.mark.parametrize(
    ("body", "days", "starts", "field"),
    [("", 0, 0, "body"), ("Rat", 1, 1, "on"), ("Rat", 0, -1, "starts_on")],
)
def test_consents_that_are_none(
    noon: datetime, body: str, days: int, starts: int, field: str
) -> None:
    people = story()
    one = asked(people, at=noon)
    today = noon.date()
    consent = Consent(body, today + timedelta(days=days), today + timedelta(days=starts))
    with pytest.raises(ControllingRefused) as refused:
        answering.note_consent(participation=one, consent=consent, by=people.head, at=noon)
    assert refused.value.field == field


def test_a_refusal_is_kept_and_a_later_yes_replaces_it(noon: datetime) -> None:
    people = story()
    one = asked(people, at=noon)
    answering.note_refusal(participation=one, on=noon.date(), by=people.head, at=noon)
    one.refresh_from_db()
    assert one.refused_on == noon.date()
    assert agree(people, one, at=noon).refused_on is None


def test_who_is_asked_is_told_once(noon: datetime) -> None:
    people = story()
    one = asked(people, at=noon)
    assert not keeping.ask_centres(
        project=one.project, centres=[people.centre], by=people.integration, at=noon
    )
    told = OutboxMail.objects.filter(subject__contains="landesweiter Bedeutung")
    assert [mail.to for mail in told] == [people.head.email]  # the specialist does not answer


def test_results_need_consent_and_a_running_project(noon: datetime) -> None:
    people = story()
    one = asked(people, at=noon)
    said = {"results": "14 Schulen", "ends_on": None, "by": people.specialist, "at": noon}
    with pytest.raises(ControllingRefused, match="Ohne Zustimmung"):
        answering.write_results(participation=one, **said)  # type: ignore[arg-type]
    one = agree(people, one, at=noon)
    with pytest.raises(ControllingRefused, match="noch nicht begonnen"):
        answering.write_results(participation=one, **said)  # type: ignore[arg-type]
    perform(PROJECT, "begin", on=one.project, by=people.integration, at=noon)
    written = answering.write_results(participation=one, **said)  # type: ignore[arg-type]
    assert written.results == "14 Schulen"


def test_it_finishes_with_results_and_then_stands(noon: datetime) -> None:
    people = story()
    one = running(people, at=noon)
    with pytest.raises(TransitionRefused, match="ergeben"):
        keeping.finish_project(project=one.project, results=" ", by=people.school, at=noon)
    done = keeping.finish_project(
        project=one.project, results="Es trägt.", by=people.school, at=noon
    )
    assert (done.status, done.results) == ("finished", "Es trägt.")
    with pytest.raises(ControllingRefused, match="beendet"):
        agree(people, one, at=noon)


def test_two_editors_at_once_the_second_is_told(noon: datetime) -> None:
    people = story()
    planned = project(people, at=noon)
    ministries = tuple(planned.ministries.all())
    facts = Facts("Neuer Titel", "Ziel", date(2023, 1, 1), date(2024, 12, 31), ministries)
    keeping.edit_project(project=planned, facts=facts, seen=1, by=people.school, at=noon)
    with pytest.raises(ControllingRefused, match="Inzwischen"):
        keeping.edit_project(project=planned, facts=facts, seen=1, by=people.integration, at=noon)


def test_a_centre_sees_projects_it_was_asked_about_and_itself_alone(noon: datetime) -> None:
    people, other = story(), factories.centre("Stadt Beispiel")
    one = asked(people, at=noon)
    keeping.ask_centres(project=one.project, centres=[other], by=people.school, at=noon)
    project(people, at=noon)
    standing = standing_of(people.specialist, on=noon.date())
    with acting_as(standing):
        seen = list(selectors.projects_for(standing))
        whole = selectors.project_for(standing, one.project_id)
        assert seen == [one.project]
        assert [each.centre for each in whole.participations.all()] == [people.centre]
    standing = standing_of(people.adviser, on=noon.date())
    with acting_as(standing):
        assert selectors.projects_for(standing).count() == 2


ROLES = ("specialist", "head", "adviser", "integration", "school")
KEEPERS = {"adviser", "integration", "school"}
STEPS = {("planned", "begin"), ("running", "finish"), ("planned", "stop"), ("running", "stop")}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("step", ["begin", "finish", "stop"])
@pytest.mark.parametrize("status", ["planned", "running", "finished", "stopped"])
def test_state_role_step(noon: datetime, status: str, step: str, role: str) -> None:
    """The whole table: who may take which step in which state."""
    people = story()
    one = agree(people, asked(people, at=noon), at=noon)
    into(one.project, status, by=people.integration, at=noon)
    by: Person = getattr(people, role)
    StatewideProject.objects.filter(pk=one.project_id).update(results="Es trägt.")
    expected = (
        PermissionDenied if role not in KEEPERS
        else None if (status, step) in STEPS
        else TransitionRefused
    )  # fmt: skip
    if expected is None:
        moved = perform(PROJECT, step, on=one.project, by=by, at=noon, reason="Grund")
        assert moved.status == PROJECT.by_name[step].target
    else:
        with pytest.raises(expected):
            perform(PROJECT, step, on=one.project, by=by, at=noon, reason="Grund")


def into(planned: StatewideProject, status: str, *, by: Person, at: datetime) -> None:
    """Bring a project into a state by its own steps."""
    ways = {"planned": (), "running": ("begin",), "finished": ("begin", "finish"),
            "stopped": ("stop",)}  # fmt: skip
    StatewideProject.objects.filter(pk=planned.pk).update(results="Es trägt.")
    for step in ways[status]:
        perform(PROJECT, step, on=planned, by=by, at=at, reason="Grund")


@pytest.mark.parametrize(
    ("role", "may"),
    [("specialist", False), ("head", True), ("adviser", False), ("integration", False)],
)
def test_only_the_centres_side_enters_consent(noon: datetime, role: str, may: bool) -> None:
    people = story()
    one = asked(people, at=noon)
    consent = Consent("Kreistag", noon.date(), noon.date())
    if may:
        answering.note_consent(
            participation=one, consent=consent, by=getattr(people, role), at=noon
        )
        return
    with pytest.raises(PermissionDenied):
        answering.note_consent(
            participation=one, consent=consent, by=getattr(people, role), at=noon
        )
