"""Shapes of input on the allocation pages."""

from decimal import Decimal
from typing import Any

from django import forms

from drehscheibe.domain.forwarding.allocation_keys import Key, Plan, plan, weights_in
from drehscheibe.domain.forwarding.distribution import WeightsRefused
from drehscheibe.domain.forwarding.models import AllocationIs
from drehscheibe.domain.forwarding.programme_files import (
    UnknownProgrammeYear,
    programme_choices,
    programme_for,
)
from drehscheibe.domain.forwarding.refusals import ForwardingRefused
from drehscheibe.domain.forwarding.selectors import Filters
from drehscheibe.doors.staff.funding.forms import AmountField
from drehscheibe.kernel.language.amounts import euro
from drehscheibe.kernel.tables.refusals import TableRefused


class FilterForm(forms.Form):
    """What the budget list is narrowed to."""

    jahr = forms.IntegerField(label="Jahr", required=False, min_value=2012, max_value=2100)
    programm = forms.ChoiceField(
        label="Programm", required=False, choices=[("", "alle"), *programme_choices()]
    )
    stand = forms.ChoiceField(
        label="Stand", required=False, choices=[("", "alle"), *AllocationIs.choices]
    )
    wort = forms.CharField(label="Zentrum oder Aktenzeichen", required=False, max_length=80)

    def filters(self) -> Filters:
        """For the selector; what nobody knows narrows nothing."""
        wanted = self.cleaned_data if self.is_valid() else {}
        return Filters(
            fiscal_year=wanted.get("jahr"),
            programme=wanted.get("programm", ""),
            status=wanted.get("stand", ""),
            words=wanted.get("wort", ""),
        )


class PlanForm(forms.Form):
    """Programme, year, total and key; `plan` holds the distribution once all of it fits."""

    programme = forms.ChoiceField(label="Programm", choices=[*programme_choices()][::-1])
    fiscal_year = forms.CharField(
        label="Haushaltsjahr",
        max_length=4,
        widget=forms.TextInput(attrs={"class": "input--short", "inputmode": "numeric"}),
        help_text="Das Jahr bestimmt die Fassung des Programms.",
    )
    total = AmountField(
        label="Zu verteilen", help_text="In Euro, zum Beispiel 13.400.000,00", max_length=30
    )
    key = forms.ChoiceField(
        label="Verteilschlüssel",
        choices=[(each.value, each.label) for each in Key],
        help_text="Einwohnerzahl nach dem Gemeindeverzeichnis; die Liste gilt nur, wenn sie "
        "gewählt ist.",
    )
    table = forms.FileField(
        label="Liste als Datei",
        required=False,
        help_text="CSV oder Excel mit den Spalten Schlüssel und Gewicht.",
    )
    typed_list = forms.CharField(
        label="Liste als Text",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text="Je Zeile Schlüssel;Gewicht, zum Beispiel 05111;1234,5. Eine Datei geht vor.",
    )
    plan: Plan | None = None

    def clean_fiscal_year(self) -> int:
        """A year of four figures."""
        text = str(self.cleaned_data["fiscal_year"])
        if not text.isdecimal() or len(text) != 4:
            raise forms.ValidationError("Bitte ein Jahr mit vier Ziffern eingeben, z. B. 2024.")
        return int(text)

    def clean_total(self) -> Decimal:
        """More than nothing."""
        total: Decimal = self.cleaned_data["total"]
        if total <= 0:
            raise forms.ValidationError("Tragen Sie einen Betrag über 0 € ein.")
        return total

    def clean(self) -> dict[str, Any]:
        """The distribution, or the refusal at the field it belongs to."""
        wanted = super().clean() or self.cleaned_data
        if self.errors:
            return wanted
        try:
            programme = programme_for(wanted["programme"], wanted["fiscal_year"])
        except UnknownProgrammeYear as refusal:
            self.add_error("fiscal_year", str(refusal))
            return wanted
        key = Key(wanted["key"])
        try:
            weights = self._weights() if key is Key.LIST else None
            self.plan = plan(
                programme,
                fiscal_year=wanted["fiscal_year"],
                total=wanted["total"],
                key=key,
                weights=weights,
            )
        except (ForwardingRefused, TableRefused, WeightsRefused) as refusal:
            self.add_error("typed_list" if key is Key.LIST else None, str(refusal))
        return wanted

    def _weights(self) -> dict[str, Decimal]:
        """From the file, else from the text; the text then holds what was read."""
        file = self.cleaned_data.get("table")
        if file:
            weights = weights_in(file.read())
            typed: Any = self.data  # what the browser sent cannot change: a copy can
            self.data = typed = typed.copy()
            typed["typed_list"] = "\n".join(
                f"{key};{weight}".replace(".", ",") for key, weight in weights.items()
            )
            return weights
        text = str(self.cleaned_data["typed_list"]).strip()
        if not text:
            raise ForwardingRefused("Laden Sie die Liste hoch oder fügen Sie sie als Text ein.")
        head = "" if text.casefold().startswith("schlüssel") else "Schlüssel;Gewicht\n"
        return weights_in(f"{head}{text}\n".encode())

    @property
    def control(self) -> str:
        """The sum control in words."""
        assert self.plan is not None
        return f"{euro(self.plan.sum_of_shares)} von {euro(self.plan.total)} verteilt"
