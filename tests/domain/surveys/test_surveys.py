"""Surveys: who owes is reminded, who writes is not overwritten, what is removed harms nobody."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from drehscheibe.domain.surveys.asking import (
    Outline,
    add_question,
    close_due,
    draft_survey,
    remove_question,
)
from drehscheibe.domain.surveys.models import ResponseVersion, SetAside, SurveyResponse
from drehscheibe.domain.surveys.refusals import SurveyRefused
from drehscheibe.domain.surveys.reminding import owing, remind, remind_of_deadlines
from drehscheibe.domain.surveys.responding import (
    HELD_FOR,
    holder,
    let_go,
    open_response,
    put_aside,
    save,
    texts_of,
)
from drehscheibe.domain.surveys.results import (
    answer_matrix,
    export_rows,
    may_see_results,
    summaries,
    surveys_for,
)
from drehscheibe.domain.surveys.signing import decline, give_back, hand_to_head, submit
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests.domain.surveys.stories import Asked, asked, houses

pytestmark = pytest.mark.django_db


def owed(noon: datetime) -> Asked:
    """54 asked, 41 submitted, 9 draft, 4 unopened."""
    own = asked(noon, 54)
    for number, house in enumerate(own.houses[:41]):
        role = "berät" if number < 33 else "keine"
        own.submit(house, noon, role=role, posts=str(number % 4))
    for house in own.houses[41:50]:
        own.answer(house, noon, role="keine")
    OutboxMail.objects.all().delete()
    return own


def test_exactly_thirteen_mails_leave_sc_2_1(noon: datetime) -> None:
    """Sc 2.1 with its values: 54 asked, 41 submitted, 9 draft, 4 unopened: 13 mails."""
    own = owed(noon)
    assert owing(own.survey).count() == 13
    assert remind(survey=own.survey, by=own.adviser, at=noon) == 13
    assert remind(survey=own.survey, by=own.adviser, at=noon) == 0
    mails = OutboxMail.objects.all()
    assert mails.count() == 13
    owing_people = {house.first.email for house in own.houses[41:50]}
    owing_people |= {house.head.email for house in own.houses[50:]}
    assert {mail.to for mail in mails} == owing_people


def test_before_the_deadline_the_own_answer_after_it_the_aggregate_sc_2_1(noon: datetime) -> None:
    """Sc 2.1: 41 answers, 33 of one kind and 8 of another, 60 posts altogether."""
    own = owed(noon)
    centre = standing_of(own.houses[0].head, on=noon.date())
    with acting_as(centre):
        assert not may_see_results(own.survey, centre)
        assert summaries(own.survey)[0].given == 0
        assert SurveyResponse.objects.count() == 1
        assert answer_matrix(own.survey, centre)[1] == []
    assert close_due(at=own.survey.closes_at - timedelta(seconds=1)) == 0
    assert close_due(at=own.survey.closes_at) == 1
    own.survey.refresh_from_db()
    with acting_as(centre):
        assert may_see_results(own.survey, centre)
        role, _, posts = summaries(own.survey)
        counts = {bar.label: bar.count for bar in role.bars[""]}
        assert (role.given, counts) == (41, {"koordiniert": 0, "berät": 33, "keine": 8})
        assert (posts.total, posts.middle) == (Decimal(60), Decimal(1))
        assert SurveyResponse.objects.count() == 1
    assert remind(survey=own.survey, by=own.adviser, at=noon) == 0


def test_the_asking_house_reads_what_was_submitted_and_no_draft(noon: datetime) -> None:
    own = asked(noon, 3)
    own.submit(own.houses[0], noon, role="berät", posts="1,5")
    own.answer(own.houses[1], noon, role="keine")
    with acting_as(standing := standing_of(own.adviser, on=noon.date())):
        _, lines = answer_matrix(own.survey, standing)
        assert [line.cells for line in lines] == [("berät", "", "1,5"), ("",) * 3, ("",) * 3]
        rows = list(export_rows(own.survey, standing))
        assert rows[0][-1] == "Wie viele Stellen? (Stellen)"
        assert [row[1] for row in rows[1:]] == ["Abgegeben", "In Arbeit", "Noch nicht geöffnet"]


def test_the_second_editor_is_told_and_loses_no_text_sc_2_2(noon: datetime) -> None:
    """Sc 2.2: „gesperrt durch …“; what the second typed is put aside for her."""
    own = asked(noon)
    house = own.houses[0]
    own.answer(house, noon, role="berät")
    response = own.response(house)
    name = f"frage_{own.posts.pk}"
    typed = {name: "7"}
    soon = noon + HELD_FOR - timedelta(seconds=1)
    saved = save(response=response, typed=typed, seen=0, by=house.second, at=soon)
    assert (saved.locked_by, saved.kept) == (house.first, None)
    assert put_aside(response, house.second) == typed
    assert texts_of(own.response(house))[name] == ""

    later = noon + HELD_FOR
    assert holder(own.response(house), at=later) is None
    saved = save(response=response, typed=typed, seen=response.edits, by=house.second, at=later)
    assert saved.locked_by is None
    assert texts_of(own.response(house))[name] == "7"
    assert not SetAside.objects.exists()
    let_go(response=response, by=house.second, at=later)
    assert holder(own.response(house), at=later) is None


def test_two_versions_of_one_answer_stand_side_by_side(noon: datetime) -> None:
    """Typed on an older page: the newer text stays, both are shown."""
    own = asked(noon)
    house = own.houses[0]
    response = own.answer(house, noon, posts="3")
    later = noon + HELD_FOR
    name = f"frage_{own.posts.pk}"
    saved = save(response=response, typed={name: "5"}, seen=0, by=house.second, at=later)
    assert saved.kept is not None
    assert saved.kept.conflicts == {name: ("3", "5")}
    assert texts_of(own.response(house))[name] == "3"


def test_only_the_head_submits_and_a_return_keeps_both_versions_sc_2_2(noon: datetime) -> None:
    own = asked(noon)
    house = own.houses[0]
    response = own.answer(house, noon, role="berät")
    hand_to_head(response=response, by=house.first, at=noon)
    with pytest.raises(PermissionDenied):
        submit(response=response, by=house.first, at=noon)
    submit(response=response, by=house.head, at=noon)
    with pytest.raises(SurveyRefused, match="Abgegeben"):
        save(response=response, typed={}, seen=0, by=house.first, at=noon)
    with pytest.raises(TransitionRefused, match="Begründung"):
        give_back(response=response, reason=" ", by=own.adviser, at=noon)
    back = give_back(response=response, reason="Bitte genauer", by=own.adviser, at=noon)
    assert (back.status, back.reason) == ("returned", "Bitte genauer")
    assert owing(own.survey).filter(pk=back.pk).exists()
    own.submit(house, noon, role="keine")
    shown = [version.answers[0]["shown"] for version in response.versions.all()]
    assert shown == ["berät", "keine"]
    with pytest.raises(DatabaseError), transaction.atomic():
        ResponseVersion.objects.update(answers=[])


def test_skip_rules_say_what_is_missing(noon: datetime) -> None:
    own = asked(noon)
    house = own.houses[0]
    response = own.answer(house, noon, role="koordiniert")
    with pytest.raises(SurveyRefused, match=r"Es fehlt noch: „Wie\?“") as refused:
        submit(response=response, by=house.head, at=noon)
    assert refused.value.field == f"frage_{own.more.pk}"
    own.answer(house, noon, more="Mit allen.")
    own.answer(house, noon, role="berät")
    version = submit(response=response, by=house.head, at=noon)
    assert [each["text"] for each in version.answers] == ["Welche Rolle?", "Wie viele Stellen?"]
    assert own.response(house).answers.get(question=own.more).value is None


def test_a_question_removed_while_somebody_answers(noon: datetime) -> None:
    """Nothing typed is lost: it comes back with the page, the rest is stored."""
    own = asked(noon)
    house = own.houses[0]
    response = own.answer(house, noon, role="berät", posts="3")
    with pytest.raises(SurveyRefused, match="hängt davon ab"):
        remove_question(question=own.role, by=own.adviser, at=noon)
    gone = f"frage_{own.posts.pk}"
    remove_question(question=own.posts, by=own.adviser, at=noon)
    remove_question(question=own.posts, by=own.adviser, at=noon)
    typed = {gone: "4", f"frage_{own.role.pk}": "keine"}
    saved = save(response=response, typed=typed, seen=response.edits, by=house.first, at=noon)
    assert saved.gone == {gone: "4"}
    assert texts_of(own.response(house))[f"frage_{own.role.pk}"] == "keine"
    assert own.response(house).answers.get(question=own.posts).value == "3"
    version = submit(response=response, by=house.head, at=noon)
    assert [each["text"] for each in version.answers] == ["Welche Rolle?"]


def test_a_question_added_while_somebody_answers_is_no_obligation(noon: datetime) -> None:
    own = asked(noon)
    house = own.houses[0]
    response = own.answer(house, noon, role="berät")
    columns = {"kind": "text", "text": "Noch etwas?", "required": True}
    new = add_question(survey=own.survey, columns=columns, by=own.adviser, at=noon)
    assert not new.required
    assert texts_of(response)[f"frage_{new.pk}"] == ""
    submit(response=response, by=house.head, at=noon)


def test_declined_with_a_reason_and_never_reminded(noon: datetime) -> None:
    own = asked(noon)
    house = own.houses[0]

    def say(reason: str) -> SurveyResponse:
        return decline(response=own.response(house), reason=reason, by=house.head, at=noon)

    with pytest.raises(SurveyRefused, match="begründen"):
        say(" ")
    assert say("Nicht im Programm").status == "declined"
    OutboxMail.objects.all().delete()
    assert remind(survey=own.survey, by=own.adviser, at=noon) == 1
    assert remind_of_deadlines(at=own.survey.closes_at - timedelta(days=7)) == 1
    assert remind_of_deadlines(at=own.survey.closes_at - timedelta(days=6)) == 0


def test_after_the_deadline_nothing_is_taken(noon: datetime) -> None:
    own = asked(noon)
    house = own.houses[0]
    response = own.answer(house, noon, role="berät")
    ends = own.survey.closes_at
    with pytest.raises(SurveyRefused, match="beendet"):
        save(response=response, typed={}, seen=0, by=house.first, at=ends)
    with pytest.raises(SurveyRefused, match="beendet"):
        submit(response=response, by=house.head, at=ends)
    with pytest.raises(PermissionDenied):
        open_response(response=own.response(own.houses[1]), by=house.first, at=noon)


def test_a_survey_is_known_to_those_asked_only(noon: datetime) -> None:
    own = asked(noon, 1)
    stranger = houses(3)[2]
    for person, count in ((own.houses[0].first, 1), (stranger.head, 0), (own.adviser, 1)):
        standing = standing_of(person, on=noon.date())
        with acting_as(standing):
            assert surveys_for(standing).count() == type(own.survey).objects.count() == count


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ({"kind": "text", "text": " "}, "text"),
        ({"kind": "one", "text": "x", "choices": ["a", "a"]}, "choices"),
        ({"kind": "matrix", "text": "x", "choices": ["a", "b"]}, "lines"),
        ({"kind": "number", "text": "x"}, "unit"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_at_its_field(
    columns: dict[str, object], field: str, noon: datetime
) -> None:
    own = asked(noon, 1)
    with pytest.raises(SurveyRefused) as refused:
        add_question(survey=own.survey, columns=columns, by=own.adviser, at=noon)
    assert refused.value.field == field


def test_one_survey_of_a_year(noon: datetime) -> None:
    own = asked(noon, 1, year=2022)
    outline = Outline("Noch eine", noon, year=2022)
    with pytest.raises(SurveyRefused, match="gibt es schon"):
        draft_survey(owner=own.survey.owner, outline=outline, by=own.adviser, at=noon)
