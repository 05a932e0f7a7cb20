"""Shapes of input on the centre's pages about third parties."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from drehscheibe.domain.forwarding.centre.selectors import CaseFilters
from drehscheibe.domain.forwarding.models import (
    CaseIs,
    CaseItem,
    ForwardingCall,
    ForwardingProofLine,
)
from drehscheibe.doors.staff.fields import DayField
from drehscheibe.doors.staff.funding.forms import AmountField, ReasonForm
from drehscheibe.kernel.language.amounts import amount_input

__all__ = ["ReasonForm"]
LONG = {"rows": 5}
STATES = [(code, label) for code, label in CaseIs.choices if code != CaseIs.DRAFT]


class FilterForm(forms.Form):
    """What the list of cases is narrowed to."""

    aufruf = forms.TypedChoiceField(
        label="Aufruf", required=False, coerce=int, empty_value=None, choices=()
    )
    stand = forms.ChoiceField(label="Stand", required=False, choices=[("", "alle"), *STATES])
    wort = forms.CharField(label="Organisation, Maßnahme, Aktenzeichen", required=False)

    def __init__(self, *args: Any, calls: Iterable[ForwardingCall], **options: Any) -> None:
        """Only the reader's own calls can be chosen."""
        super().__init__(*args, **options)
        choices = [("", "alle"), *((str(call.pk), call.title) for call in calls)]
        self.fields["aufruf"].choices = choices  # type: ignore[attr-defined]

    def filters(self) -> CaseFilters:
        """For the selector."""
        wanted = self.cleaned_data
        return CaseFilters(
            call=wanted["aufruf"], status=wanted["stand"], words=wanted["wort"] or ""
        )


class QuestionForm(forms.Form):
    """A question to the third party."""

    question = forms.CharField(
        label="Ihre Frage",
        max_length=4000,
        widget=forms.Textarea(attrs=LONG),
        help_text="In einfachen Worten. Die Antragstellerin liest sie über ihren Link.",
    )


class PromiseForm(forms.Form):
    """One amount per item, and why it is less than asked for."""

    reason = forms.CharField(
        label="Begründung",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs=LONG),
        help_text="Nötig, wenn Sie weniger zusagen als beantragt. Sie steht in der Zusage.",
    )

    def __init__(self, *args: Any, items: Iterable[tuple[CaseItem, str]], **options: Any) -> None:
        """Every item offers what was asked for."""
        super().__init__(*args, **options)
        self.numbers = []
        for item, label in items:
            self.numbers.append(item.number)
            self.fields[f"item-{item.number}"] = AmountField(
                label=f"{item.number}. {label} (€)",
                required=False,
                initial=amount_input(item.amount or Decimal(0)),
            )
        self.order_fields([*(f"item-{number}" for number in self.numbers), "reason"])

    def amounts(self) -> dict[int, Decimal]:
        """Euro by number of the item."""
        return {number: self.cleaned_data[f"item-{number}"] for number in self.numbers}


class ContractForm(forms.Form):
    """What is to be said before the contract is written."""

    proof_due_on = DayField(label="Nachweis der Letztempfängerin bis")


class SignatureForm(forms.Form):
    """Both signatures and the scan."""

    centre_on = DayField(label="Vom Zentrum unterschrieben am")
    applicant_on = DayField(label="Von der Letztempfängerin unterschrieben am")
    scan = forms.FileField(
        label="Unterschriebener Vertrag", help_text="Als PDF, PNG oder JPEG eingescannt."
    )


class PaymentForm(forms.Form):
    """A part of the contract to be paid."""

    amount = AmountField(label="Betrag (€)")
    wanted_on = DayField(label="Gewünscht zum")


class ProofCheckForm(forms.Form):
    """What is accepted of each line."""

    note = forms.CharField(
        label="Prüfvermerk",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs=LONG),
        help_text="Nötig, wenn weniger anerkannt wird als gezahlt.",
    )

    def __init__(
        self, *args: Any, lines: Iterable[tuple[ForwardingProofLine, str]], **options: Any
    ) -> None:
        """Every line offers what was proved, at most what was promised."""
        super().__init__(*args, **options)
        self.numbers = []
        for line, label in lines:
            number = line.item.number
            self.numbers.append(number)
            most = min(line.claimed or Decimal(0), line.item.promised or Decimal(0))
            offered = most if line.eligible is None else line.eligible
            self.fields[f"item-{number}"] = AmountField(
                label=f"{number}. {label}: anerkannt (€)",
                required=False,
                initial=amount_input(offered),
            )
            self.fields[f"note-{number}"] = forms.CharField(
                label=f"Anmerkung zu Punkt {number}",
                required=False,
                max_length=1000,
                initial=line.note,
            )
        order = [name for n in self.numbers for name in (f"item-{n}", f"note-{n}")]
        self.order_fields([*order, "note"])


class ClaimForm(forms.Form):
    """A claim: its reason and its day; the amount follows from the check."""

    reason = forms.CharField(label="Begründung", max_length=4000, widget=forms.Textarea(attrs=LONG))
    due_on = DayField(label="Zurückzuzahlen bis")


class MoneyBackForm(forms.Form):
    """Money that came in."""

    amount = AmountField(label="Eingegangener Betrag (€)")
    received_on = DayField(label="Eingegangen am")


class CallForm(forms.Form):
    """What a call says."""

    title = forms.CharField(label="Titel", max_length=200)
    text = forms.CharField(
        label="Worum es geht",
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="In einfachen Worten; das lesen Vereine und Initiativen.",
    )
    opens_on = DayField(label="Offen ab")
    closes_on = DayField(label="Offen bis")
    proof_due_on = DayField(label="Nachweis der Dritten bis")
    applicant_cap = AmountField(
        label="Höchstbetrag je Antragstellerin (€)",
        required=False,
        help_text="Leer lassen, wenn Sie keine eigene Grenze setzen.",
    )
    with_jury = forms.BooleanField(label="Eine Jury reiht die Anträge", required=False)
    contact = forms.CharField(
        label="Ansprechperson", required=False, max_length=300, help_text="Name, Telefon, E-Mail"
    )

    def clean_applicant_cap(self) -> Decimal | None:
        """An empty cap is none, not zero."""
        return self.cleaned_data["applicant_cap"] or None


class ReportForm(forms.Form):
    """The narrative part of the centre's proof."""

    text = forms.CharField(
        label="Sachbericht",
        max_length=20000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Was ist mit dem Geld entstanden? Bitte keine Namen von Privatpersonen.",
    )
    answer = forms.CharField(
        label="Antwort auf die Frage der Bewilligungsbehörde",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs=LONG),
    )

    def __init__(self, *args: Any, asked: bool, **options: Any) -> None:
        """An answer only where something was asked."""
        super().__init__(*args, **options)
        if not asked:
            del self.fields["answer"]
