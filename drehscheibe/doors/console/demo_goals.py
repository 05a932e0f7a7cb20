"""Goals of the demonstration: centres whose periods stand in every interesting state.

Each period is one transaction and stays when it is there. The running period lies behind both
ministries; the next one is told by days before the day of loading. Later rooms (reports, returns,
dialogues) add `demo_<slice>.py` with a function of the cast and the days and are called after this
one in `demo.load`; `demo_goal_steps.period_of` finds a centre's period for them.
"""

from collections.abc import Callable

from django.db import transaction

from drehscheibe.domain.controlling.catalogue.keeping import Counting, Wording, begin_entry
from drehscheibe.domain.controlling.goals import advice, beginning, submitting, writing
from drehscheibe.domain.controlling.goals.workflow import PERIOD
from drehscheibe.domain.controlling.models import CatalogueEntry, Goal, GoalPeriod
from drehscheibe.domain.controlling.returns.obligations import rhythm
from drehscheibe.doors.console import demo_goal_texts as texts
from drehscheibe.doors.console.demo_days import Days, moment
from drehscheibe.doors.console.demo_goal_steps import (
    ADVISER,
    BIELEFELD,
    BOCHUM,
    BORKEN,
    ESSEN,
    HOCHSAUERLAND,
    UNNA,
    Side,
    agreed_locally,
    all_agreed,
    draft,
    say,
    side_of,
    submitted,
)
from drehscheibe.doors.console.demo_people import COLOGNE, DUESSELDORF, WARENDORF, People
from drehscheibe.doors.console.demo_values import past_values
from drehscheibe.kernel.workflow.actions import perform

RUNNING = (texts.MODULES, texts.SPORT, texts.CALENDAR)
SHORT = tuple(plan.short() for plan in RUNNING)


def goals(cast: People, days: Days) -> None:
    """Catalogue and periods; what is there stays, what broke off goes on."""
    catalogue(cast)
    for arrange in ARRANGED:
        with transaction.atomic():
            arrange(cast, days)


def running_since(days: Days) -> int:
    """The first year of the period that ran on the day of loading; a later load keeps to it."""
    oldest = GoalPeriod.objects.filter(centre__key=WARENDORF).order_by("starts_on").first()
    if oldest is not None:
        return oldest.starts_on.year + rhythm().years
    return rhythm().begins(days.today.year)


@transaction.atomic
def catalogue(cast: People) -> None:
    """State-wide indicators, each said to be an invented example."""
    if CatalogueEntry.objects.exists():
        return
    for each in texts.ENTRIES:
        begin_entry(
            counting=Counting(each.code, each.kind, each.over_time, each.over_places),
            wording=Wording(
                f"{each.name} (erfundenes Beispiel)",
                f"{each.definition} Erfunden: Das Land hat keinen Katalog veröffentlicht.",
                each.unit, moment(2023, 1, 1).date(),
            ),
            by=cast[ADVISER], at=moment(2022, 11, 7),
        )  # fmt: skip


def past_periods(cast: People, days: Days) -> None:
    """Two years before the running ones, closed: a report has something to look back on."""
    first = running_since(days) - rhythm().years
    for key in (WARENDORF, COLOGNE):
        side = side_of(cast, key)
        if side.began(first):
            continue
        at, then = moment(first - 1, 10, 18), moment(first - 1, 11, 3)
        period = all_agreed(
            side, first, (texts.MODULES.short(), texts.SPORT.short()), at=at, then=then
        )
        past_values(side, period, days)
        perform(PERIOD, "close", on=period, by=side.head, at=days.on(first + 2, 1, 15))


def running_periods(cast: People, days: Days) -> None:
    """Agreed by both, the ground of values, activities and reports."""
    first = running_since(days)
    at, then = moment(first - 1, 10, 20), moment(first - 1, 11, 14)
    plans = {
        WARENDORF: RUNNING, COLOGNE: (texts.PARENTS, texts.SPORT, texts.GUIDES),
        DUESSELDORF: (texts.MODULES, texts.HEALTH), HOCHSAUERLAND: SHORT,
    }  # fmt: skip
    for key, chosen in plans.items():
        side = side_of(cast, key)
        if not side.began(first):
            all_agreed(side, first, chosen, at=at, then=then)


def shifted_period(cast: People, days: Days) -> None:
    """Bielefeld counts its two years from the second one of the others."""
    side, first = side_of(cast, BIELEFELD), running_since(days) + 1
    if not side.began(first):
        at = (
            moment(first - 1, 3, 10)
            if days.today >= moment(first - 1, 4, 1).date()
            else days.ago(9)
        )
        all_agreed(side, first, (texts.PARENTS.short(), texts.GUIDES), at=at, then=days.ago(1))


