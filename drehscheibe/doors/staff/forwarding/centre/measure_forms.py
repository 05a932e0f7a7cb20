"""Shapes of input for a centre's own measures."""

from datetime import date
from typing import Any

from django import forms

from drehscheibe.domain.forwarding.centre.measures import MeasureDetails, lines_in
from drehscheibe.doors.staff.fields import DayField

SHORT = forms.TextInput(attrs={"class": "input--short", "inputmode": "numeric"})


class MeasureForm(forms.Form):
    """What the comparison needs, no more; days left empty mean the whole year."""

    centre = forms.TypedChoiceField(label="Zentrum", coerce=int)
    title = forms.CharField(label="Name der Maßnahme", max_length=200)
    paid_by = forms.ChoiceField(label="Bezahlt aus")
    other = forms.CharField(
        label="Name des anderen Programms",
        required=False,
        max_length=120,
        help_text="Nur bei „anderes Programm“.",
    )
    street = forms.CharField(
        label="Straße und Hausnummer",
        max_length=150,
        help_text="Wo die Maßnahme stattfindet, zum Beispiel der Treffpunkt.",
    )
    postal_code = forms.CharField(label="Postleitzahl", max_length=5, widget=SHORT)
    town = forms.CharField(label="Ort", max_length=80)
    starts_on = DayField(label="Beginn", required=False)
    ends_on = DayField(label="Ende", required=False)

    def __init__(
        self, *args: Any, fiscal_year: int, centres: list[tuple[int, str]], **options: Any
    ) -> None:
        """What there is to choose; with one centre there is nothing to choose."""
        super().__init__(*args, **options)
        self.fiscal_year = fiscal_year
        self.fields["paid_by"].choices = lines_in(fiscal_year)  # type: ignore[attr-defined]
        self.fields["centre"].choices = centres  # type: ignore[attr-defined]
        if len(centres) == 1:
            del self.fields["centre"]
        hint = f"Leer heißt: das ganze Jahr {fiscal_year}."
        for name in ("starts_on", "ends_on"):
            self.fields[name].help_text = f"{hint} {self.fields[name].help_text}"

    def details(self) -> MeasureDetails:
        """For the action."""
        typed = self.cleaned_data
        first, last = date(self.fiscal_year, 1, 1), date(self.fiscal_year, 12, 31)
        return MeasureDetails(
            paid_by=typed["paid_by"],
            other=typed["other"],
            title=typed["title"],
            street=typed["street"],
            postal_code=typed["postal_code"],
            town=typed["town"],
            starts_on=typed["starts_on"] or first,
            ends_on=typed["ends_on"] or last,
        )


class YearForm(forms.Form):
    """Which year is shown."""

    jahr = forms.IntegerField(
        label="Haushaltsjahr", required=False, min_value=2012, max_value=2100, widget=SHORT
    )
