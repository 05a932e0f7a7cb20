"""The other centres of the demonstration: goals and reports of nearly all, so that gaps stand out.

Copies of the Hochsauerlandkreis, whose goals went through all actions: with other numbers, other
people, some reports still missing. A few dozen statements for more than forty centres, all of it
or nothing.
"""

from dataclasses import dataclass

from django.db import transaction

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.goals.workflow import GOAL, PERIOD
from drehscheibe.domain.controlling.models import (
    Goal,
    GoalDecision,
    GoalPeriod,
    GoalVersion,
    Indicator,
    IndicatorTerms,
    Measure,
    Target,
    Value,
    ValueIs,
)
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.doors.console.demo_goal_steps import (
    BIELEFELD,
    BOCHUM,
    HOCHSAUERLAND,
    OTHERS,
    SIGN_INS,
    Side,
    side_of,
)
from drehscheibe.doors.console.demo_goals import running_since
from drehscheibe.doors.console.demo_network_concepts import concepts_of
from drehscheibe.doors.console.demo_network_copies import Made, Other, copies, same_history
from drehscheibe.doors.console.demo_network_reports import Laid, reports_of
from drehscheibe.doors.console.demo_people import SINCE, WARENDORF, People
from drehscheibe.kernel.people.models import Membership, Person
from drehscheibe.kernel.workflow.models import Step

NOT_YET = 11
"""Each eleventh centre has no goals for the running period."""
PLANNED = (ValueIs.BASELINE, ValueIs.TARGET)
ROLES = ("specialist", "head")
GIVEN = ("Alma", "Bela", "Carla", "Deniz", "Edda", "Farid", "Greta", "Hüma", "Ivo", "Jale", "Kaya")
FAMILY = ("Ahorn", "Birkner", "Distel", "Eschen", "Farnholt", "Ginsterau", "Hasel", "Ilexen",
          "Kiefernau", "Lindau", "Mooshof", "Nessel", "Ulmen")  # fmt: skip


@transaction.atomic
def network(cast: People, days: Days) -> None:
    """Once; what is there stays."""
    side = side_of(cast, HOCHSAUERLAND)
    original = side.began(running_since(days))
    centres = _rest()
    if original is None or GoalPeriod.objects.filter(centre__in=centres).exists():
        return
    others = _staffed([each for number, each in enumerate(centres) if number % NOT_YET])
    laid = _Copying(original, side, others).laid_out()
    reports_of(side, original, others, laid, days)
    concepts_of(side_of(cast, WARENDORF), others)


def _rest() -> list[Centre]:
    """Those that play no part of their own, in a lasting order."""
    known = {*SIGN_INS, *OTHERS, BIELEFELD, BOCHUM}
    rows = Centre.objects.select_related("organisation", "carrier").exclude(key__in=known)
    return list(rows.filter(valid_to=None).defer("outline", "path").order_by("key"))


def _staffed(centres: list[Centre]) -> list[Other]:
    """Two invented persons each, without an account."""
    people = Person.objects.bulk_create(
        Person(
            email=f"{role}@ki-{centre.key}.example",
            given_name=GIVEN[(2 * place + number) % len(GIVEN)],
            family_name=FAMILY[(3 * place + number) % len(FAMILY)],
        )
        for place, centre in enumerate(centres)
        for number, role in enumerate(ROLES)
    )
    pairs = list(zip(people[::2], people[1::2], strict=True))
    Membership.objects.bulk_create(
        Membership(person=person, organisation=centre.organisation, role=role, valid_from=SINCE)
        for centre, pair in zip(centres, pairs, strict=True)
        for person, role in zip(pair, ROLES, strict=True)
    )
    return [
        Other(place, centre, *pair)
        for place, (centre, pair) in enumerate(zip(centres, pairs, strict=True))
    ]


