"""The versions of the programmes, read once from `programmes/*.toml` and checked.

A new version is added by adding its file, named `<programme>-<first fiscal year>.toml`; nothing in
Python changes.
"""

from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from drehscheibe.domain.forwarding.item_reading import as_number_if_known, read_item
from drehscheibe.domain.forwarding.programme import ContractModel, Item, Module, Programme
from drehscheibe.domain.funding.guideline_reading import (
    GuidelineFileError,
    Section,
    as_day,
    as_flag,
    as_number,
    as_text,
    open_file,
)
from drehscheibe.domain.funding.reclaim.rules import Arises

FOLDER = Path(__file__).parent / "programmes"


class UnknownProgrammeYear(ValueError):
    """The programme has no version for this fiscal year (K13: KOMM-AN NRW ended with 2024)."""

    def __init__(self, programme: str, fiscal_year: int) -> None:
        versions = versions_of(programme)
        title, first = versions[0].title, versions[0].fiscal_years[0]
        last = versions[-1].fiscal_years[-1]
        years = f"von {first} bis {last}" if first != last else f"nur {first}"
        super().__init__(
            f"Das Programm {title} gibt es für {fiscal_year} nicht; es läuft {years}. "
            "Wählen Sie ein anderes Jahr oder ein anderes Programm."
        )


def programme_for(programme: str, fiscal_year: int) -> Programme:
    """The version that governs a fiscal year; raises KeyError or `UnknownProgrammeYear`.

    >>> programme_for("komm_an_2", 2022).key, programme_for("komm_an_2", 2024).key
    ('komm_an_2-2022', 'komm_an_2-2023')
    """
    for version in versions_of(programme):
        if version.governs(fiscal_year):
            return version
    raise UnknownProgrammeYear(programme, fiscal_year)


def programme_by_key(key: str) -> Programme:
    """The version of this file name; raises KeyError.

    >>> programme_by_key("komm_an_2-2023").title
    'KOMM-AN NRW Teil II'
    """
    return {version.key: version for version in all_programmes()}[key]


def versions_of(programme: str) -> tuple[Programme, ...]:
    """All versions of one programme, oldest first; raises KeyError when there is none."""
    found = tuple(each for each in all_programmes() if each.programme == programme)
    if not found:
        raise KeyError(programme)
    return found


def programme_choices() -> tuple[tuple[str, str], ...]:
    """Every programme once, key and title, in the order they began.

    >>> [key for key, title in programme_choices()]
    ['ehrenamt', 'zusammenkommen', 'komm_an_2', 'praevention']
    """
    return tuple({each.programme: each.title for each in all_programmes()}.items())


def programmes_in(fiscal_year: int) -> tuple[Programme, ...]:
    """Every version that governs a fiscal year."""
    return tuple(each for each in all_programmes() if each.governs(fiscal_year))


@cache
def all_programmes() -> tuple[Programme, ...]:
    """All versions, oldest first; raises `GuidelineFileError` when a file is wrong."""
    return load_programmes(FOLDER)


def load_programmes(folder: Path) -> tuple[Programme, ...]:
    """Read and check every version; of one programme, no year is governed twice."""
    versions = [load_programme(path) for path in sorted(folder.glob("*.toml"))]
    if not versions:
        raise GuidelineFileError(folder.name, "", "enthält kein Programm")
    versions.sort(key=lambda each: (each.valid_from.value, each.key))
    for programme in {each.programme for each in versions}:
        own = [each for each in versions if each.programme == programme]
        for earlier, later in pairwise(own):
            if earlier.fiscal_years.stop != later.fiscal_years.start:
                problem = f"schließt nicht an {earlier.key}.toml an (Jahre fehlen oder doppelt)"
                raise GuidelineFileError(f"{later.key}.toml", "valid_from", problem)
    return tuple(versions)


def load_programme(path: Path) -> Programme:
    """Read and check one file; raises `GuidelineFileError`."""
    top = open_file(path)
    programme = Programme(
        key=path.stem,
        programme=top.text("programme"),
        title=top.text("title"),
        short_title=top.text("short_title"),
        publication=top.text("publication"),
        sources=MappingProxyType(dict(top.sources)),
        open_points=tuple(as_text(point) for point in top.take("open_points")),
        valid_from=top.value("valid_from", as_day),
        valid_to=top.value("valid_to", as_day),
        legal_basis=top.value("legal_basis", as_text),
        forwarding_allowed=top.value("forwarding_allowed", as_flag),
        distribution_key=top.value("distribution_key", as_text),
        proof_months=top.value("proof_months", as_number_if_known),
        training_share=top.value("training_share", as_number_if_known),
        training_items=tuple(as_text(code) for code in top.take("training_items")),
        applicant_cap=top.value("applicant_cap", as_number_if_known),
        interest_points=top.value("interest_points", as_number),
        interest_from=top.value("interest_from", Arises),
        contracts=tuple(_contract(each) for each in top.sections("contracts")),
        modules=tuple(_module(each) for each in top.sections("modules")),
        items=tuple(read_item(each) for each in top.sections("items")),
    )
    top.close()
    _refuse_what_does_not_fit(programme, top)
    return programme


def _module(section: Section) -> Module:
    module = Module(section.text("code"), section.text("label"), section.text("help"))
    section.close()
    return module


def _contract(section: Section) -> ContractModel:
    def day(key: str) -> date:
        try:
            return as_day(section.take(key))
        except ValueError as error:
            raise section.wrong(key, str(error)) from error

    contract = ContractModel(
        version=section.text("version"),
        label=section.text("label"),
        valid_from=day("valid_from"),
        valid_to=day("valid_to"),
        basis=f"{section.source()}, {section.confidence()}",
    )
    section.close()
    return contract


def _refuse_what_does_not_fit(programme: Programme, top: Section) -> None:
    if programme.key != f"{programme.programme}-{programme.valid_from.value.year}":
        raise top.wrong("programme", "stimmt nicht mit dem Namen der Datei überein")
    if programme.valid_to.value < programme.valid_from.value:
        raise top.wrong("valid_to", "liegt vor valid_from")
    modules = {module.code for module in programme.modules}
    codes = [item.code for item in programme.items]
    if not codes:
        raise top.wrong("items", "fehlt")
    if len(set(codes)) != len(codes):
        raise top.wrong("items", "ein Kürzel kommt zweimal vor")
    for item in programme.items:
        _refuse_strangers(item, modules, set(codes), top)
    for code in programme.training_items:
        if code not in codes:
            raise top.wrong("training_items", f"„{code}“ ist kein Fördergegenstand")


def _refuse_strangers(item: Item, modules: set[str], codes: set[str], top: Section) -> None:
    if item.module not in modules:
        raise top.wrong(f"items.{item.code}.module", f"„{item.module}“ ist kein Baustein")
    for code in (*item.excludes, *item.requires):
        if code not in codes:
            raise top.wrong(f"items.{item.code}", f"„{code}“ ist kein Fördergegenstand")
