"""Shapes of input: a hearing, an answer, a reclaim notice, a receipt."""

from decimal import Decimal
from typing import Any

from django import forms

from drehscheibe.domain.funding.models import InterestWaiver
from drehscheibe.domain.funding.reclaim.waiver import WaiverTerms
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


WHOLE, PART = "whole", "part"


class WaiverForm(forms.Form):
    """Of how much interest the claim is freed, and why."""

    ground = forms.ChoiceField(
        label="Anlass",
        choices=InterestWaiver.Ground.choices,
        widget=forms.RadioSelect,
        help_text="§ 49a Absatz 3 Satz 2 VwVfG NRW nennt den ersten Fall „insbesondere“.",
    )
    extent = forms.ChoiceField(
        label="Umfang",
        choices=((WHOLE, "Alle offenen Zinsen"), (PART, "Ein Teil der offenen Zinsen")),
        widget=forms.RadioSelect,
    )
    amount = AmountField(
        label="Betrag, wenn nur ein Teil (€)",
        required=False,
        help_text="Leer lassen, wenn auf alle offenen Zinsen verzichtet wird.",
    )
    reason = _reason()

    def clean(self) -> dict[str, Any]:
        """The amount belongs to a part and to nothing else."""
        typed: dict[str, Any] = super().clean() or {}
        amount: Decimal = typed.get("amount") or Decimal(0)
        if typed.get("extent") == PART and not amount and "amount" not in self.errors:
            self.add_error("amount", "Geben Sie an, auf welchen Teil der Zinsen verzichtet wird.")
        if typed.get("extent") == WHOLE and amount:
            self.add_error("amount", "Lassen Sie den Betrag leer oder wählen Sie „Ein Teil“.")
        return typed

    def terms(self) -> WaiverTerms:
        """What the action takes."""
        typed = self.cleaned_data
        return WaiverTerms(
            ground=typed["ground"],
            amount=typed["amount"] if typed["extent"] == PART else None,
            reason=typed["reason"],
        )


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
