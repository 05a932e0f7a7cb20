"""Actual values: by hand, fed, half typed, corrected; a fed one gives way only with a reason."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from drehscheibe.domain.controlling.activities.entering import Entry, enter_activity
from drehscheibe.domain.controlling.checks.looking import value_findings
from drehscheibe.domain.controlling.goals import submitting
from drehscheibe.domain.controlling.goals.workflow import PERIOD
from drehscheibe.domain.controlling.models import (
    AnnualReport,
    Goal,
    GoalPeriod,
    IndicatorTerms,
    Kind,
    Value,
    ValueCheck,
)
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.domain.controlling.values.entering import Sent, save_values
from drehscheibe.domain.controlling.values.feeding import feed, open_years
from drehscheibe.domain.controlling.values.forming import SheetForm, sheet_form
from drehscheibe.domain.controlling.values.lines import split_key
from drehscheibe.domain.controlling.values.nightly import look_after_values
from drehscheibe.domain.controlling.values.selectors import actual_values, lines_of
from drehscheibe.kernel.audit.models import Entry as AuditEntry
from drehscheibe.kernel.drafts.keeping import Kept
from drehscheibe.kernel.workflow.actions import perform
from tests.domain.controlling.stories import Story, counted, story

pytestmark = pytest.mark.django_db
YEAR = 2023


@pytest.fixture
def people() -> Story:
    """A centre, its adviser, both ministries."""
    return story()


@pytest.fixture
def after(noon: datetime) -> datetime:
    """January after the first year."""
    return noon.replace(year=YEAR + 1, month=1, day=20)


def agreed(
    people: Story, noon: datetime, *, source: str = "", splits: tuple[str, ...] = (),
    share: bool = False,
) -> GoalPeriod:  # fmt: skip
    """Two agreed goals; the first indicator as told, perhaps a share beside it."""
    period = people.draft(at=noon, goals=2, year=YEAR)
    version = period.goals.get(number=1).versions.get()
    if share:
        counted(version, name="Anteil offener Vereine", kind=Kind.SHARE)
    IndicatorTerms.objects.filter(version=version, indicator__number=1).update(
        source=source, splits=list(splits)
    )
    submitting.note_local_agreement(
        period=period, body="Kreistag", decided_on=date(2022, 9, 1), by=people.specialist, at=noon
    )
    submitting.submit_period(period=period, by=people.head, at=noon)
    for goal in period.goals.all():
        people.say(goal, "integration", at=noon)
        people.say(goal, "school", at=noon)
    period.refresh_from_db()
    return period


def anchor(period: GoalPeriod, number: int = 1, split: str = "") -> str:
    """Where a value of goal 1 stands in the form."""
    indicator = period.goals.get(number=1).indicators.get(number=number)
    return f"values-{indicator.pk}-{split_key(split)}"


def save(
    people: Story, period: GoalPeriod, texts: dict[str, str], *, at: datetime, **more: int
) -> tuple[SheetForm, Kept]:
    """Typed by the specialist, seeing the newest save unless told otherwise."""
    seen = more.get("seen", sheet_form(period, YEAR, at=at).sheet.edits)
    return save_values(
        period=period, year=YEAR, sent=Sent(texts, seen), by=people.specialist, at=at
    )


def acts(act: str) -> int:
    """How often it was recorded."""
    return AuditEntry.objects.filter(act=act).count()


def dance(people: Story, goal: Goal | None, at: datetime, *, key: int = 1) -> None:
    """An activity of 14 people in the year."""
    entry = Entry("Dialog Sport", date(YEAR, 5, 4), "Kreishaus", "Vereine", 14, goal=goal)
    enter_activity(centre=people.centre, key=uuid4(), entry=entry, by=people.specialist, at=at)


def test_a_number_and_a_share_by_hand(people: Story, noon: datetime, after: datetime) -> None:
    """A share is its two parts; nobody types a percentage."""
    period = agreed(people, noon, share=True)
    one, two = anchor(period), anchor(period, 2)
    typed = {f"{one}-amount": "1.234,5", f"{two}-amount": "12", f"{two}-of": "40"}
    form, kept = save(people, period, typed, at=after)
    assert not form.errors
    assert kept.changed == sorted(typed)
    values = actual_values(people.centre, YEAR)
    first, second = (line.indicator.pk for line in lines_of(people.centre, YEAR)[:2])
    assert values[first][""].amount == Decimal("1234.5")
    assert values[second][""].rate == Decimal("0.3")
    _, kept = save(people, period, {f"{two}-amount": "30 %"}, at=after)
    assert "aus zwei Zahlen gerechnet" in kept.errors[f"{two}-amount"]


def test_half_a_share_is_kept_and_no_value(people: Story, noon: datetime, after: datetime) -> None:
    """A percentage without parts: the input stays, the table of values takes no half things."""
    period = agreed(people, noon, share=True)
    two = anchor(period, 2)
    save(people, period, {f"{two}-amount": "12"}, at=after)
    form = sheet_form(period, YEAR, at=after)
    assert form.texts[f"{two}-amount"] == "12"
    assert Value.objects.filter(role="actual").count() == 0
    said = [each.message for each in value_findings(people.centre, YEAR, at=after) if each.blocks]
    assert said == [
        "Ziel 1, Anteil offener Vereine: Ein Anteil braucht beide Teile, z. B. 12 von 40."
    ]
    save(people, period, {f"{two}-of": "10"}, at=after)
    form = sheet_form(period, YEAR, at=after)
    assert "Der Teil (12) ist größer als das Ganze (10)." in form.findings[0].message
    assert (form.texts[f"{two}-amount"], form.texts[f"{two}-of"]) == ("12", "10")
    save(people, period, {f"{two}-of": "40"}, at=after)
    assert Value.objects.get(role="actual").share == Decimal("0.3")
    assert sheet_form(period, YEAR, at=after).sheet.kept_input == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("vierzehn", "ist keine Zahl"),
        ("1,234", "Meinten Sie 1.234?"),
        ("-3", "darf nicht negativ sein"),
        ("10 %", "aus zwei Zahlen gerechnet"),
    ],
)
def test_text_in_a_number_stays_beside_its_error(
    text: str, said: str, people: Story, noon: datetime, after: datetime
) -> None:
    period = agreed(people, noon)
    name = f"{anchor(period)}-amount"
    save(people, period, {name: text, f"{anchor(period)}-comment": "vorläufig"}, at=after)
    form = sheet_form(period, YEAR, at=after)
    assert said in form.errors[name]
    assert (form.texts[name], form.texts[f"{anchor(period)}-comment"]) == (text, "vorläufig")
    assert [each.rule for each in value_findings(people.centre, YEAR, at=after)] == ["not_taken"]


def test_a_correction_leaves_a_record(people: Story, noon: datetime, after: datetime) -> None:
    period = agreed(people, noon)
    name = f"{anchor(period)}-amount"
    for text in ("8", "9", "9"):
        save(people, period, {name: text}, at=after)
    assert Value.objects.get(role="actual").amount == 9
    assert acts("controlling.value.enter") == 2
    entry = AuditEntry.objects.filter(act="controlling.value.enter").latest("pk")
    assert (entry.detail["before"], entry.detail["after"]) == (["8.00", ""], ["9", ""])
    save(people, period, {name: ""}, at=after)
    assert not Value.objects.filter(role="actual").exists()


def test_two_who_type_the_same_value_see_both(
    people: Story, noon: datetime, after: datetime
) -> None:
    period = agreed(people, noon)
    name = f"{anchor(period)}-amount"
    save(people, period, {name: "8"}, at=after, seen=1)
    _, kept = save(people, period, {name: "9"}, at=after, seen=1)
    assert kept.conflicts == {name: ("8", "9")}
    assert Value.objects.get(role="actual").amount == 8


def test_the_sum_of_splits_is_a_rule(people: Story, noon: datetime, after: datetime) -> None:
    period = agreed(people, noon, splits=("Frauen", "Männer"))
    women, men = anchor(period, split="Frauen"), anchor(period, split="Männer")
    save(people, period, {f"{women}-amount": "4", f"{men}-amount": "3"}, at=after)
    assert [each.rule for each in sheet_form(period, YEAR, at=after).findings] == [
        "splits_need_the_whole"
    ]
    form, _ = save(people, period, {f"{anchor(period)}-amount": "6"}, at=after)
    assert [(each.rule, each.blocks) for each in form.findings] == [("splits_within_whole", True)]
    form, _ = save(people, period, {f"{anchor(period)}-amount": "7"}, at=after)
    assert form.findings == []


def test_feeding_is_idempotent_and_narrowed_to_the_goal(
    people: Story, noon: datetime, after: datetime
) -> None:
    period = agreed(people, noon, source="activities.participants")
    dance(people, period.goals.get(number=1), after)
    dance(people, period.goals.get(number=2), after)
    assert len(feed(people.centre, YEAR, at=after).changed) == 1
    assert feed(people.centre, YEAR, at=after).changed == []
    value = Value.objects.get(role="actual")
    assert (int(value.amount), value.source, value.entered_by) == (
        14,
        "activities.participants",
        None,
    )
    assert acts("controlling.value.feed") == 1
    dance(people, period.goals.get(number=1), after)
    feed(people.centre, YEAR, at=after, by=people.specialist)
    value.refresh_from_db()
    assert (int(value.amount), value.entered_by) == (28, people.specialist)


def test_a_fed_value_gives_way_only_to_one_with_a_reason(
    people: Story, noon: datetime, after: datetime
) -> None:
    period = agreed(people, noon, source="activities.participants")
    dance(people, period.goals.get(number=1), after)
    feed(people.centre, YEAR, at=after)
    one = anchor(period)
    form, _ = save(people, period, {f"{one}-amount": "20"}, at=after)
    assert "Diese Zahl zählt die Plattform („Erreichte Personen“)" in form.errors[f"{one}-amount"]
    assert Value.objects.get(role="actual").amount == 14
    form, _ = save(people, period, {f"{one}-origin": "hand"}, at=after)
    assert "warum Ihre Zahl statt der gezählten gilt" in form.errors[f"{one}-comment"]
    assert Value.objects.get(role="actual").amount == 14
    form, _ = save(people, period, {f"{one}-comment": "Sechs fehlen in der Liste."}, at=after)
    value = Value.objects.get(role="actual")
    assert (int(value.amount), value.source) == (20, "")
    assert ("differs_from_fed", True) in {(each.rule, each.is_settled) for each in form.findings}
    assert feed(people.centre, YEAR, at=after).by_hand == [value.indicator_id]
    value.refresh_from_db()
    assert value.amount == 20
    form, _ = save(people, period, {f"{one}-origin": "fed"}, at=after)
    value = Value.objects.get(role="actual")
    assert (int(value.amount), value.source) == (14, "activities.participants")
    assert not form.errors


def test_days_are_clipped_to_the_period(people: Story, noon: datetime, after: datetime) -> None:
    """A centre founded in July counts from July on."""
    period = agreed(people, noon, source="activities.count")
    GoalPeriod.objects.filter(pk=period.pk).update(starts_on=date(YEAR, 7, 1))
    dance(people, period.goals.get(number=1), after)
    feed(people.centre, YEAR, at=after)
    value = Value.objects.get(role="actual")
    assert (value.starts_on, value.ends_on) == (date(YEAR, 7, 1), date(YEAR, 12, 31))
    assert value.amount == 0  # the activity was in May


def test_no_zero_while_the_year_runs(people: Story, noon: datetime) -> None:
    agreed(people, noon, source="activities.count")
    early = noon.replace(year=YEAR, month=3)
    assert feed(people.centre, YEAR, at=early).changed == []
    assert feed(people.centre, YEAR + 1, at=early).changed == []
    assert not Value.objects.filter(role="actual").exists()


def test_years_to_come_and_closed_periods_take_nothing(
    people: Story, noon: datetime, after: datetime
) -> None:
    period = agreed(people, noon)
    before = noon.replace(year=YEAR - 1)
    with pytest.raises(ControllingRefused, match="hat noch nicht begonnen"):
        save(people, period, {f"{anchor(period)}-amount": "8"}, at=before)
    with pytest.raises(PermissionDenied):
        save_values(period=period, year=YEAR, sent=Sent({}), by=people.adviser, at=after)
    perform(PERIOD, "close", on=period, by=people.head, at=after)
    with pytest.raises(ControllingRefused, match="ihre Werte ändern sich nicht mehr"):
        save(people, period, {f"{anchor(period)}-amount": "8"}, at=after)
    AnnualReport.objects.create(
        period=period, centre=people.centre, year=YEAR, created_by=people.head, created_at=after
    )
    form, _ = save(people, period, {f"{anchor(period)}-amount": "8"}, at=after)
    assert form.errors == {}


def test_outliers_ask_for_a_comment(people: Story, noon: datetime, after: datetime) -> None:
    """Against the own history (baseline 4); a comment settles it, nothing blocks."""
    period = agreed(people, noon)
    one = anchor(period)
    form, _ = save(people, period, {f"{one}-amount": "11"}, at=after)
    found = [each for each in form.findings if each.asks_for_comment]
    assert [each.rule for each in found] == ["outlier_high"]
    assert "weit über den Vorjahren (Mitte 4, höchstens 4)" in found[0].message
    form, _ = save(people, period, {f"{one}-comment": "Zwei neue Verbände."}, at=after)
    assert [each for each in form.findings if each.asks_for_comment] == []


def test_the_night_feeds_and_checks_once(people: Story, noon: datetime, after: datetime) -> None:
    """A second run of the same night, as after a crash, changes nothing."""
    period = agreed(people, noon, source="activities.participants")
    dance(people, period.goals.get(number=1), after)
    assert open_years(at=after) == [(people.centre, YEAR), (people.centre, YEAR + 1)]
    look_after_values(at=after)
    look_after_values(at=after + timedelta(minutes=1))
    assert acts("controlling.value.feed") == 1
    check = ValueCheck.objects.get(year=YEAR)
    assert (check.blocking, check.unexplained, check.found_since) == (0, 1, after)


def test_reading_a_year_costs_the_same_for_many(
    people: Story, noon: datetime, after: datetime, django_assert_max_num_queries: object
) -> None:
    period = agreed(people, noon, share=True)
    save(people, period, {f"{anchor(period)}-amount": "8"}, at=after)
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        lines_of(people.centre, YEAR)
