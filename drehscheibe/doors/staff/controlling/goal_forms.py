"""Shapes of input on the pages of goal periods."""

from typing import Any

from django import forms

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.goals.beginning import Frame, two_years_from
from drehscheibe.domain.controlling.goals.fields import Wording, fields_to_choose
from drehscheibe.domain.controlling.models import LocalField, Strand
from drehscheibe.doors.staff.fields import DayField

FEW_LINES = {"rows": 3}


class FrameForm(forms.Form):
    """The days of a period; other than two calendar years are possible with a reason."""

    starts_on = DayField(label="Beginn")
    ends_on = DayField(label="Ende")
    deviation = forms.CharField(
        label="Warum nicht genau zwei Kalenderjahre?", required=False, max_length=2000,
        help_text="Nur nötig, wenn die Periode nicht vom 1. Januar bis zum 31. Dezember des "
        "folgenden Jahres reicht, zum Beispiel nach einer Gründung im Juli.",
        widget=forms.Textarea(attrs=FEW_LINES),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """F13: two calendar years, or a reason."""
        given = super().clean() or {}
        starts, ends = given.get("starts_on"), given.get("ends_on")
        if not starts or not ends:
            return given
        usual = two_years_from(starts.year)
        odd = (starts, ends) != (usual.starts_on, usual.ends_on)
        if odd and not (given.get("deviation") or "").strip():
            self.add_error(
                "deviation",
                "Die Periode umfasst nicht genau zwei Kalenderjahre. Bitte begründen Sie es oder "
                "wählen Sie den 1. Januar und den 31. Dezember des folgenden Jahres.",
            )
        return given

    def frame(self) -> Frame:
        """For the action."""
        given = self.cleaned_data
        return Frame(given["starts_on"], given["ends_on"], given["deviation"])


class StartForm(FrameForm):
    """Which centre, which two years."""

    centre = forms.ModelChoiceField(
        label="Kommunales Integrationszentrum", queryset=Centre.objects.none(), empty_label=None
    )
    field_order = ("centre", "starts_on", "ends_on", "deviation")

    def __init__(self, *args: Any, centres: Any, **options: Any) -> None:
        """Only the person's own centres can be chosen (attack 2)."""
        super().__init__(*args, **options)
        field: Any = self.fields["centre"]
        field.queryset = centres
        if len(centres) == 1:
            field.widget, field.initial = forms.HiddenInput(), centres[0].pk


class AgreementForm(forms.Form):
    """Who agreed locally, and when."""

    body = forms.CharField(
        label="Gremium", max_length=150, help_text="Zum Beispiel Kreistag, Rat oder Ausschuss."
    )
    decided_on = DayField(label="Beschlossen am")
    paper = forms.CharField(
        label="Drucksache oder Vorlage", max_length=60, required=False,
        help_text="Freiwillig, zum Beispiel X/0815.",
    )  # fmt: skip


class GoalForm(forms.Form):
    """The beginning of a goal; everything else is written afterwards."""

    strand = forms.ChoiceField(label="Strang", choices=Strand.choices, widget=forms.RadioSelect)
    title = forms.CharField(
        label="Kurztitel", max_length=150, help_text="Zum Beispiel Dialog Sport."
    )


class LocalFieldForm(forms.Form):
    """A field of action in the centre's own words and what it means in the network's."""

    centre = forms.ModelChoiceField(
        label="Kommunales Integrationszentrum", queryset=Centre.objects.none(), empty_label=None
    )
    label = forms.CharField(label="Bezeichnung bei Ihnen", max_length=200)
    valid_from = DayField(label="Gilt ab")
    valid_to = DayField(label="Gilt bis", required=False, help_text="Leer, solange es gilt.")
    keys = forms.MultipleChoiceField(
        label="Entspricht im Verbund", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Eines oder mehrere; daran erkennt die Auswertung Ihr Feld wieder.",
    )  # fmt: skip

    def __init__(self, *args: Any, centres: Any, **options: Any) -> None:
        """Own centres only; the one centre of most people is not asked for."""
        super().__init__(*args, **options)
        field: Any = self.fields["centre"]
        field.queryset = centres
        if len(centres) == 1:
            field.widget, field.initial = forms.HiddenInput(), centres[0].pk
        keys: Any = self.fields["keys"]
        keys.choices = [(each.key, each.label) for each in fields_to_choose()]

    def wording(self) -> Wording:
        """For the action."""
        given = self.cleaned_data
        return Wording(given["label"], given["valid_from"], given["valid_to"], given["keys"])


def typed_field(field: LocalField) -> dict[str, Any]:
    """A stored field as the form begins with it."""
    return {
        "centre": field.centre_id,
        "label": field.label,
        "valid_from": field.valid_from,
        "valid_to": field.valid_to,
        "keys": [each.key for each in field.network_fields.all()],
    }


class ReasonForm(forms.Form):
    """A step, with its reason where one is needed."""

    mark_optional = True

    reason = forms.CharField(
        label="Begründung", max_length=2000, required=False, widget=forms.Textarea(attrs=FEW_LINES)
    )

    def __init__(self, *args: Any, needed: bool = False, **options: Any) -> None:
        """Steps that need no reason do not ask for one."""
        super().__init__(*args, **options)
        if needed:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]
