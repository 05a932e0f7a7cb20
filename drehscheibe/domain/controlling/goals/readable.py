"""A version of a goal as pages print it: measures and indicators in rows of words."""

from dataclasses import dataclass

from drehscheibe.domain.controlling.figures.sources import known_sources
from drehscheibe.domain.controlling.goals.changes import amount_words, measure_words
from drehscheibe.domain.controlling.models import GoalPeriod, GoalVersion, IndicatorTerms


@dataclass(frozen=True)
class IndicatorRow:
    """One line of the table of indicators; `targets` follow the years of the period."""

    name: str
    definition: str
    unit: str
    direction: str
    source: str
    baseline: str
    targets: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Text:
    """Everything a version says, ready to print."""

    version: GoalVersion
    fields: list[str]
    measures: list[str]
    indicators: list[IndicatorRow]
    years: range


def text_of(version: GoalVersion, period: GoalPeriod) -> Text:
    """The version with its parts (`facts.WITH_PARTS`) in words; asks nothing of the database."""
    years = period.each_year
    return Text(
        version, field_labels(version), measure_rows(version), indicator_rows(version, years), years
    )


def measure_rows(version: GoalVersion) -> list[str]:
    """Each measure with partners and days."""
    return [measure_words(measure) for measure in version.measures.all()]


def indicator_rows(version: GoalVersion, years: range) -> list[IndicatorRow]:
    """Each indicator with baseline and a target a year; needs the parts of the version."""
    return [_row(terms, years) for terms in version.indicators.all()]


def field_labels(version: GoalVersion) -> list[str]:
    """Fields of action of the network, then the centre's own."""
    network = [each.label for each in version.fields.all()]
    return network + [each.label for each in version.local_fields.all()]


def _row(terms: IndicatorTerms, years: range) -> IndicatorRow:
    known = {target.year: target for target in terms.targets.all()}
    source = known_sources().get(terms.source)
    return IndicatorRow(
        name=terms.name or f"Indikator {terms.indicator.number}",
        definition=terms.definition,
        unit=terms.unit,
        direction=str(terms.get_direction_display()),
        source=source.label if source else "von Hand gezählt",
        baseline=amount_words(terms.baseline, terms.baseline_of) or "–",
        targets=tuple(
            (year, amount_words(known[year].amount, known[year].of) if year in known else "–")
            for year in years
        ),
    )
