"""Shapes of input on the pages of projects of state-wide importance."""

from datetime import date
from typing import Any

from django import forms

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.goals.fields import fields_to_choose
from drehscheibe.domain.controlling.models import Participation, ProjectIs, StatewideProject
from drehscheibe.domain.controlling.projects.answering import Consent
from drehscheibe.domain.controlling.projects.keeping import Facts
from drehscheibe.doors.staff.fields import DayField
from drehscheibe.kernel.organisations.models import Organisation

LONG = {"rows": 6}


class ProjectFilter(forms.Form):
    """What the list is narrowed to."""

    stand = forms.ChoiceField(
        label="Stand", required=False, choices=[("", "alle"), *ProjectIs.choices]
    )
    wort = forms.CharField(label="Wort", required=False, max_length=80)


class ProjectForm(forms.Form):
    """What a project is; `seen` is the version the page showed."""

    title = forms.CharField(label="Projekt", max_length=200)
    aim = forms.CharField(label="Worum es geht", max_length=4000, widget=forms.Textarea(attrs=LONG))
    starts_on = DayField(label="Beginn")
    ends_on = DayField(label="Ende", required=False)
    ministries = forms.ModelMultipleChoiceField(
        label="Ministerien", queryset=Organisation.objects.filter(kind="ministry"),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    fields_of_action = forms.ModelMultipleChoiceField(
        label="Handlungsfelder", required=False,
        queryset=fields_to_choose().filter(valid_to__isnull=True),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def facts(self) -> Facts:
        """For the action."""
        given = self.cleaned_data
        return Facts(
            title=given["title"], aim=given["aim"], starts_on=given["starts_on"],
            ends_on=given["ends_on"], ministries=tuple(given["ministries"]),
            fields=tuple(given["fields_of_action"]),
        )  # fmt: skip


class AskForm(forms.Form):
    """Which centres are asked."""

    centres = forms.ModelMultipleChoiceField(
        label="Zentren", queryset=Centre.objects.none(), widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, centres: list[Centre], **options: Any) -> None:
        """Those that were not asked."""
        super().__init__(*args, **options)
        field: Any = self.fields["centres"]
        field.queryset = Centre.objects.filter(pk__in=[each.pk for each in centres]).only(
            "key", "area_name", "sort_key"
        )
        field.label_from_instance = lambda each: each.area_name


class StepForm(forms.Form):
    """Why a project is given up, or what came of it."""

    text = forms.CharField(required=False, max_length=8000, widget=forms.Textarea(attrs=LONG))

    def __init__(self, *args: Any, label: str, **options: Any) -> None:
        """The same box under the words of the step."""
        super().__init__(*args, **options)
        self.fields["text"].label = label


class AnswerForm(forms.Form):
    """What the municipality decided: yes with body and day, or no with its day."""

    answer = forms.ChoiceField(
        label="Die Kommune hat", widget=forms.RadioSelect,
        choices=[("yes", "zugestimmt"), ("no", "abgelehnt")],
    )  # fmt: skip
    body = forms.CharField(
        label="Wer", required=False, max_length=150,
        help_text="Zum Beispiel: Kreistag, Rat, Verwaltungsvorstand",
    )  # fmt: skip
    on = DayField(label="Am")
    starts_on = DayField(
        label="Beteiligt ab", required=False,
        help_text="Frühestens der Tag der Zustimmung; leer heißt: ab diesem Tag.",
    )  # fmt: skip

    def consent(self) -> Consent:
        """For the action."""
        given = self.cleaned_data
        return Consent(given["body"], given["on"], given["starts_on"] or given["on"])

    @property
    def is_yes(self) -> bool:
        """Whether it consented."""
        return bool(self.cleaned_data["answer"] == "yes")


class ResultForm(forms.Form):
    """What came of the project in this centre."""

    results = forms.CharField(
        label="Ergebnisse vor Ort", max_length=8000, widget=forms.Textarea(attrs=LONG)
    )
    ends_on = DayField(label="Beteiligt bis", required=False)


def typed(project: StatewideProject) -> dict[str, Any]:
    """A stored project as its form begins with it."""
    return {
        "title": project.title, "aim": project.aim, "starts_on": project.starts_on,
        "ends_on": project.ends_on, "ministries": project.ministries.all(),
        "fields_of_action": project.fields.all(), "seen": project.version,
    }  # fmt: skip


def answered(participation: Participation) -> dict[str, Any]:
    """What was entered before."""
    refused: date | None = participation.refused_on
    return {
        "answer": "no" if refused else "yes" if participation.consent_on else "",
        "body": participation.consent_body, "on": refused or participation.consent_on,
        "starts_on": participation.starts_on,
    }  # fmt: skip
