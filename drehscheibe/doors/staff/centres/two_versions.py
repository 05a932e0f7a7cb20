"""Two people edited one text: what each of them says, side by side."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from drehscheibe.domain.centres.models.concept import IntegrationConcept
from drehscheibe.doors.staff.centres.forms import ConceptForm, concept_initial
from drehscheibe.kernel.language.days import german_day

NOTHING = "(leer)"


@dataclass(frozen=True)
class Difference:
    """One field in both versions, as people read it; `anchor` is the field on the page."""

    label: str
    mine: str
    theirs: str
    anchor: str


def differences(saved: IntegrationConcept, form: ConceptForm) -> list[Difference]:
    """The fields in which the typed text and the saved row differ."""
    kept = concept_initial(saved)
    mine = form.good_values() | {
        f"{code}-{name}": getattr(answer, name)
        for code, answer in form.good_answers().items()
        for name in ("took_part", "how", "period")
    }
    return [
        Difference(_label(form, name), _words(form, name, value), _words(form, name, theirs), name)
        for name, value in mine.items()
        if value != (theirs := kept.get(name, "" if "-" in name else None))
    ]


def _label(form: ConceptForm, name: str) -> str:
    code = name.partition("-")[0]
    actor = next((actor.label for actor in form.actors if actor.code == code), "")
    label = str(form.fields[name].label)
    return f"{actor}: {label}" if actor else label


def _words(form: ConceptForm, name: str, value: Any) -> str:
    if value in (None, ""):
        return NOTHING
    if isinstance(value, date):
        return german_day(value)
    choices = dict(getattr(form.fields[name], "choices", ()))
    return str(choices.get(value, value))
