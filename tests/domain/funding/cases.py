"""Plain applications for the tests of the rules: complete unless a test says otherwise."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from drehscheibe.domain.funding.findings import (
    ApplicationFacts,
    ConceptFacts,
    Finding,
    MaterialItem,
    PostFacts,
    findings,
)
from drehscheibe.domain.funding.guideline import (
    ApplicantKind,
    MaterialKind,
    PostCategory,
    Qualification,
)
from drehscheibe.domain.funding.guideline_files import guideline_for

IN_TIME = date(2023, 3, 20)
"""A day on which an application for 2023 is not late."""


def specialist(number: int, **changes: Any) -> PostFacts:
    """A full specialist post, filled all of 2023 by somebody with a degree."""
    post = PostFacts(
        number=number,
        category=PostCategory.FACHKRAFT,
        share=Decimal(1),
        filled_from=date(2023, 1, 1),
        qualification=Qualification.DEGREE,
    )
    return replace(post, **changes)


def assistant(number: int, **changes: Any) -> PostFacts:
    """The half post of an assistant, filled all of 2023."""
    post = specialist(number, category=PostCategory.ASSISTENZ, share=Decimal("0.5"))
    return replace(post, qualification=None, **changes)


def plan(specialists: int = 6) -> tuple[PostFacts, ...]:
    """So many specialists and the assistant."""
    return (*map(specialist, range(1, specialists + 1)), assistant(specialists + 1))


def pool(number: int = 1, amount: str = "50000") -> MaterialItem:
    """Material costs of a pool of lay interpreters."""
    kind = MaterialKind.LAY_INTERPRETERS
    return MaterialItem(number=number, kind=kind, amount=Decimal(amount))


def application(**changes: Any) -> ApplicationFacts:
    """A Kreis applies for 2023; nothing is missing."""
    facts = ApplicationFacts(
        guideline=guideline_for(2023),
        fiscal_year=2023,
        applicant_kind=ApplicantKind.KREIS,
        has_centre=True,
        concept=ConceptFacts(decided_on=date(2021, 6, 1), municipalities_agreed=True),
        declarations=frozenset("abcdef"),
        posts=plan(),
        material=(pool(),),
        lay_interpreter_concept=True,
        head_share=Decimal(1),
        deputy_share=Decimal(1),
    )
    return replace(facts, **changes)


def found(facts: ApplicationFacts, rule: str, on: date = IN_TIME) -> list[Finding]:
    """What one rule finds."""
    return [finding for finding in findings(facts, on=on) if finding.rule == rule]


def plain(text: str) -> str:
    """The message with ordinary blanks, as one types it."""
    return text.replace("\N{NO-BREAK SPACE}", " ")
