"""Writing goals: kept text, unreadable figures, two at once, rows, and what is still missing."""

from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from drehscheibe.domain.controlling.goals import advice, beginning, submitting, writing
from drehscheibe.domain.controlling.goals.advice import Words
from drehscheibe.domain.controlling.goals.facts import open_points
from drehscheibe.domain.controlling.models import Goal, GoalPeriod, GoalVersion, Kind, Strand
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests.domain.controlling.stories import Story, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Story:
    """A centre, its adviser, both ministries."""
    return story()


def first(period: GoalPeriod) -> Goal:
    """The first goal."""
    return period.goals.get(number=1)


def rules(period: GoalPeriod) -> set[str]:
    """Which numbered rules find something."""
    return {finding.rule for finding in open_points(period)} - {""}


def messages(period: GoalPeriod) -> str:
    """All open points as one text."""
    return "\n".join(finding.message for finding in open_points(period))


@pytest.mark.rule("F13", "accepts")
def test_f13_two_calendar_years_with_both_strands_find_nothing(
    people: Story, noon: datetime
) -> None:
    assert rules(people.draft(at=noon, goals=3)) == set()


@pytest.mark.rule("F13", "refuses")
def test_f13_an_odd_period_owes_a_reason_and_strands_are_missed(
    people: Story, noon: datetime
) -> None:
    """A centre founded in mid-period begins in July."""
    frame = beginning.Frame(date(2023, 7, 1), date(2024, 12, 31))
    period = beginning.start_period(
        centre=people.centre, frame=frame, by=people.specialist, at=noon
    )
    beginning.add_goal(
        period=period, strand=Strand.VOLUNTEERING, title="x", by=people.specialist, at=noon
    )
    said = messages(period)
    assert "umfasst nicht genau zwei Kalenderjahre. Begründen Sie es." in said
    assert "Im Strang „Integration durch Bildung“ gibt es noch kein Ziel." in said
    assert "Im Strang „Integration als Querschnittsaufgabe“ gibt es noch kein Ziel." in said
    GoalPeriod.objects.filter(pk=period.pk).update(deviation="Gründung am 01.07.2023")
    period.refresh_from_db()
    odd = [each for each in open_points(period) if each.anchor == "deviation"]
    assert [(each.rule, each.blocks) for each in odd] == [("F13", False)]


def test_f13_a_gap_after_the_period_before_is_noticed(people: Story, noon: datetime) -> None:
    people.draft(at=noon, year=2019)
    assert "schließt nicht lückenlos an" in messages(people.draft(at=noon, year=2023))
    assert "lückenlos" not in messages(people.draft(at=noon, year=2021))


def test_overlapping_periods_are_refused(people: Story, noon: datetime) -> None:
    people.draft(at=noon, year=2023)
    with pytest.raises(ControllingRefused, match="schon „Ziele 2023/2024“"):
        people.draft(at=noon, year=2024)


def test_a_goal_without_measure_is_not_put_forward(people: Story, noon: datetime) -> None:
    period = people.draft(at=noon, goals=1)
    GoalVersion.objects.get(goal__period=period).measures.all().delete()
    submitting.note_local_agreement(
        period=period, body="Kreistag", decided_on=date(2022, 9, 1), by=people.specialist, at=noon
    )
    with pytest.raises(TransitionRefused, match="Ziel 1: Es fehlt eine Maßnahme"):
        submitting.submit_period(period=period, by=people.head, at=noon)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0", "ist 0, obwohl mehr besser ist"),
        ("3", "liegt unter dem Ausgangswert"),
        ("zwölf", "ist keine Zahl"),
        ("1,234", "Meinten Sie 1.234?"),
        ("-4", "darf nicht negativ sein"),
        ("30 %", "aus zwei Zahlen gerechnet"),
    ],
)
def test_odd_targets(typed: str, said: str, people: Story, noon: datetime) -> None:
    """Text in a number, target 0, target below the baseline (4) where more is better."""
    period = people.draft(at=noon, goals=1)
    goal = first(period)
    kept = writing.save_goal(
        goal=goal, typed={"indicators-1-target_2023": typed}, seen=1, by=people.specialist, at=noon
    )
    heard = kept.errors.get("indicators-1-target_2023", "") + messages(period)
    assert said in heard


def test_unreadable_input_is_kept_beside_its_error(people: Story, noon: datetime) -> None:
    goal = first(people.draft(at=noon, goals=1))
    typed = {"measures-1-starts_on": "29.02.2023", "title": "Neuer Titel"}
    kept = writing.save_goal(goal=goal, typed=typed, seen=1, by=people.specialist, at=noon)
    version = goal.versions.get()
    assert "Der Februar 2023 hat 28 Tage" in kept.errors["measures-1-starts_on"]
    assert version.title == "Neuer Titel"
    assert version.kept_input == {"measures-1-starts_on": "29.02.2023"}
    writing.save_goal(
        goal=goal, typed={"measures-1-starts_on": "29.02.2024"}, seen=2, by=people.specialist,
        at=noon,
    )  # fmt: skip
    version.refresh_from_db()
    assert version.kept_input == {}
    assert version.measures.get().starts_on == date(2024, 2, 29)


