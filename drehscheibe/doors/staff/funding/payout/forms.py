"""Shapes of input: a payment call, a change notice, an amended notice."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from drehscheibe.domain.funding.guideline import CallGroup
from drehscheibe.domain.funding.models import Application, ChangeNotice, FundedPost
from drehscheibe.domain.funding.payout.parts import PART_LABELS
from drehscheibe.doors.staff.fields import DayField
from drehscheibe.doors.staff.funding.forms import AmountField
from drehscheibe.kernel.language.amounts import amount_input

TEXT = {"rows": 3}


class PartsForm(forms.Form):
    """One amount for each of the given parts of the grant, in the order of the finance plan."""

    def __init__(self, *args: Any, parts: dict[str, Decimal], **options: Any) -> None:
        """`parts` are the amounts offered, in euro."""
        super().__init__(*args, **options)
        for part, amount in parts.items():
            self.fields[part] = AmountField(
                label=f"{PART_LABELS[part]} (€)", required=False, initial=amount_input(amount)
            )
        self.parts = tuple(parts)

    def amounts(self) -> dict[str, Decimal]:
        """What was typed, euro by part."""
        return {part: self.cleaned_data[part] for part in self.parts}


class CallForm(PartsForm):
    """A call of one line group for a payout day."""

    due_on = DayField(label="Auszahlungstermin")
    note = forms.CharField(
        label="Bemerkung", required=False, max_length=1000, widget=forms.Textarea(attrs=TEXT)
    )

    def __init__(
        self, *args: Any, group: CallGroup, days: list[date], parts: dict[str, Decimal],
        **options: Any,
    ) -> None:  # fmt: skip
        """Days the guideline names are offered first; another day is a warning."""
        super().__init__(*args, parts=parts, **options)
        if days:
            self.fields["due_on"].initial = days[0]
        self.order_fields([*self.parts, "due_on", "note"])
        self.group = group


class ChangeForm(forms.Form):
    """A vacancy, a hire, or a change of the organisation."""

    kind = forms.ChoiceField(
        label="Was ändert sich?", choices=ChangeNotice.Kind.choices, widget=forms.RadioSelect
    )
    post = forms.ModelChoiceField(
        label="Stelle",
        queryset=FundedPost.objects.none(),
        required=False,
        empty_label="– keine –",
        help_text="Bei Vakanz und Besetzung.",
    )
    effective_on = DayField(label="Gilt ab")
    until = DayField(label="Bis (falls bekannt)", required=False)
    text = forms.CharField(
        label="Beschreibung",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Bitte keine Namen von Beschäftigten.",
    )

    def __init__(self, *args: Any, application: Application, **options: Any) -> None:
        """Only posts of this case can be chosen (attack 2)."""
        super().__init__(*args, **options)
        self.fields["post"].queryset = application.posts.all()  # type: ignore[attr-defined]


class AmendmentForm(PartsForm):
    """New amounts of the grant with the reason."""

    reason = forms.CharField(
        label="Begründung", max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Amounts first."""
        super().__init__(*args, **options)
        self.order_fields([*self.parts, "reason"])
