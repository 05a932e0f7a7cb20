"""The effectiveness dialogue: prepared from the signed report, held, its steps in the next one."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from drehscheibe.domain.controlling.dialogues import acting
from drehscheibe.domain.controlling.dialogues.acting import Agreement
from drehscheibe.domain.controlling.dialogues.selectors import overdue_steps, owners_of
from drehscheibe.domain.controlling.models import AgreedStep, Dialogue, ReportVersion
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.domain.controlling.reports.beginning import begin_report
from drehscheibe.domain.controlling.reports.facts import standing_of
from drehscheibe.domain.controlling.reports.signing import sign_report
from drehscheibe.domain.controlling.reports.writing import save_report
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of as reader
from drehscheibe.kernel.permissions.second_wall import acting_as
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.controlling.report_stories import AFTER_THE_YEAR, begun, seen, signed, words
from tests.domain.controlling.stories import Story, story

pytestmark = pytest.mark.django_db
MEETING = AFTER_THE_YEAR + timedelta(days=30)
AFTERWARDS = MEETING + timedelta(hours=3)


def partly(people: Story, *, noon: datetime) -> ReportVersion:
    """Signed with the second goal partly reached."""
    report = begun(people, noon=noon)
    typed = words(3) | {"goals-2-degree": "partly", "goals-2-next_step": "Im Frühjahr werben."}
    save_report(report=report, typed=typed, seen=1, by=people.specialist, at=AFTER_THE_YEAR)
    return sign_report(report=report, seen=seen(report), by=people.head, at=AFTER_THE_YEAR)


def step(people: Story, *, due_on: date = date(2024, 6, 1)) -> Agreement:
    """Something the centre does."""
    owner = people.centre.organisation
    return Agreement("Fünf Vereine ansprechen", owner, due_on, "Leitung")


def held(people: Story, version: ReportVersion, *, by: Person) -> Dialogue:
    """Appointed, talked, written down, with one step."""
    dialogue = acting.prepare_dialogue(report=version.report, by=by, at=AFTER_THE_YEAR)
    acting.appoint(
        dialogue=dialogue, starts_at=MEETING, place="Kreishaus", by=by, at=AFTER_THE_YEAR
    )
    dialogue.refresh_from_db()
    typed = {"minutes": "Es ging um Vereine."}
    acting.write_dialogue(dialogue=dialogue, typed=typed, seen=dialogue.edits, by=by, at=AFTERWARDS)
    acting.agree_step(dialogue=dialogue, agreement=step(people), by=by, at=AFTERWARDS)
    return acting.take_step(dialogue=dialogue, step="conclude", by=by, at=AFTERWARDS)


def test_topics_come_from_the_signed_report(noon: datetime) -> None:
    people = story()
    version = partly(people, noon=noon)
    dialogue = acting.prepare_dialogue(report=version.report, by=people.adviser, at=AFTER_THE_YEAR)
    assert dialogue.topics == (
        "Ziel 2 (teilweise erreicht): Ziel Nummer 2. Nächster Schritt: Im Frühjahr werben."
    )
    again = acting.prepare_dialogue(report=version.report, by=people.head, at=AFTER_THE_YEAR)
    assert again == dialogue


def test_a_step_is_given_to_those_who_are_there_on_its_day(noon: datetime) -> None:
    people = story()
    former = factories.organisation("Frühere Koordinierung", kind="coordinating_office")
    former.valid_to = date(2021, 3, 31)
    former.save()
    version = signed(people, noon=noon)
    dialogue = acting.prepare_dialogue(report=version.report, by=people.head, at=AFTER_THE_YEAR)
    now = owners_of(dialogue, on=AFTER_THE_YEAR.date())
    assert people.centre.organisation in now
    assert former not in now
    assert former in owners_of(dialogue, on=date(2021, 3, 31))


@pytest.mark.parametrize("side", ["adviser", "head", "specialist"])
def test_either_side_holds_it(noon: datetime, side: str) -> None:
    people = story()
    dialogue = held(people, signed(people, noon=noon), by=getattr(people, side))
    assert dialogue.status == "held"
    told = OutboxMail.objects.filter(subject__startswith="Wirksamkeitsdialog 2023")
    assert {people.adviser.email, people.head.email} <= set(told.values_list("to", flat=True))


@pytest.mark.parametrize(
    ("reader_is", "found"), [("adviser", 1), ("head", 1), ("integration", 0), ("school", 0)]
)
def test_the_database_shows_it_to_both_sides_alone(
    noon: datetime, reader_is: str, found: int
) -> None:
    """Attack 3: not even a query past the pages shows a ministry what is being prepared."""
    people = story()
    held(people, signed(people, noon=noon), by=people.adviser)
    with acting_as(reader(getattr(people, reader_is), on=day_of(AFTERWARDS))):
        assert Dialogue.objects.count() == found
        assert AgreedStep.objects.count() == found


def test_nobody_else_has_a_seat(noon: datetime) -> None:
    people = story()
    version = signed(people, noon=noon)
    stranger = factories.person("head", of=factories.centre("Stadt Fern").organisation)
    for person in (people.integration, stranger):
        with pytest.raises(PermissionDenied):
            acting.prepare_dialogue(report=version.report, by=person, at=AFTER_THE_YEAR)
    assert not Dialogue.objects.exists()


def test_it_is_concluded_after_the_talk_with_minutes(noon: datetime) -> None:
    people = story()
    version = signed(people, noon=noon)
    by = people.adviser
    dialogue = acting.prepare_dialogue(report=version.report, by=by, at=AFTER_THE_YEAR)
    with pytest.raises(TransitionRefused):
        acting.take_step(dialogue=dialogue, step="conclude", by=by, at=AFTERWARDS)
    acting.appoint(dialogue=dialogue, starts_at=MEETING, place="", by=by, at=AFTER_THE_YEAR)
    with pytest.raises(TransitionRefused, match="liegt noch vor Ihnen"):
        acting.take_step(dialogue=dialogue, step="conclude", by=by, at=AFTER_THE_YEAR)
    with pytest.raises(TransitionRefused, match="Niederschrift"):
        acting.take_step(dialogue=dialogue, step="conclude", by=by, at=AFTERWARDS)
    with pytest.raises(ControllingRefused, match="Jemand anderes"):
        acting.write_dialogue(
            dialogue=dialogue, typed={"minutes": "x"}, seen=0, by=by, at=AFTERWARDS
        )


def test_steps_follow_into_the_next_report_with_their_outcome(noon: datetime) -> None:
    people = story()
    version = signed(people, noon=noon)
    dialogue = held(people, version, by=people.adviser)
    standing = reader(people.head, on=date(2024, 6, 2))
    assert [each.number for each in overdue_steps(standing, on=date(2024, 6, 2))] == [1]
    assert not overdue_steps(standing, on=date(2024, 5, 31))
    next_year = AFTER_THE_YEAR + timedelta(days=366)
    report = begin_report(
        period=version.report.period, year=2024, by=people.specialist, at=next_year
    )
    content = standing_of(report, at=next_year).content
    assert [(each["text"], each["done_on"]) for each in content["steps"]] == [
        ("Fünf Vereine ansprechen", "")
    ]
    with pytest.raises(ControllingRefused, match="was daraus wurde"):
        acting.finish_step(
            dialogue=dialogue, number=1, done_on=day_of(AFTERWARDS), outcome=" ",
            by=people.specialist, at=next_year,
        )  # fmt: skip
    acting.finish_step(
        dialogue=dialogue, number=1, done_on=day_of(AFTERWARDS), outcome="Vier sagten zu.",
        by=people.specialist, at=next_year,
    )  # fmt: skip
    content = standing_of(report, at=next_year).content
    assert content["steps"][0]["outcome"] == "Vier sagten zu."
    assert not overdue_steps(standing, on=date(2024, 6, 2))


def test_a_cancelled_dialogue_leaves_room_for_another(noon: datetime) -> None:
    people = story()
    version = signed(people, noon=noon)
    one = acting.prepare_dialogue(report=version.report, by=people.adviser, at=AFTER_THE_YEAR)
    with pytest.raises(TransitionRefused, match="Begründung"):
        acting.take_step(dialogue=one, step="cancel", by=people.head, at=AFTER_THE_YEAR)
    acting.take_step(
        dialogue=one, step="cancel", reason="Krank.", by=people.head, at=AFTER_THE_YEAR
    )
    two = acting.prepare_dialogue(report=version.report, by=people.adviser, at=AFTER_THE_YEAR)
    assert two != one
    with pytest.raises(ControllingRefused, match="ändert sich nicht mehr"):
        acting.agree_step(dialogue=one, agreement=step(people), by=people.head, at=AFTER_THE_YEAR)