def advised_drafts(cast: People, days: Days) -> None:
    """Warendorf's draft has gaps and open hints; nobody has read Bochum's yet."""
    first = running_since(days) + rhythm().years
    side = side_of(cast, WARENDORF)
    if not side.began(first):
        period = draft(side, first, (texts.MODULES, texts.SPORT), at=days.ago(30))
        beginning.add_goal(
            period=period, strand=texts.CALENDAR.strand, title=texts.CALENDAR.title,
            by=side.specialist, at=days.ago(28),
        )  # fmt: skip
        beginning.share_for_advice(period=period, by=side.specialist, at=days.ago(20))
        _hints(side, period, days)
    other = side_of(cast, BOCHUM)
    if not other.began(first):
        period = draft(other, first, (texts.GUIDES, texts.HEALTH.short()), at=days.ago(15))
        beginning.share_for_advice(period=period, by=other.specialist, at=days.ago(5))


def _hints(side: Side, period: GoalPeriod, days: Days) -> None:
    first, second, third = period.goals.all()
    said = (
        (first, advice.Words("text", "Woran wäre der Erfolg zu sehen?",
                             "Jedes Jahr erkunden sechzig Jugendliche drei Berufsfelder; zwei "
                             "Drittel haben danach einen Anschluss."), 18),
        (second, advice.Words("target_group", "Bitte auch Mädchen und Frauen nennen."), 18),
        (third, advice.Words("", "Hier fehlen noch Wortlaut, Maßnahme und Indikator."), 12),
    )  # fmt: skip
    given = [
        advice.advise(goal=goal, words=words, by=side.cast[ADVISER], at=days.ago(ago))
        for goal, words, ago in said
    ]
    advice.decline_advice(
        advice=given[1], note="Steht in der Ausgangslage.", by=side.specialist, at=days.ago(10)
    )


def waiting_for_somebody(cast: People, days: Days) -> None:
    """Locally agreed, before both, before one, returned, agreed: the next two years."""
    first = running_since(days) + rhythm().years
    for key, arrange in NEXT.items():
        side = side_of(cast, key)
        if not side.began(first):
            arrange(side, first, days)


def _to_put_forward(side: Side, first: int, days: Days) -> None:
    period = draft(side, first, (texts.MODULES, texts.HEALTH), at=days.ago(40))
    agreed_locally(side, period, at=days.ago(8))


def _with_a_wish(side: Side, first: int, days: Days) -> None:
    """One goal agreed, one half-agreed, one sent back with a reason."""
    plans = (texts.PARENTS, texts.SPORT, texts.GUIDES)
    one, two, three = submitted(side, first, plans, at=days.ago(20)).goals.all()
    say(side, one, "school", at=days.ago(12))
    say(side, one, "integration", at=days.ago(5))
    say(side, two, "integration", at=days.ago(9))
    wish = "Bitte nennen Sie, wie viele Menschen die Lotsinnen und Lotsen im Jahr begleiten sollen."
    say(side, three, "school", at=days.ago(4), change=wish)


def _before_both(side: Side, first: int, days: Days) -> None:
    submitted(side, first, SHORT, at=days.ago(6))


def _half_agreed(side: Side, first: int, days: Days) -> None:
    period = submitted(side, first, (texts.PARENTS.short(), texts.HEALTH.short()), at=days.ago(31))
    for goal in period.goals.all():
        say(side, goal, "integration", at=days.ago(9))


def _second_version(side: Side, first: int, days: Days) -> None:
    """Sent back, rewritten with other targets, before both again."""
    goal = submitted(side, first, (texts.MODULES,), at=days.ago(35)).goals.get()
    wish = "Sechzig Jugendliche sind bei Ihrer Größe wenig. Bitte prüfen Sie den Zielwert."
    say(side, goal, "school", at=days.ago(25), change=wish)
    submitting.begin_change(goal=goal, reason="", by=side.specialist, at=days.ago(20))
    seen = goal.versions.get(submitted_at=None).edits
    typed = {
        "text": texts.MODULES.text.replace("sechzig", "hundert"),
        f"indicators-1-target_{first}": "90", f"indicators-1-target_{first + 1}": "100",
    }  # fmt: skip
    fresh = Goal.objects.get(pk=goal.pk)
    writing.save_goal(goal=fresh, typed=typed, seen=seen, by=side.specialist, at=days.ago(18))
    submitting.submit_goal(goal=fresh, by=side.head, at=days.ago(11))


def _agreed_already(side: Side, first: int, days: Days) -> None:
    plans = (texts.PARENTS.short(), texts.CALENDAR.short())
    all_agreed(side, first, plans, at=days.ago(45), then=days.ago(3))


NEXT: dict[str, Callable[[Side, int, Days], None]] = {
    DUESSELDORF: _to_put_forward,
    COLOGNE: _with_a_wish,
    HOCHSAUERLAND: _before_both,
    UNNA: _half_agreed,
    ESSEN: _second_version,
    BORKEN: _agreed_already,
}
ARRANGED = (past_periods, running_periods, shifted_period, advised_drafts, waiting_for_somebody)
