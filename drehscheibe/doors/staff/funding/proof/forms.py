"""Shapes of input on the proof's acting pages."""

from django import forms

from drehscheibe.doors.staff.funding.forms import AmountField


class CheckForm(forms.Form):
    """What the officer found: the accepted amount in euro and the note for the file."""

    accepted = AmountField(
        label="Anerkannter Betrag (€)", help_text="Höchstens der nachgewiesene Betrag."
    )
    note = forms.CharField(
        label="Prüfungsvermerk",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Ergebnis der Prüfung, Stichproben, Abweichungen mit Begründung.",
    )
