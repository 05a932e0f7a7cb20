"""A small network with agreed goals, linked indicators and reported values, drawn at random."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from random import Random

from drehscheibe.domain.centres.models import Centre, FieldOfAction, Figure
from drehscheibe.domain.controlling.goals import submitting
from drehscheibe.domain.controlling.models import (
    CatalogueEntry,
    CatalogueVersion,
    GoalVersion,
    Indicator,
    IndicatorTerms,
    LocalField,
    Value,
    ValueIs,
)
from tests.domain.controlling.stories import Story, story

FIRST = 2023
AREAS = (
    ("Kreis Ahausen", "Kreis", "Köln", 180_000),
    ("Behausen", "kreisfreie Stadt", "Köln", 520_000),
    ("Kreis Cehausen", "Kreis", "Münster", 260_000),
    ("Dehausen", "Stadt", "Münster", 240_000),
    ("Kreis Ehausen", "Kreis", "Köln", 410_000),
)
ENTRIES = (
    ("people", "count", "sum", "sum", "Personen"),
    ("events", "count", "sum", "sum", "Veranstaltungen"),
    ("share", "share", "sum", "sum", "Personen"),
    ("largest", "count", "highest", "highest", "Vereine"),
    ("level", "share", "latest", "highest", "Schulen"),
    ("status", "count", "latest", "not", "Stellen"),
)
SPLITS = ("", "Frauen", "Männer")


@dataclass
class World:
    """All centres and entries by code."""

    stories: list[Story]
    entries: dict[str, CatalogueEntry]


def entry(
    code: str, kind: str, time: str, places: str, unit: str, *, at: datetime
) -> CatalogueEntry:
    """An entry with its first definition."""
    made = CatalogueEntry.objects.create(code=code, kind=kind, over_time=time, over_places=places)
    CatalogueVersion.objects.create(
        entry=made, number=1, valid_from=date(2012, 1, 1), name=code.capitalize(),
        definition=f"Was {code} zählt.", unit=unit, made_at=at,
    )  # fmt: skip
    return made


def network(*, at: datetime, areas: int = len(AREAS), goals: int = 3) -> World:
    """Centres with agreed goals of 2023/2024; each goal counts two entries."""
    entries = {each[0]: entry(*each, at=at) for each in ENTRIES}
    FieldOfAction.objects.get_or_create(
        key="querschnitt",
        defaults={"facet": "handlungsfeld", "label": "Querschnitt", "position": 1},
    )
    sport, _ = FieldOfAction.objects.get_or_create(
        key="querschnitt.sport", defaults={"facet": "thema", "label": "Sport", "position": 2}
    )
    FieldOfAction.objects.filter(pk=sport.pk).update(parent="querschnitt")
    stories = []
    for name, kind, district, population in AREAS[:areas]:
        people = story(name)
        Centre.objects.filter(pk=people.centre.pk).update(kind=kind, government_district=district)
        Figure.objects.create(
            centre=people.centre, label="Bevölkerung", value=population, as_of=date(2024, 12, 31),
            definition="x", source="x",
        )  # fmt: skip
        people.centre.refresh_from_db()
        stories.append(people)
        _agree(people, list(entries.values()), at=at, goals=goals)
    return World(stories, entries)


def _agree(people: Story, entries: list[CatalogueEntry], *, at: datetime, goals: int) -> None:
    period = people.draft(at=at, goals=goals)
    for number, goal in enumerate(period.goals.all()):
        version = goal.versions.get()
        version.indicators.all().delete()
        Indicator.objects.filter(goal=goal).delete()
        if number == 1:
            version.local_fields.add(_own_field(people))
        for place in (0, 1):
            linked = entries[(2 * number + place) % len(entries)]
            _indicator(people, version, linked, place + 1)
    submitting.note_local_agreement(
        period=period, body="Rat", decided_on=date(2022, 9, 1), by=people.specialist, at=at
    )
    submitting.submit_period(period=period, by=people.head, at=at)
    for goal in period.goals.all():
        people.say(goal, "integration", at=at)
        people.say(goal, "school", at=at)


def _own_field(people: Story) -> LocalField:
    """In the centre's own words, not yet mapped to fields of the network."""
    return LocalField.objects.create(
        centre=people.centre, label="Frühe Bildung", valid_from=date(2020, 1, 1)
    )


def _indicator(people: Story, version: GoalVersion, linked: CatalogueEntry, number: int) -> None:
    goal = version.goal
    indicator = Indicator.objects.create(
        goal=goal, centre=people.centre, number=number, kind=linked.kind,
        over_time=linked.over_time, over_places=linked.over_places, entry=linked,
    )  # fmt: skip
    whole = Decimal(50) if linked.kind == "share" else None
    terms = IndicatorTerms.objects.create(
        version=version, indicator=indicator, name=f"{linked.code} {number}", unit="Vereine",
        definition="Gezählt.", baseline=Decimal(4), baseline_of=whole,
    )  # fmt: skip
    for year in (FIRST, FIRST + 1):
        terms.targets.create(year=year, amount=Decimal(20), of=whole)


def report(world: World, chance: Random, *, at: datetime) -> None:
    """Reported and actual values in quarters or whole years, in splits, some of them small."""
    rows = []
    indicators = Indicator.objects.filter(entry__isnull=False).select_related("entry")
    for indicator in indicators:
        for year in (FIRST, FIRST + 1):
            if chance.random() < 0.2:
                continue
            for first, last in _spans(year, chance):
                for split in SPLITS:
                    for role in (ValueIs.REPORTED, ValueIs.ACTUAL):
                        rows.append(
                            _value(world, indicator, (first, last), split, role, chance, at)
                        )
    Value.objects.bulk_create(rows)


def _spans(year: int, chance: Random) -> list[tuple[date, date]]:
    whole = (date(year, 1, 1), date(year, 12, 31))
    halves = [(date(year, 1, 1), date(year, 6, 30)), (date(year, 7, 1), date(year, 12, 31))]
    return halves if chance.random() < 0.4 else [whole]


def _value(
    world: World, indicator: Indicator, days: tuple[date, date], split: str, role: str,
    chance: Random, at: datetime,
) -> Value:  # fmt: skip
    amount = Decimal(chance.choice([0, 1, 2, 3, 4, 7, 19, 40, 250])) + Decimal(
        chance.choice(["0", "0", "0.25"])
    )
    whole = amount + chance.choice([0, 1, 3, 9, 60]) or Decimal(1)
    return Value(
        indicator=indicator, centre_id=indicator.centre_id, starts_on=days[0], ends_on=days[1],
        split=split, role=role, amount=amount, of=whole if indicator.kind == "share" else None,
        entered_by=world.stories[0].specialist, entered_at=at,
    )  # fmt: skip