@dataclass(frozen=True)
class _Copying:
    """The running period of the original, laid out for the others."""

    original: GoalPeriod
    side: Side
    others: list[Other]

    def laid_out(self) -> Laid:
        """Drafts first; then wording stands, both consent, and the history moves the states."""
        others, original = self.others, self.original
        periods = copies([original], others, lambda row, o: {
            "centre_id": o.centre.pk, "status": "draft", "concept_id": None,
            "body": "Rat" if o.centre.kind.startswith("kreisfrei") else "Kreistag",
            "created_by_id": o.instead_of(row.created_by_id, self.side),
        })  # fmt: skip
        goals = copies(original.goals.all(), others, lambda row, o: {
            "period_id": periods[original.pk, o.place].pk, "centre_id": o.centre.pk,
            "status": "draft",
        })  # fmt: skip
        versions = self._versions(goals)
        indicators = copies(
            Indicator.objects.filter(goal__period=original), others, lambda row, o: {
                "goal_id": goals[row.goal_id, o.place].pk, "centre_id": o.centre.pk,
            },
        )  # fmt: skip
        self._parts(versions, indicators)
        self._agree(versions)
        self._history(periods, goals)
        self._values(indicators)
        return Laid(periods, goals, versions, indicators)

    def _versions(self, goals: Made) -> Made:
        rows = GoalVersion.objects.filter(goal__period=self.original)
        return copies(rows, self.others, lambda row, o: {
            "goal_id": goals[row.goal_id, o.place].pk, "submitted_at": None, "agreed_at": None,
            "changed_by_id": o.instead_of(row.changed_by_id, self.side),
        })  # fmt: skip

    def _parts(self, versions: Made, indicators: Made) -> None:
        """What is counted here is counted by hand: nothing feeds it from activities."""
        of, others = {"version__goal__period": self.original}, self.others
        copies(Measure.objects.filter(**of), others, lambda row, o: {
            "version_id": versions[row.version_id, o.place].pk,
        })  # fmt: skip
        fields = GoalVersion.fields.through.objects
        copies(fields.filter(goalversion__goal__period=self.original), others, lambda row, o: {
            "goalversion_id": versions[row.goalversion_id, o.place].pk,
        })  # fmt: skip
        terms = copies(IndicatorTerms.objects.filter(**of), others, lambda row, o: {
            "version_id": versions[row.version_id, o.place].pk, "source": "",
            "indicator_id": indicators[row.indicator_id, o.place].pk,
            "baseline": o.scaled(row.baseline), "baseline_of": o.scaled(row.baseline_of),
        })  # fmt: skip
        targets = Target.objects.filter(terms__version__goal__period=self.original)
        copies(targets, others, lambda row, o: {
            "terms_id": terms[row.terms_id, o.place].pk,
            "amount": o.scaled(row.amount), "of": o.scaled(row.of),
        })  # fmt: skip

    def _values(self, indicators: Made) -> None:
        """After all has moved, so that the facts of the analysis are made once."""
        planned = Value.objects.filter(indicator__goal__period=self.original, role__in=PLANNED)
        copies(planned, self.others, lambda row, o: {
            "indicator_id": indicators[row.indicator_id, o.place].pk, "centre_id": o.centre.pk,
            "amount": o.scaled(row.amount), "of": o.scaled(row.of),
        })  # fmt: skip

    def _agree(self, versions: Made) -> None:
        first = GoalVersion.objects.filter(goal__period=self.original)[0]
        GoalVersion.objects.filter(pk__in=[each.pk for each in versions.values()]).update(
            submitted_at=first.submitted_at, agreed_at=first.agreed_at
        )
        decisions = GoalDecision.objects.filter(version__goal__period=self.original)
        copies(decisions, self.others, lambda row, o: {
            "version_id": versions[row.version_id, o.place].pk,
        })  # fmt: skip

    def _history(self, periods: Made, goals: Made) -> None:
        told = Step.objects.filter(workflow=GOAL.name, object_id__in={key for key, _ in goals})
        same_history(told, self.others, goals, self.side, Goal)
        told = Step.objects.filter(workflow=PERIOD.name, object_id=self.original.pk)
        same_history(told, self.others, periods, self.side, GoalPeriod)
