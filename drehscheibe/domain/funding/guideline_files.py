"""The versions of the guideline, read once from `guidelines/*.toml` and checked.

A new version is added by adding its file, named after its date; nothing in Python changes.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from drehscheibe.domain.funding.guideline import (
    ApplicantKind,
    CallGroup,
    Guideline,
    KommAnOption,
    KommAnPartOne,
    MaterialKind,
    PostCategory,
    PostLimits,
    PostRate,
    ProofRules,
    VacancyMethod,
    Value,
)
from drehscheibe.domain.funding.guideline_reading import (
    GuidelineFileError,
    Section,
    as_day,
    as_flag,
    as_month_days,
    as_number,
    as_numbers,
    as_text,
    as_whole,
    open_file,
)

FOLDER = Path(__file__).parent / "guidelines"

Code = TypeVar("Code", bound=StrEnum)
Entry = TypeVar("Entry")


class UnknownFiscalYear(ValueError):
    """No version of the guideline is on file for this fiscal year (Haushaltsjahr)."""

    def __init__(self, fiscal_year: int) -> None:
        years = known_fiscal_years()
        super().__init__(
            f"Für das Haushaltsjahr {fiscal_year} ist keine Richtlinie hinterlegt. "
            f"Wählen Sie ein Jahr von {years[0]} bis {years[-1]}."
        )


def guideline_for(fiscal_year: int) -> Guideline:
    """The version that governs a fiscal year; raises `UnknownFiscalYear`.

    >>> guideline_for(2022).key, guideline_for(2023).key
    ('2020-10-30', '2023-03-10')
    """
    for guideline in all_guidelines():
        if guideline.governs(fiscal_year):
            return guideline
    raise UnknownFiscalYear(fiscal_year)


def guideline_by_key(key: str) -> Guideline:
    """The version with this date, as stored with an application; raises KeyError.

    >>> guideline_by_key("2018-03-27").short_title
    'Richtlinie 2018'
    """
    return {guideline.key: guideline for guideline in all_guidelines()}[key]


def known_fiscal_years() -> range:
    """Every fiscal year a version is on file for.

    >>> known_fiscal_years()
    range(2012, 2028)
    """
    versions = all_guidelines()
    return range(versions[0].fiscal_years.start, versions[-1].fiscal_years.stop)


@cache
def all_guidelines() -> tuple[Guideline, ...]:
    """All versions, oldest first; raises `GuidelineFileError` when a file is wrong."""
    return load_guidelines(FOLDER)


def load_guidelines(folder: Path) -> tuple[Guideline, ...]:
    """Read and check every version of a folder; together they leave no year out."""
    versions = [load_guideline(path) for path in sorted(folder.glob("*.toml"))]
    if not versions:
        raise GuidelineFileError(folder.name, "", "enthält keine Richtlinie")
    versions.sort(key=lambda version: version.fiscal_years.start)
    for earlier, later in pairwise(versions):
        if earlier.fiscal_years.stop != later.fiscal_years.start:
            problem = f"schließt nicht an {earlier.key}.toml an (Jahre fehlen oder sind doppelt)"
            raise GuidelineFileError(f"{later.key}.toml", "valid_from", problem)
    return tuple(versions)


def load_guideline(path: Path) -> Guideline:
    """Read and check one file; raises `GuidelineFileError`."""
    top = open_file(path)
    dated_on = top.take("dated_on")
    if path.stem != str(dated_on):
        raise top.wrong("dated_on", "stimmt nicht mit dem Namen der Datei überein")
    material = top.section("material")
    guideline = Guideline(
        key=path.stem,
        title=top.text("title"),
        short_title=top.text("short_title"),
        dated_on=as_day(dated_on),
        publication=top.text("publication"),
        sources=MappingProxyType(dict(top.sources)),
        open_points=tuple(as_text(point) for point in top.take("open_points")),
        valid_from=top.value("valid_from", as_day),
        valid_to=top.value("valid_to", as_day),
        legal_basis=top.value("legal_basis", as_text),
        applicants=top.value("applicants", as_text),
        financing_type=top.value("financing_type", as_text),
        cost_basis=top.value("cost_basis", as_text),
        posts=_posts(top.section("posts")),
        rates=_rates(top.section("rates")),
        allowed_shares=_shares(top.section("allowed_shares")),
        vacancy_method=top.value("vacancy_method", VacancyMethod),
        partial_month_counts=top.value("partial_month_counts", as_flag),
        material_maximum=material.value("maximum", as_number),
        material_purpose=material.value("purpose", as_text),
        eligible_material=material.value("eligible", _material_kinds),
        own_material=material.value("own", _material_kinds),
        lay_interpreter_concept_required=material.value(
            "lay_interpreter_concept_required", as_flag
        ),
        qualification_required=top.value("qualification_required", as_flag),
        concept_age_limit_years=top.value("concept_age_limit_years", as_whole),
        lead_share=top.value("lead_share", as_number),
        payout_month_days=top.value("payout_month_days", as_month_days),
        call_groups=_call_groups(top),
        deadlines=_deadlines(top),
        proof=_proof(top.section("proof")),
        declarations=top.statements("declarations"),
        preconditions=top.statements("preconditions"),
        conditions=top.statements("conditions"),
        komm_an_part_one=_komm_an(top),
        volunteering_maximum=top.value("volunteering_maximum", as_number)
        if "volunteering_maximum" in top.table
        else None,
    )
    material.close()
    top.close()
    if guideline.valid_to.value < guideline.valid_from.value:
        raise top.wrong("valid_to", "liegt vor valid_from")
    return guideline


def _posts(section: Section) -> MappingProxyType[ApplicantKind, PostLimits]:
    def limits(inner: Section) -> PostLimits:
        return PostLimits(inner.value("specialist", as_number), inner.value("assistant", as_number))

    return _by_code(section, ApplicantKind, lambda kind: limits(section.section(kind)))


def _rates(section: Section) -> MappingProxyType[PostCategory, PostRate]:
    def rate(inner: Section) -> PostRate:
        unit = as_number(inner.take("unit"))
        if not unit:
            raise inner.wrong("unit", "darf nicht 0 sein")
        return PostRate(unit, inner.value("amount", as_number))

    return _by_code(section, PostCategory, lambda category: rate(section.section(category)))


def _shares(section: Section) -> MappingProxyType[PostCategory, Value[tuple[Decimal, ...]]]:
    return _by_code(section, PostCategory, lambda category: section.value(category, as_numbers))


def _by_code(
    section: Section, codes: type[Code], read: Callable[[Code], Entry]
) -> MappingProxyType[Code, Entry]:
    entries = {code: read(code) for code in codes}
    section.close()
    return MappingProxyType(entries)


def _material_kinds(raw: Sequence[str]) -> tuple[MaterialKind, ...]:
    return tuple(MaterialKind(item) for item in raw)


def _deadlines(top: Section) -> MappingProxyType[int, Value[date]]:
    if "deadlines" not in top.table:
        return MappingProxyType({})
    section = top.section("deadlines")
    return MappingProxyType({int(year): section.value(year, as_day) for year in section.table})


def _call_groups(top: Section) -> tuple[CallGroup, ...]:
    """At least one group; no part of the grant in two of them."""
    groups = tuple(
        CallGroup(inner.text("code"), inner.text("label"), inner.value("parts", _parts))
        for inner in top.sections("call_groups")
    )
    parts = [part for group in groups for part in group.parts.value]
    if not parts or len(parts) != len(set(parts)):
        raise top.wrong("call_groups", "fehlt oder nennt einen Teil zweimal")
    return groups


def _parts(raw: Sequence[str]) -> tuple[str, ...]:
    """Parts of a grant, as models and letters name them."""
    unknown = set(raw) - {"staff", "material", "komm_an", "volunteering"}
    if unknown:
        raise ValueError(f"kennt {sorted(unknown)} nicht als Teil der Zuwendung")
    return tuple(raw)


def _proof(section: Section) -> ProofRules:
    rules = ProofRules(
        section.value("due_months", as_whole),
        section.value("survey_replaces_narrative", as_flag),
        section.value("retention_years", as_whole),
    )
    section.close()
    return rules


def _komm_an(top: Section) -> KommAnPartOne | None:
    if "komm_an_part_one" not in top.table:
        return None
    section = top.section("komm_an_part_one")
    options = tuple(
        KommAnOption(as_number(inner.take("posts")), inner.value("material", as_number))
        for inner in section.sections("options")
    )
    part_one = KommAnPartOne(section.value("rate", as_number), options)
    section.close()
    return part_one
