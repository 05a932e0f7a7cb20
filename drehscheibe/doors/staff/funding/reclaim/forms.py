"""Shapes of input: a hearing, an answer, a reclaim notice, a receipt."""

from typing import Any

from django import forms

from drehscheibe.doors.staff.fields import DayField
from drehscheibe.doors.staff.funding.forms import AmountField, MomentField

ROWS = {"rows": 5}


def _reason() -> forms.CharField:
    return forms.CharField(
        label="Begründung",
        max_length=4000,
        widget=forms.Textarea(attrs=ROWS),
        help_text="Steht so im Schreiben an den Träger.",
    )


class HearingForm(forms.Form):
    """What is to be claimed, and until when the carrier may answer."""

    principal = AmountField(label="Beabsichtigte Rückforderung (€)")
    reason = _reason()
    known_on = DayField(
        label="Kenntnis seit",
        help_text="Mit diesem Tag beginnt das Jahr, in dem der Bescheid ergehen muss.",
    )
    arises_on = DayField(label="Zinsen ab", help_text="Vorschlag, nicht bestätigt.")
    hearing_until = DayField(label="Stellungnahme möglich bis")


class AnswerForm(forms.Form):
    """What the carrier says to the intended claim."""

    text = forms.CharField(
        label="Ihre Stellungnahme", max_length=10_000, widget=forms.Textarea(attrs={"rows": 8})
    )


class NoticeForm(forms.Form):
    """What the reclaim notice says."""

    principal = AmountField(label="Zu erstatten (€)")
    reason = _reason()
    arises_on = DayField(label="Zinsen ab", help_text="Vorschlag, nicht bestätigt.")
    due_on = DayField(label="Zahlbar bis")


class SignForm(forms.Form):
    """The second person signs what it looked at."""

    prepared_at = MomentField()


class RepaymentForm(forms.Form):
    """What came in."""

    received_on = DayField(label="Eingegangen am")
    amount = AmountField(label="Betrag (€)")
    reference = forms.CharField(label="Kassenzeichen", max_length=60)


class StepForm(forms.Form):
    """A step without further input, or with its reason."""

    def __init__(self, *args: Any, needed: bool = False, **options: Any) -> None:
        """`needed` asks for the reason."""
        super().__init__(*args, **options)
        if needed:
            self.fields["reason"] = forms.CharField(
                label="Begründung", max_length=4000, widget=forms.Textarea(attrs=ROWS)
            )
