"""What an application says about its applicant and its measure: the inputs that must be there."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from drehscheibe.domain.forwarding.models import ForwardingCase
from drehscheibe.domain.funding.application_facts import Finding, block

FILE = Path(__file__).parent / "data" / "declarations.toml"
BASIS = "Antragsvordruck, A"
REQUIRED = (
    ("name", "Tragen Sie den Namen Ihrer Organisation ein."),
    ("kind", "Wählen Sie, was für eine Organisation Sie sind."),
    ("street", "Tragen Sie Straße und Hausnummer Ihrer Organisation ein."),
    ("postal_code", "Tragen Sie die Postleitzahl Ihrer Organisation ein."),
    ("town", "Tragen Sie den Ort Ihrer Organisation ein."),
    ("contact_name", "Tragen Sie ein, wen wir fragen können."),
    ("title", "Geben Sie Ihrem Vorhaben einen Namen."),
    ("description", "Beschreiben Sie in ein paar Sätzen, was Sie vorhaben."),
)


@dataclass(frozen=True)
class Declaration:
    """A sentence the applicant confirms."""

    code: str
    text: str
    basis: str


@cache
def declarations() -> tuple[Declaration, ...]:
    """All sentences, in the order of the form.

    >>> [each.code for each in declarations()]
    ['not_begun', 'separate', 'ancillary', 'correct']
    """
    rows = tomllib.loads(FILE.read_text("utf-8"))["declarations"]
    return tuple(Declaration(**row) for row in rows)


def applicant_findings(case: ForwardingCase) -> Iterator[Finding]:
    """M-ANTRAG: who applies, for what, and the declarations."""
    for name, message in REQUIRED:
        if not str(getattr(case, name)).strip() and name not in case.kept_input:
            yield block("M-ANTRAG", name, BASIS, message)
    given = set(case.declarations)
    for each in declarations():
        if each.code not in given:
            message = f"Bestätigen Sie: „{each.text}“"
            yield block("M-ANTRAG", f"declarations-{each.code}", each.basis, message)
