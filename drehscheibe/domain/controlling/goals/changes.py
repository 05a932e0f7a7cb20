"""What a later version of a goal says differently: pairs of before and after, by place."""

from collections.abc import Iterator
from dataclasses import dataclass

from drehscheibe.domain.controlling.models import GoalVersion, IndicatorTerms, Measure, Strand
from drehscheibe.kernel.language.amounts import german_number
from drehscheibe.kernel.language.days import german_day

TEXTS = {
    "title": "Kurztitel",
    "starting_point": "Ausgangslage",
    "text": "Ziel",
    "target_group": "Zielgruppe",
    "source_in_concept": "Fundstelle im Konzept",
}


@dataclass(frozen=True)
class Change:
    """One place of the goal as it read before and as it reads now; empty where it was not."""

    where: str
    before: str
    after: str


def changes_between(before: GoalVersion, after: GoalVersion) -> list[Change]:
    """Every difference that is read; both with their parts (`facts.WITH_PARTS`)."""
    old, new = dict(_said(before)), dict(_said(after))
    order = [*new, *(where for where in old if where not in new)]
    return [
        Change(where, old.get(where, ""), new.get(where, ""))
        for where in order
        if old.get(where, "") != new.get(where, "")
    ]


def _said(version: GoalVersion) -> Iterator[tuple[str, str]]:
    """Everything a version says, by the words of its place."""
    yield "Strang", str(Strand(version.strand).label)
    for name, label in TEXTS.items():
        yield label, getattr(version, name)
    labels = [each.label for each in version.fields.all()]
    labels += [each.label for each in version.local_fields.all()]
    yield "Handlungsfelder", ", ".join(sorted(labels))
    for measure in version.measures.all():
        yield f"Maßnahme {measure.number}", measure_words(measure)
    for terms in version.indicators.all():
        yield from _indicator(terms)


def measure_words(measure: Measure) -> str:
    """A measure in one line: what, with whom, when."""
    days = [german_day(day) if day else "" for day in (measure.starts_on, measure.ends_on)]
    span = " bis ".join(day for day in days if day)
    partners = f"Partner: {measure.partners}" if measure.partners else ""
    return " · ".join(part for part in (measure.title, partners, span) if part)


def amount_words(amount: object, whole: object = None) -> str:
    """A number, or a share by its parts.

    >>> from decimal import Decimal
    >>> amount_words(Decimal("12.00"), Decimal("40.00")), amount_words(Decimal("0.00"))
    ('12 von 40', '0')
    """
    if amount is None:
        return ""
    text = german_number(amount)  # type: ignore[arg-type]
    return f"{text} von {german_number(whole)}" if whole is not None else text  # type: ignore[arg-type]


def _indicator(terms: IndicatorTerms) -> Iterator[tuple[str, str]]:
    where = f"Indikator {terms.indicator.number}"
    yield where, ", ".join(part for part in (terms.name, terms.unit) if part)
    yield f"{where}, Definition", terms.definition
    yield f"{where}, Richtung", str(terms.get_direction_display())
    yield f"{where}, Aufteilung", ", ".join(terms.splits)
    yield f"{where}, Ausgangswert", amount_words(terms.baseline, terms.baseline_of)
    for target in terms.targets.all():
        yield f"{where}, Zielwert {target.year}", amount_words(target.amount, target.of)
