"""The people and steps of two-year goals, for tests that tell a story."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.domain.controlling.goals import beginning, decisions, submitting
from drehscheibe.domain.controlling.goals.decisions import Verdict
from drehscheibe.domain.controlling.models import (
    Goal,
    GoalDecision,
    GoalPeriod,
    GoalVersion,
    Indicator,
    IndicatorTerms,
    Kind,
    Measure,
    Strand,
    Target,
)
from drehscheibe.kernel.people.models import Person
from tests import factories

STRANDS = (Strand.EDUCATION, Strand.CROSS_CUTTING, Strand.VOLUNTEERING)


@dataclass
class Story:
    """A centre, its adviser and both ministries."""

    centre: Centre
    specialist: Person
    head: Person
    adviser: Person
    integration: Person
    school: Person

    def draft(self, *, at: datetime, goals: int = 3, year: int = 2023) -> GoalPeriod:
        """Complete goals, one per strand in turn, not yet agreed locally."""
        period = beginning.start_period(
            centre=self.centre, frame=beginning.two_years_from(year), by=self.specialist, at=at
        )
        for number in range(goals):
            version = beginning.add_goal(
                period=period, strand=STRANDS[number % 3], title=f"Ziel Nummer {number + 1}",
                by=self.specialist, at=at,
            )  # fmt: skip
            fill(version)
        return period

    def submitted(self, *, at: datetime, goals: int = 3, year: int = 2023) -> GoalPeriod:
        """Agreed by the Kreistag, put to both ministries by the head."""
        period = self.draft(at=at, goals=goals, year=year)
        submitting.note_local_agreement(
            period=period, body="Kreistag", decided_on=date(2022, 9, 1), by=self.specialist, at=at
        )
        return submitting.submit_period(period=period, by=self.head, at=at)

    def agreed(self, *, at: datetime, goals: int = 3, year: int = 2023) -> GoalPeriod:
        """Both ministries said yes to every goal."""
        period = self.submitted(at=at, goals=goals, year=year)
        for goal in period.goals.all():
            self.say(goal, "integration", at=at)
            self.say(goal, "school", at=at)
        period.refresh_from_db()
        return period

    def say(
        self, goal: Goal, ministry: str, *, at: datetime, change: str = "", version: int = 0
    ) -> GoalDecision:
        """One ministry's word on the last version; `change` is its reason when it wants one."""
        last = goal.versions.order_by("-number")[0].number
        verdict = Verdict(ministry, version or last, agrees=not change, reason=change)
        by = self.integration if ministry == "integration" else self.school
        return decisions.decide(goal=goal, verdict=verdict, by=by, at=at)


def story(name: str = "Kreis Musterau") -> Story:
    """All people of the story."""
    centre = factories.centre(name)
    ministry = factories.organisation("Ministerium für Muster und Integration", "ministry")
    school = factories.organisation("Ministerium für Musterschulen", "ministry")
    office = factories.organisation("Koordinierungsstelle Muster", "coordinating_office")
    return Story(
        centre=centre,
        specialist=factories.person("specialist", of=centre.organisation),
        head=factories.person("head", of=centre.organisation),
        adviser=factories.person("coordination", of=office),
        integration=factories.person("ministry_integration", of=ministry),
        school=factories.person("ministry_school", of=school),
    )


def fill(version: GoalVersion) -> GoalVersion:
    """Everything a goal needs: words, field, measure, an indicator with targets for both years."""
    field, _ = FieldOfAction.objects.get_or_create(
        key="querschnitt.sport",
        defaults={"facet": "thema", "label": "Sport", "position": 1},
    )
    version.starting_point = "Wenige Vereine erreichen neu Zugewanderte."
    version.text = "Zehn Vereine öffnen ihre Angebote."
    version.target_group = "Sportvereine im Kreis"
    version.source_in_concept = "Kapitel 3"
    version.save()
    version.fields.set([field])
    Measure.objects.create(version=version, number=1, title="Dialog Sport")
    counted(version, name="Teilnehmende Vereine")
    return version


def counted(version: GoalVersion, *, name: str, kind: Kind = Kind.COUNT) -> IndicatorTerms:
    """An indicator with baseline 4 and targets 8 and 10 (of 20 when it is a share)."""
    whole = Decimal(20) if kind == Kind.SHARE else None
    goal = version.goal
    indicator = Indicator.objects.create(
        goal=goal, centre=goal.centre, number=goal.indicators.count() + 1, kind=kind
    )
    terms = IndicatorTerms.objects.create(
        version=version, indicator=indicator, name=name, definition="Gezählt am Jahresende.",
        unit="Vereine", baseline=Decimal(4), baseline_of=whole,
    )  # fmt: skip
    first = goal.period.starts_on.year
    for year, amount in ((first, 8), (first + 1, 10)):
        Target.objects.create(terms=terms, year=year, amount=Decimal(amount), of=whole)
    return terms
