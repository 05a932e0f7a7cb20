"""Shapes of input on the pages of the network."""

from datetime import date
from typing import Any

from django import forms

from drehscheibe.domain.network.kinds import kinds_on
from drehscheibe.domain.network.relating import Said
from drehscheibe.domain.network.seeing import Network
from drehscheibe.doors.staff.fields import DayField

STRENGTHS = ((1, "1 – gelegentlich"), (2, "2 – regelmäßig"), (3, "3 – eng"))


class RelationForm(forms.Form):
    """A relation to another actor."""

    to = forms.TypedChoiceField(label="Zu welchem Akteur", coerce=int)
    kind = forms.ChoiceField(label="Art")
    strength = forms.TypedChoiceField(label="Stärke", choices=STRENGTHS, coerce=int, initial=2)
    since = DayField(label="Seit")
    until = DayField(label="Letzter Tag", required=False)
    note = forms.CharField(label="Anmerkung", max_length=300, required=False)

    def __init__(self, *given: Any, network: Network, actor: int, on: date, **named: Any) -> None:
        super().__init__(*given, **named)
        others = [(each.pk, each.name) for each in network.nodes if each.pk != actor]
        kinds = [(each.code, each.label) for each in kinds_on(on).values()]
        choice: Any = self.fields["to"]
        choice.choices = [("", "– bitte wählen –"), *others]
        choice = self.fields["kind"]
        choice.choices = kinds

    def said(self) -> Said:
        """What was typed."""
        typed = self.cleaned_data
        return Said(
            typed["kind"], typed["since"], typed["until"] or None, typed["strength"], typed["note"]
        )


class EndForm(forms.Form):
    """The end of a relation."""

    relation = forms.IntegerField(widget=forms.HiddenInput, max_value=2**62)
    last_day = DayField(label="Letzter Tag")
    reason = forms.CharField(label="Grund", max_length=300)
