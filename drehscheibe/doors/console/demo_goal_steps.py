"""The steps of goals through the same actions as the pages, for the demonstration's modules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.domain.controlling.goals import beginning, decisions, submitting
from drehscheibe.domain.controlling.models import (
    CatalogueEntry,
    Goal,
    GoalPeriod,
    GoalVersion,
    Indicator,
    IndicatorTerms,
    Measure,
    Target,
)
from drehscheibe.doors.console import demo_goal_texts as texts
from drehscheibe.doors.console.demo_people import (
    COLOGNE,
    DUESSELDORF,
    SINCE,
    WARENDORF,
    People,
)
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Membership, Person

BIELEFELD, BOCHUM, BORKEN, ESSEN = "05711", "05911", "05554", "05113"
HOCHSAUERLAND, UNNA = "05958", "05978"
INTEGRATION, SCHOOL = "integration@ministerium.example", "schule@ministerium.example"
ADVISER = "beratung@koordinierung.example"
SIGN_INS = {WARENDORF: "warendorf", COLOGNE: "koeln", DUESSELDORF: "duesseldorf"}
OTHERS = {
    BIELEFELD: (("Mira", "Sparren"), ("Henk", "Teuto")),
    BOCHUM: (("Dilan", "Grumme"), ("Rolf", "Stiepel")),
    BORKEN: (("Elif", "Aawald"), ("Gerd", "Heidener")),
    ESSEN: (("Nadja", "Rüttens"), ("Ole", "Werdener")),
    HOCHSAUERLAND: (("Amal", "Ruhrquell"), ("Tilda", "Asten")),
    UNNA: (("Cem", "Hellweger"), ("Karin", "Seseke")),
}
"""Specialist and head of centres nobody signs in for: invented persons without an account."""


@dataclass(frozen=True)
class Side:
    """A centre with the two who write and put forward, and all others of the cast."""

    centre: Centre
    specialist: Person
    head: Person
    cast: People

    def began(self, first: int) -> GoalPeriod | None:
        """Its period that begins in this year."""
        return period_of(self.centre.key, first)


def period_of(key: str, first: int) -> GoalPeriod | None:
    """The standing period of a centre that begins in this year."""
    rows = GoalPeriod.objects.standing().filter(centre__key=key, starts_on__year=first)
    return rows.select_related("centre__organisation").first()


def side_of(cast: People, key: str) -> Side:
    """The centre with the two who act for it, made up where nobody of the cast does."""
    centre = Centre.objects.select_related("organisation").get(key=key)
    if key in SIGN_INS:
        name = SIGN_INS[key]
        return Side(
            centre, cast[f"fachkraft@{name}.example"], cast[f"leitung@{name}.example"], cast
        )
    people = [
        _person(centre, f"{role}@ki-{key}.example", name, role)
        for role, name in zip(("specialist", "head"), OTHERS[key], strict=True)
    ]
    return Side(centre, people[0], people[1], cast)


def _person(centre: Centre, email: str, name: tuple[str, str], role: str) -> Person:
    person, is_new = Person.objects.get_or_create(
        email=email, defaults={"given_name": name[0], "family_name": name[1]}
    )
    if is_new:
        Membership.objects.create(
            person=person, organisation=centre.organisation, role=role, valid_from=SINCE
        )
    return person


def draft(side: Side, first: int, plans: tuple[texts.GoalPlan, ...], *, at: datetime) -> GoalPeriod:
    """Complete goals, not yet agreed locally."""
    period = beginning.start_period(
        centre=side.centre, frame=beginning.two_years_from(first), by=side.specialist, at=at
    )
    entries = {each.code: each for each in CatalogueEntry.objects.all()}
    for plan in plans:
        version = beginning.add_goal(
            period=period, strand=plan.strand, title=plan.title, by=side.specialist, at=at
        )
        _write(version, plan, first, entries)
    return period


def _write(
    version: GoalVersion, plan: texts.GoalPlan, first: int, entries: Mapping[str, CatalogueEntry]
) -> None:
    """All parts of the goal in seven statements; the form would take a hundred.

    Putting forward asks „Was fehlt noch?“ all the same: a plan with a gap ends the load.
    """
    Measure.objects.bulk_create(
        Measure(version=version, number=number, title=title, partners=partners)
        for number, (title, partners) in enumerate(plan.measures, start=1)
    )
    indicators = Indicator.objects.bulk_create(
        Indicator(
            goal=version.goal, centre_id=version.goal.centre_id, number=number, kind=one.kind,
            over_time=one.over_time, entry=entries.get(one.entry),
        )
        for number, one in enumerate(plan.indicators, start=1)
    )  # fmt: skip
    terms = IndicatorTerms.objects.bulk_create(
        IndicatorTerms(
            version=version, indicator=indicator, name=one.name, definition=one.definition,
            unit=one.unit, source=one.source, baseline=_number(one.baseline),
            baseline_of=_number(one.of),
        )
        for indicator, one in zip(indicators, plan.indicators, strict=True)
    )  # fmt: skip
    Target.objects.bulk_create(
        Target(terms=each, year=year, amount=Decimal(target), of=_number(one.of))
        for each, one in zip(terms, plan.indicators, strict=True)
        for year, target in zip((first, first + 1), one.targets, strict=True)
    )
    version.fields.set(FieldOfAction.objects.filter(key__in=plan.fields))
    GoalVersion.objects.filter(pk=version.pk).update(
        starting_point=plan.starting_point, text=plan.text, target_group=plan.target_group,
        source_in_concept=plan.source,
    )  # fmt: skip


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def agreed_locally(side: Side, period: GoalPeriod, *, at: datetime) -> GoalPeriod:
    """Rat or Kreistag has agreed."""
    body = "Rat" if side.centre.kind.startswith("kreisfrei") else "Kreistag"
    return submitting.note_local_agreement(
        period=period, body=body, decided_on=day_of(at), paper=f"V/{day_of(at).year}/214",
        by=side.specialist, at=at,
    )  # fmt: skip


def submitted(
    side: Side, first: int, plans: tuple[texts.GoalPlan, ...], *, at: datetime
) -> GoalPeriod:
    """Before both ministries."""
    period = draft(side, first, plans, at=at)
    agreed_locally(side, period, at=at)
    return submitting.submit_period(period=period, by=side.head, at=at)


def say(side: Side, goal: Goal, ministry: str, *, at: datetime, change: str = "") -> None:
    """One ministry's word on the version before it."""
    number = goal.versions.filter(submitted_at__isnull=False).order_by("-number")[0].number
    verdict = decisions.Verdict(ministry, number, agrees=not change, reason=change)
    by = side.cast[INTEGRATION if ministry == "integration" else SCHOOL]
    decisions.decide(goal=goal, verdict=verdict, by=by, at=at)


def all_agreed(
    side: Side, first: int, plans: tuple[texts.GoalPlan, ...], *, at: datetime, then: datetime
) -> GoalPeriod:
    """Both ministries said yes, the second one `then`."""
    period = submitted(side, first, plans, at=at)
    for goal in period.goals.all():
        say(side, goal, "integration", at=at)
        say(side, goal, "school", at=then)
    return GoalPeriod.objects.get(pk=period.pk)
