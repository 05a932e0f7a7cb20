"""Courses, kinds of qualification and qualifications acquired elsewhere, as typed."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.qualification.models import CourseTemplate, QualificationKind
from drehscheibe.domain.qualification.preparing import TemplateFacts
from drehscheibe.domain.qualification.subjects import fields_to_choose
from drehscheibe.doors.staff.events.forms import LONG, TIERS
from drehscheibe.doors.staff.fields import DayField
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person


class TemplateForm(forms.Form):
    """What a course is."""

    mark_optional = True
    owner = forms.ModelChoiceField(
        label="Gehört", queryset=Organisation.objects.none(), empty_label=None
    )
    title = forms.CharField(label="Titel", max_length=200)
    code = forms.SlugField(
        label="Kürzel", max_length=40, help_text="Buchstaben, Ziffern, Striche; einmal im Haus.",
        error_messages={"invalid": "Bitte nur Buchstaben, Ziffern, Binde- und Unterstriche."},
    )  # fmt: skip
    units = forms.DecimalField(
        label="Unterrichtseinheiten (UE)", max_digits=5, decimal_places=1, min_value=0,
        localize=True, help_text="zu 45 Minuten, alle Termine zusammen",
    )  # fmt: skip
    tier = forms.ChoiceField(label="Sichtbar", choices=TIERS, initial="network")
    aims = forms.CharField(label="Ziele", required=False, widget=LONG)
    target_groups = forms.CharField(
        label="Zielgruppen", required=False, widget=LONG, help_text="Jede in einer Zeile."
    )
    fields_of_action = forms.ModelMultipleChoiceField(
        label="Handlungsfelder", queryset=FieldOfAction.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    requires = forms.ModelMultipleChoiceField(
        label="Voraussetzungen", queryset=QualificationKind.objects.all(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    grants = forms.ModelChoiceField(
        label="Verleiht", queryset=QualificationKind.objects.all(), required=False,
        empty_label="nichts", blank=True,
    )  # fmt: skip
    certificate_percent = forms.IntegerField(
        label="Bescheinigung ab so viel Prozent der Unterrichtseinheiten", min_value=1,
        max_value=100, initial=75,
    )  # fmt: skip

    def __init__(
        self, *args: Any, owners: QuerySet[Organisation], known: CourseTemplate | None = None,
        **options: Any,
    ) -> None:  # fmt: skip
        """Where the person keeps courses; a known one stays in its house."""
        super().__init__(*args, **options)
        own: Any = self.fields["owner"]
        own.queryset = owners
        if known is not None:
            del self.fields["owner"]
        fields: Any = self.fields["fields_of_action"]
        fields.queryset = fields_to_choose()

    def facts(self) -> TemplateFacts:
        """For the action."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "owner"}
        lines = given["target_groups"].splitlines()
        given["target_groups"] = tuple(line.strip()[:120] for line in lines if line.strip())
        given["fields_of_action"] = tuple(each.pk for each in given["fields_of_action"])
        given["requires"] = tuple(given["requires"])
        return TemplateFacts(**given)


def course_before(template: CourseTemplate) -> dict[str, Any]:
    """What the form of a known course begins with."""
    names = ("title", "code", "units", "tier", "aims", "grants", "certificate_percent")
    return {
        **{name: getattr(template, name) for name in names},
        "target_groups": "\n".join(template.target_groups),
        "fields_of_action": list(template.fields_of_action.all()),
        "requires": list(template.requires.all()),
    }


class KindForm(forms.Form):
    """A kind of qualification, for the whole network."""

    mark_optional = True
    label = forms.CharField(label="Bezeichnung", max_length=200)
    code = forms.SlugField(
        label="Kürzel", max_length=40,
        error_messages={"invalid": "Bitte nur Buchstaben, Ziffern, Binde- und Unterstriche."},
    )  # fmt: skip
    months = forms.IntegerField(
        label="Gilt so viele Monate", min_value=1, max_value=600, required=False,
        help_text="Leer: auf Dauer.",
    )  # fmt: skip
    multiplier = forms.BooleanField(
        label="Macht zur Multiplikatorin oder zum Multiplikator", required=False
    )


class EnterForm(forms.Form):
    """A qualification acquired elsewhere, on the word of the own organisation."""

    person = forms.ModelChoiceField(
        label="Wer?", queryset=Person.objects.none(), empty_label="bitte wählen"
    )
    kind = forms.ModelChoiceField(
        label="Qualifikation", queryset=QualificationKind.objects.all(),
        empty_label="bitte wählen",
    )  # fmt: skip
    granted_by = forms.ModelChoiceField(
        label="Bestätigt von", queryset=Organisation.objects.none(), empty_label=None
    )
    holds_from = DayField(label="Gilt ab")

    def __init__(
        self, *args: Any, people: QuerySet[Person], organisations: QuerySet[Organisation],
        **options: Any,
    ) -> None:  # fmt: skip
        """Colleagues of the organisations one certifies for."""
        super().__init__(*args, **options)
        who: Any = self.fields["person"]
        who.queryset = people
        house: Any = self.fields["granted_by"]
        house.queryset = organisations
