"""What a column of somebody's own planning can mean, and which meaning its header suggests."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from drehscheibe.kernel.tables.matching import plain, proposed

__all__ = ("Meaning", "meanings", "plain", "proposed")
Level = Literal["goal", "measure", "indicator"]
Kind = Literal["text", "number", "day"]


@dataclass(frozen=True)
class Meaning:
    """One thing a column can hold; `words` are headers that suggest it."""

    key: str
    label: str
    level: Level
    words: tuple[str, ...] = ()
    kind: Kind = "text"


GOAL_MEANINGS = (
    Meaning("strand", "Strang", "goal", ("säule", "programmbereich", "bereich", "aufgabenfeld")),
    Meaning("fields", "Handlungsfeld", "goal", ("handlungsfelder", "themenfeld", "thema")),
    Meaning("title", "Kurztitel des Ziels", "goal",
            ("kurztitel", "titel", "leitziel", "oberziel", "bezeichnung")),
    Meaning("starting_point", "Ausgangslage", "goal",
            ("ausgangssituation", "bedarf", "problem", "bedarfslage", "anlass")),
    Meaning("text", "Ziel (Wortlaut)", "goal",
            ("ziel", "ziele", "zielformulierung", "handlungsziel", "wirkungsziel", "zielsetzung")),
    Meaning("target_group", "Zielgruppe", "goal", ("zielgruppen", "für wen", "adressaten")),
    Meaning("source_in_concept", "Fundstelle im Konzept", "goal",
            ("konzept", "bezug zum konzept", "integrationskonzept", "fundstelle", "quelle")),
)  # fmt: skip
MEASURE_MEANINGS = (
    Meaning("measure-title", "Maßnahme", "measure",
            ("maßnahmen", "angebot", "projekt", "aktivität", "vorhaben", "umsetzung")),
    Meaning("measure-partners", "Partner der Maßnahme", "measure",
            ("partner", "kooperationspartner", "kooperation", "beteiligte", "mit wem")),
    Meaning("measure-starts_on", "Beginn der Maßnahme", "measure",
            ("beginn", "von", "start", "ab wann"), "day"),
    Meaning("measure-ends_on", "Ende der Maßnahme", "measure",
            ("ende", "bis", "bis wann", "frist"), "day"),
)  # fmt: skip
INDICATOR_MEANINGS = (
    Meaning("indicator-name", "Indikator", "indicator",
            ("indikatoren", "kennzahl", "messgröße", "erfolgsindikator", "woran messbar")),
    Meaning("indicator-definition", "Definition des Indikators", "indicator",
            ("definition", "was genau gezählt wird", "zählweise")),
    Meaning("indicator-unit", "Einheit", "indicator", ("maßeinheit", "einheiten")),
    Meaning("indicator-baseline", "Ausgangswert", "indicator",
            ("baseline", "ist", "istwert", "ist wert", "startwert"), "number"),
    Meaning("indicator-baseline_of", "Ausgangswert: von insgesamt", "indicator",
            ("ausgangswert von", "ist von"), "number"),
)  # fmt: skip


def meanings(years: Iterable[int]) -> dict[str, Meaning]:
    """Everything a column can mean in a period of these years, by key."""
    fixed = (*GOAL_MEANINGS, *MEASURE_MEANINGS, *INDICATOR_MEANINGS)
    targets = [
        each
        for year in years
        for each in (
            Meaning(f"indicator-target_{year}", f"Zielwert {year}", "indicator",
                    (f"soll {year}", f"ziel {year}", f"plan {year}", f"sollwert {year}"), "number"),
            Meaning(f"indicator-target_of_{year}", f"Zielwert {year}: von insgesamt", "indicator",
                    (f"zielwert {year} von", f"soll {year} von", f"ziel {year} von"), "number"),
        )
    ]  # fmt: skip
    return {each.key: each for each in (*fixed, *targets)}
