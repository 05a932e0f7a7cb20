"""Shapes of input on the pages of concepts and foundings."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from drehscheibe.domain.centres.concept.actions import EDITABLE, Answer
from drehscheibe.domain.centres.concept.actors import Actor
from drehscheibe.domain.centres.models.concept import (
    ConceptParticipation,
    CouncilBody,
    IntegrationConcept,
)
from drehscheibe.domain.centres.models.founding import FoundingDecision
from drehscheibe.doors.staff.fields import DayField

LONG = 20_000  # letters; a summary, not the concept itself
BODIES = [("", "bitte wählen"), *CouncilBody.choices]
ANSWERS = [("", "noch nicht beantwortet"), *ConceptParticipation.TookPart.choices]
FILE_HELP = "PDF, Word, OpenDocument oder Bild; höchstens 20 MB"


class DatedForm(forms.Form):
    """A form whose days lie on or before today."""

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        """Tell every day field what today is."""
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.today = today


def long_text(label: str, help_text: str = "", rows: int = 4) -> forms.CharField:
    """Several lines that may stay empty."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=LONG, widget=widget
    )


def pages_field(label: str) -> forms.CharField:
    """Where it stands in the concept."""
    return forms.CharField(
        label=label, required=False, max_length=60,
        widget=forms.TextInput(attrs={"class": "input--medium"}),
        help_text="zum Beispiel 12–19",
    )  # fmt: skip


class TitleForm(forms.Form):
    """The first step: a draft has a title."""

    title = forms.CharField(
        label="Titel", max_length=200, help_text="zum Beispiel „Integrationskonzept 2026“"
    )


class ConceptForm(DatedForm):
    """The whole draft; everything may stay empty but the title."""

    title = forms.CharField(label="Titel", max_length=200)
    body = forms.ChoiceField(label="Beschlossen durch", choices=BODIES, required=False)
    decided_on = DayField(label="Beschlossen am", required=False)
    paper_number = forms.CharField(
        label="Drucksache oder Vorlage", required=False, max_length=60,
        widget=forms.TextInput(attrs={"class": "input--medium"}),
    )  # fmt: skip
    decision_url = forms.URLField(
        label="Link zum Beschluss", required=False, max_length=500, assume_scheme="https",
        help_text="zum Beispiel aus dem Ratsinformationssystem",
    )  # fmt: skip
    decision_excerpt = long_text("Auszug aus dem Beschluss")
    file = forms.FileField(
        label="Konzept oder Beschluss als Datei", required=False, help_text=FILE_HELP
    )
    education_summary = long_text("Was das Konzept zu „Integration durch Bildung“ vorsieht")
    education_pages = pages_field("Seiten zu „Integration durch Bildung“")
    cross_cutting_summary = long_text("Was es zur „Integration als Querschnittsaufgabe“ vorsieht")
    cross_cutting_pages = pages_field("Seiten zur „Querschnittsaufgabe“")
    volunteering_summary = long_text("Was es zum Ehrenamt vorsieht")
    volunteering_pages = pages_field("Seiten zum Ehrenamt")
    embedding = long_text("Anbindung und Ausgestaltung des Zentrums")
    cooperation_with_free_providers = long_text("Zusammenarbeit mit freien Trägern")
    municipalities_agreed_on = DayField(label="Einvernehmen der Gemeinden am", required=False)
    municipalities_note = long_text("Wie das Einvernehmen entstand", rows=2)

    def __init__(self, *args: Any, actors: Iterable[Actor] = (), **options: Any) -> None:
        """Three questions per kind of actor; ids are the anchors of `concept.findings`."""
        super().__init__(*args, auto_id="%s", **options)
        self.actors = tuple(actors)
        self.group_labels = {actor.code: actor.label for actor in self.actors}
        for actor in self.actors:
            self.fields[f"{actor.code}-took_part"] = forms.ChoiceField(
                label="Beteiligung", choices=ANSWERS, required=False
            )
            self.fields[f"{actor.code}-how"] = forms.CharField(
                label="Wie beteiligt, oder warum nicht", required=False, max_length=LONG,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
            self.fields[f"{actor.code}-period"] = forms.CharField(
                label="Wann", required=False, max_length=100
            )

    @property
    def actor_groups(self) -> list[tuple[Actor, list[forms.BoundField]]]:
        """Each actor with its three questions."""
        return [
            (actor, [self[f"{actor.code}-{name}"] for name in ("took_part", "how", "period")])
            for actor in self.actors
        ]

    def good_values(self) -> dict[str, Any]:
        """What could be read, whether or not the rest could."""
        return {name: self.cleaned_data[name] for name in EDITABLE if name in self.cleaned_data}

    def good_answers(self) -> dict[str, Answer]:
        """The answers per actor code that could be read in full."""
        found = {}
        for actor in self.actors:
            names = ("took_part", "how", "period")
            told = [self.cleaned_data.get(f"{actor.code}-{name}") for name in names]
            if None not in told:
                found[actor.code] = Answer(*(str(text) for text in told))
        return found


def concept_initial(concept: IntegrationConcept) -> dict[str, Any]:
    """What stands in the row, under the names of the form."""
    initial = {name: getattr(concept, name) for name in EDITABLE}
    for answer in concept.participations.all():
        for name in ("took_part", "how", "period"):
            initial[f"{answer.actor_kind}-{name}"] = getattr(answer, name)
    return initial


class UpdateForm(DatedForm):
    """A Fortschreibung."""

    updated_on = DayField(label="Fortgeschrieben am")
    body = forms.ChoiceField(label="Beschlossen durch", choices=BODIES)
    paper_number = forms.CharField(label="Drucksache oder Vorlage", max_length=60)
    summary = forms.CharField(
        label="Was sich geändert hat", max_length=LONG, widget=forms.Textarea(attrs={"rows": 5})
    )
    file = forms.FileField(label="Datei", required=False, help_text=FILE_HELP)


class CorrectionForm(DatedForm):
    """What the record of a decision should say, and why it does not."""

    body = forms.ChoiceField(label="Beschlossen durch", choices=BODIES)
    decided_on = DayField(label="Beschlossen am")
    paper_number = forms.CharField(label="Drucksache oder Vorlage", max_length=60)
    decision_url = forms.URLField(
        label="Link zum Beschluss", required=False, max_length=500, assume_scheme="https"
    )
    reason = forms.CharField(
        label="Begründung", max_length=LONG, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Was war falsch eingetragen, und woran sieht man das?",
    )  # fmt: skip


class AgreementForm(DatedForm):
    """The municipalities agreed after the decision."""

    agreed_on = DayField(label="Einvernehmen der Gemeinden am")
    note = long_text("Wie das Einvernehmen entstand", rows=2)


class ReasonForm(forms.Form):
    """A step with its reason."""

    reason = forms.CharField(
        label="Begründung", max_length=LONG, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, needed: bool = False, **options: Any) -> None:
        """`needed` makes the reason obligatory."""
        super().__init__(*args, **options)
        self.fields["reason"].required = needed


class FoundingDecisionForm(DatedForm):
    """What the council decided about the founding."""

    body = forms.ChoiceField(label="Gremium", choices=BODIES)
    decided_on = DayField(label="Sitzung am")
    paper_number = forms.CharField(label="Drucksache oder Vorlage", max_length=60)
    result = forms.ChoiceField(
        label="Ergebnis", choices=FoundingDecision.Result.choices, widget=forms.RadioSelect
    )
    note = long_text("Anmerkung", rows=2)
