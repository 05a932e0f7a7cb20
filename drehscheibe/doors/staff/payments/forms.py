"""Shapes of input on the payment pages."""

from typing import Any

from django import forms

from drehscheibe.domain.payments.accounts import AccountDetails
from drehscheibe.domain.payments.models import OrderIs
from drehscheibe.domain.payments.selectors import Filters
from drehscheibe.doors.staff.fields import DayField
from drehscheibe.kernel.organisations.models import Organisation


class FilterForm(forms.Form):
    """What the list of payments is narrowed to."""

    stand = forms.ChoiceField(
        label="Stand", required=False, choices=[("", "alle"), *OrderIs.choices]
    )
    wort = forms.CharField(label="Empfänger oder Zweck", required=False, max_length=80)

    def filters(self) -> Filters:
        """For the selector; a state nobody knows narrows nothing."""
        wanted = self.cleaned_data if self.is_valid() else {}
        return Filters(status=wanted.get("stand", ""), words=wanted.get("wort", ""))


class RunForm(forms.Form):
    """Which open payments go into a run, and when the bank is to pay them."""

    execution_on = DayField(label="Auszuführen am")
    everything = forms.BooleanField(
        label="Alle offenen Zahlungen nehmen, auch die der anderen Seiten", required=False
    )


class DayForm(forms.Form):
    """Another day of execution."""

    execution_on = DayField(label="Auszuführen am")


class ReasonForm(forms.Form):
    """A step with its reason."""

    reason = forms.CharField(
        label="Begründung",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ExecutedForm(forms.Form):
    """The day the bank paid."""

    executed_on = DayField(label="Von der Bank ausgeführt am")


class AccountForm(forms.Form):
    """An account as it is typed; what is wrong with the number, the room says."""

    place = forms.ModelChoiceField(
        label="Geführt bei",
        queryset=Organisation.objects.none(),
        empty_label=None,
        help_text="Beim Träger und bei der Behörde: das eigene Konto. "
        "Beim Zentrum: Konten von Dritten, an die weitergeleitet wird.",
    )
    holder = forms.CharField(
        label="Kontoinhaber", max_length=200, help_text="So, wie er bei der Bank geführt wird."
    )
    iban = forms.CharField(
        label="IBAN",
        max_length=60,
        help_text="Zum Beispiel DE89 3704 0044 0532 0130 00; Leerzeichen stören nicht.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    bic = forms.CharField(
        label="BIC", max_length=20, required=False, help_text="Nur bei Konten außerhalb des EWR."
    )
    valid_from = DayField(label="Gilt ab", required=False, help_text="Leer = ab heute")

    def __init__(self, *args: Any, places: Any, **options: Any) -> None:
        """Only organisations where the person keeps accounts can be chosen (attack 2)."""
        super().__init__(*args, **options)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]

    def details(self) -> AccountDetails:
        """For the action."""
        given = self.cleaned_data
        return AccountDetails(given["holder"], given["iban"], given["bic"], given["valid_from"])
