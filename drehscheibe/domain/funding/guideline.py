"""What a guideline (Richtlinie für die Förderung Kommunaler Integrationszentren) fixes.

The numbers and texts themselves live in `guidelines/*.toml`, one file per version;
`guideline_files.py` reads them into the frozen values declared here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from drehscheibe.kernel.language.days import german_day

T = TypeVar("T")


class Labelled(StrEnum):
    """A code that also knows the German words for people."""

    @property
    def label(self) -> str:
        """The words for people."""
        return _LABELS[self]


class Confidence(Labelled):
    """How sure a value is, as tagged in the collected domain knowledge."""

    VERIFIED = "V"
    SOURCE = "S"
    DERIVED = "D"
    ASSUMPTION = "A"

    @property
    def confirmed(self) -> bool:
        """Only what a source itself says counts as confirmed."""
        return self in {Confidence.VERIFIED, Confidence.SOURCE}


class ApplicantKind(Labelled):
    """Zuwendungsempfänger: only these two may apply."""

    KREIS = "KREIS"
    KREISFREIE_STADT = "KREISFREIE_STADT"


class PostCategory(Labelled):
    """What a funded post is for."""

    FACHKRAFT = "FACHKRAFT"
    ASSISTENZ = "ASSISTENZ"


class MaterialKind(Labelled):
    """What material costs are for; some kinds the carrier pays itself (Nr. 4.1 c–e)."""

    LAY_INTERPRETERS = "LAY_INTERPRETERS"
    TRANSLATION = "TRANSLATION"
    ROOMS = "ROOMS"
    TRAVEL = "TRAVEL"
    TEACHING_MATERIAL = "TEACHING_MATERIAL"


class VacancyMethod(Labelled):
    """How a post that is filled for a part of the year is counted."""

    MONTHS = "MONTHS"
    DAYS = "DAYS"


class Qualification(Labelled):
    """What the person on a specialist post has studied."""

    DEGREE = "DEGREE"
    EQUIVALENT = "EQUIVALENT"
    NONE = "NONE"


_LABELS: Mapping[Labelled, str] = {
    Confidence.VERIFIED: "am Text der Quelle geprüft",
    Confidence.SOURCE: "aus den Quellen übernommen",
    Confidence.DERIVED: "hergeleitet",
    Confidence.ASSUMPTION: "angenommen, nicht bestätigt",
    ApplicantKind.KREIS: "Kreis",
    ApplicantKind.KREISFREIE_STADT: "kreisfreie Stadt",
    PostCategory.FACHKRAFT: "Fachkraft",
    PostCategory.ASSISTENZ: "Verwaltungsassistenz",
    MaterialKind.LAY_INTERPRETERS: "Laiensprachmittlerpool",
    MaterialKind.TRANSLATION: "Übersetzungspool",
    MaterialKind.ROOMS: "Räume",
    MaterialKind.TRAVEL: "Verwaltung und Reisekosten",
    MaterialKind.TEACHING_MATERIAL: "Lehr-, Lern- und Projektmaterial",
    VacancyMethod.MONTHS: "nach vollen Kalendermonaten",
    VacancyMethod.DAYS: "nach Tagen",
    Qualification.DEGREE: "abgeschlossenes Hochschulstudium",
    Qualification.EQUIVALENT: "gleichwertige Qualifikation",
    Qualification.NONE: "keines von beiden",
}


def _basis(clause: str, source: str, confidence: Confidence) -> str:
    number = f"Nr. {clause}, " if clause else ""
    return f"{number}{source}, {confidence}"


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """One value of a guideline with its source, its confidence and the number it rests on."""

    value: T
    source: str
    confidence: Confidence
    clause: str = ""
    note: str = ""

    @property
    def confirmed(self) -> bool:
        """False means: the user interface says that this value is unconfirmed."""
        return self.confidence.confirmed

    @property
    def basis(self) -> str:
        """Number, source and confidence, as findings and derivations cite them.

        >>> Value(Decimal(57000), "R23", Confidence.VERIFIED, "5.4.1").basis
        'Nr. 5.4.1, R23, V'
        """
        return _basis(self.clause, self.source, self.confidence)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a guideline: a declaration, a precondition, a condition."""

    code: str
    text: str
    source: str
    confidence: Confidence
    clause: str = ""

    @property
    def basis(self) -> str:
        """Number, source and confidence, as findings cite them."""
        return _basis(self.clause, self.source, self.confidence)


@dataclass(frozen=True, slots=True)
class PostLimits:
    """How many posts an applicant can have funded."""

    specialist: Value[Decimal]
    assistant: Value[Decimal]

    def of(self, category: PostCategory) -> Value[Decimal]:
        """The limit of one category."""
        return self.specialist if category is PostCategory.FACHKRAFT else self.assistant