def test_two_who_write_the_same_field_see_both_texts(people: Story, noon: datetime) -> None:
    goal = first(people.draft(at=noon, goals=1))
    writing.save_goal(goal=goal, typed={"title": "Von A"}, seen=1, by=people.specialist, at=noon)
    kept = writing.save_goal(
        goal=goal, typed={"title": "Von B", "target_group": "Alle"}, seen=1, by=people.head, at=noon
    )
    version = goal.versions.get()
    assert kept.conflicts == {"title": ("Von A", "Von B")}
    assert (version.title, version.target_group) == ("Von A", "Alle")


def test_a_share_is_typed_in_its_parts(people: Story, noon: datetime) -> None:
    """A percentage without parts is refused."""
    period = people.draft(at=noon, goals=1)
    goal = first(period)
    number = writing.add_indicator(
        goal=goal, counting=writing.Counting(Kind.SHARE), by=people.specialist, at=noon
    )
    assert number == 2
    typed = {"indicators-2-name": "Anteil", "indicators-2-target_2023": "12"}
    writing.save_goal(goal=goal, typed=typed, seen=9, by=people.specialist, at=noon)
    assert "Der Zielwert eines Anteils braucht beide Teile, z. B. 12 von 40." in messages(period)
    typed = {"indicators-2-target_of_2023": "40"}
    writing.save_goal(goal=goal, typed=typed, seen=9, by=people.specialist, at=noon)
    target = goal.versions.get().indicators.get(indicator__number=2).targets.get()
    assert [target.amount, target.of] == [12, 40]


def test_a_share_below_its_baseline_is_told_in_percent(people: Story, noon: datetime) -> None:
    """Compared and told by rate: 12 of 40 is less than 8 of 20, though 12 is more than 8."""
    period = people.draft(at=noon, goals=1)
    goal = first(period)
    writing.add_indicator(
        goal=goal, counting=writing.Counting(Kind.SHARE), by=people.specialist, at=noon
    )
    typed = {
        "name": "Anteil", "baseline": "8", "baseline_of": "20", "target_2023": "12",
        "target_of_2023": "40", "target_2024": "8", "target_of_2024": "20",
    }  # fmt: skip
    typed = {f"indicators-2-{name}": text for name, text in typed.items()}
    writing.save_goal(goal=goal, typed=typed, seen=9, by=people.specialist, at=noon)
    said = "Der Zielwert (30 %) liegt unter dem Ausgangswert (40 %), obwohl mehr besser ist."
    assert f"„Anteil“: 2023: {said}" in messages(period)
    assert f"„Anteil“: 2024: {said}" not in messages(period)


def test_rows_come_and_go_and_their_numbers_are_not_reused(people: Story, noon: datetime) -> None:
    goal = first(people.draft(at=noon, goals=1))
    assert writing.add_measure(goal=goal, by=people.specialist, at=noon) == 2
    writing.remove_row(goal=goal, table="measures", number=1, by=people.specialist, at=noon)
    assert list(goal.versions.get().measures.values_list("number", flat=True)) == [2]
    assert writing.add_measure(goal=goal, by=people.specialist, at=noon) == 3


def test_what_was_put_forward_is_not_written(people: Story, noon: datetime) -> None:
    goal = first(people.submitted(at=noon, goals=1))
    with pytest.raises(ControllingRefused, match="„Vorgelegt“ und lässt sich so nicht ändern"):
        writing.save_goal(goal=goal, typed={"title": "x"}, seen=1, by=people.specialist, at=noon)


def test_advice_needs_an_opened_period_and_is_never_an_approval(
    people: Story, noon: datetime
) -> None:
    period = people.draft(at=noon, goals=1)
    goal, words = first(period), Words("text", "Bitte messbar", "Zwölf Vereine öffnen sich.")
    with pytest.raises(ControllingRefused, match="nicht zur Beratung geöffnet"):
        advice.advise(goal=goal, words=words, by=people.adviser, at=noon)
    beginning.share_for_advice(period=period, by=people.specialist, at=noon)
    given = advice.advise(goal=goal, words=words, by=people.adviser, at=noon)
    goal.refresh_from_db()
    assert goal.status == "draft"
    advice.accept_advice(advice=given, by=people.specialist, at=noon)
    assert goal.versions.get().text == "Zwölf Vereine öffnen sich."
    with pytest.raises(ControllingRefused, match="schon beantwortet"):
        advice.decline_advice(advice=given, note="", by=people.specialist, at=noon)


def test_advice_declined_changes_nothing(people: Story, noon: datetime) -> None:
    period = people.draft(at=noon, goals=1)
    beginning.share_for_advice(period=period, by=people.specialist, at=noon)
    goal = first(period)
    given = advice.advise(goal=goal, words=Words("title", "", "Anders"), by=people.adviser, at=noon)
    advice.decline_advice(advice=given, note="Bleibt so", by=people.specialist, at=noon)
    given.refresh_from_db()
    assert (given.answer, goal.versions.get().title) == ("declined", "Ziel Nummer 1")


def test_who_advises_or_decides_does_not_write(people: Story, noon: datetime) -> None:
    goal = first(people.draft(at=noon, goals=1))
    for other in (people.adviser, people.integration, people.school):
        with pytest.raises(PermissionDenied):
            writing.save_goal(goal=goal, typed={"title": "x"}, seen=1, by=other, at=noon)
