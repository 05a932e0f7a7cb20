"""What a column of somebody's own planning can mean, and which meaning its header suggests."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Literal

Level = Literal["goal", "measure", "indicator"]
Kind = Literal["text", "number", "day"]
ALIKE = 0.8
"""From this likeness on a header is taken for a word we know; a person confirms it anyway."""
YEAR = re.compile(r"\b(20[0-9]{2})\b")
WORDS = re.compile(r"[^0-9a-zäöüß]+")


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


def plain(header: str) -> str:
    """A header without its marks and case.

    >>> plain("  Maßnahme(n) /  Projekt* ")
    'maßnahme n projekt'
    """
    return " ".join(WORDS.sub(" ", header.casefold().replace("ss", "ß")).split())


def fingerprint(headers: Sequence[str]) -> str:
    """The same for the same header words in the same order."""
    return sha256("\n".join(plain(header) for header in headers).encode()).hexdigest()


def proposed(
    headers: Sequence[str], known: Mapping[str, Meaning], remembered: Mapping[str, str]
) -> dict[int, str]:
    """What each column (from 0) likely means; each meaning once, the likeliest column first.

    What people chose for the same word before counts more than any likeness.
    """
    rated = sorted(
        (
            (likeness, -place, key)
            for place, header in enumerate(headers)
            for key, likeness in _suggestions(header, known, remembered).items()
        ),
        reverse=True,
    )
    chosen: dict[int, str] = {}
    for _, place, key in rated:
        if -place not in chosen and key not in chosen.values():
            chosen[-place] = key
    return chosen


def _suggestions(
    header: str, known: Mapping[str, Meaning], remembered: Mapping[str, str]
) -> dict[str, float]:
    word = plain(header)
    if not word:
        return {}
    if word in remembered:
        return {remembered[word]: 2.0} if remembered[word] in known else {}
    likely = {key: _likeness(word, meaning) for key, meaning in known.items()}
    return {key: likeness for key, likeness in likely.items() if likeness >= ALIKE}


def _likeness(word: str, meaning: Meaning) -> float:
    """1 for the same word; a year must be the same one."""
    best = 0.0
    for each in (meaning.label, *meaning.words):
        ours = plain(each)
        if YEAR.findall(ours) == YEAR.findall(word):
            best = max(best, 1.0 if ours == word else SequenceMatcher(None, word, ours).ratio())
    return best