@dataclass(frozen=True, slots=True)
class PostRate:
    """Euro per year for `unit` of a post: 1 for a specialist, 0.5 for an assistant."""

    unit: Decimal
    amount: Value[Decimal]


@dataclass(frozen=True, slots=True)
class KommAnOption:
    """KOMM-AN part I: posts and the material costs (euro per year) that go with them."""

    posts: Decimal
    material: Value[Decimal]


@dataclass(frozen=True, slots=True)
class KommAnPartOne:
    """KOMM-AN part I (Nr. 2.2.1), where the guideline carries it."""

    rate: Value[Decimal]
    options: tuple[KommAnOption, ...]


@dataclass(frozen=True, slots=True)
class CallGroup:
    """Parts of the grant that are called together (Mittelabruf); a call never mixes groups (F15).

    `parts` are names of `models.payout.PARTS`.
    """

    code: str
    label: str
    parts: Value[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ProofRules:
    """What a version says about the proof of use (Verwendungsnachweis).

    Due so many months after the end of the grant period; vouchers are kept so many years after it
    was handed in. Where the data survey (Fachdatenerhebung) replaces the narrative, none is owed.
    """

    due_months: Value[int]
    survey_replaces_narrative: Value[bool]
    retention_years: Value[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guideline:
    """One version of the guideline, as its dated file states it."""

    key: str
    title: str
    short_title: str
    dated_on: date
    publication: str
    sources: Mapping[str, str]
    open_points: tuple[str, ...]
    valid_from: Value[date]
    valid_to: Value[date]
    legal_basis: Value[str]
    applicants: Value[str]
    financing_type: Value[str]
    cost_basis: Value[str]
    posts: Mapping[ApplicantKind, PostLimits]
    rates: Mapping[PostCategory, PostRate]
    allowed_shares: Mapping[PostCategory, Value[tuple[Decimal, ...]]]
    vacancy_method: Value[VacancyMethod]
    partial_month_counts: Value[bool]
    material_maximum: Value[Decimal]
    material_purpose: Value[str]
    eligible_material: Value[tuple[MaterialKind, ...]]
    own_material: Value[tuple[MaterialKind, ...]]
    lay_interpreter_concept_required: Value[bool]
    qualification_required: Value[bool]
    concept_age_limit_years: Value[int]
    lead_share: Value[Decimal]
    payout_month_days: Value[tuple[str, ...]]
    call_groups: tuple[CallGroup, ...]
    deadlines: Mapping[int, Value[date]]
    proof: ProofRules
    declarations: tuple[Statement, ...]
    preconditions: tuple[Statement, ...]
    conditions: tuple[Statement, ...]
    komm_an_part_one: KommAnPartOne | None
    volunteering_maximum: Value[Decimal] | None
    """Nr. 2.3, ehrenamtliches Engagement und Väterarbeit; None where a version has none."""

    def governs(self, fiscal_year: int) -> bool:
        """Whether the fiscal year (Haushaltsjahr) is decided under this version."""
        return fiscal_year in self.fiscal_years

    @property
    def fiscal_years(self) -> range:
        """The fiscal years this version governs."""
        return range(self.valid_from.value.year, self.valid_to.value.year + 1)

    @property
    def citation(self) -> str:
        """The version as a letter names it."""
        return f"{self.title} vom {german_day(self.dated_on)} ({self.publication})"

    def payout_days(self, fiscal_year: int) -> tuple[date, ...]:
        """The days on which parts of the grant are paid, in calendar order."""
        return tuple(
            date.fromisoformat(f"{fiscal_year}-{month_day}")
            for month_day in self.payout_month_days.value
        )

    def call_group(self, code: str) -> CallGroup:
        """The group with this code; raises KeyError."""
        return {group.code: group for group in self.call_groups}[code]

    @property
    def amounts(self) -> tuple[tuple[str, Value[Decimal]], ...]:
        """The values that money follows from, each with its German name."""
        rates = ((f"Satz {category.label}", self.rates[category].amount) for category in self.rates)
        limits = (
            (f"Stellen {category.label}, {kind.label}", self.posts[kind].of(category))
            for kind in self.posts
            for category in PostCategory
        )
        sums = [("Höchstbetrag Sachausgaben", self.material_maximum)]
        if self.volunteering_maximum is not None:
            sums.append(("Höchstbetrag Ehrenamt und Väterarbeit", self.volunteering_maximum))
        return (*rates, *limits, *sums)

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """The names of the amounts no source confirms."""
        return tuple(name for name, value in self.amounts if not value.confirmed)

    @property
    def confirmed(self) -> bool:
        """Whether every amount is confirmed by a source."""
        return not self.unconfirmed
