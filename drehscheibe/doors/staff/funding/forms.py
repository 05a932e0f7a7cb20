"""Shapes of input on the funding pages."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.funding.guideline import Guideline
from drehscheibe.domain.funding.guideline_files import UnknownFiscalYear, guideline_for
from drehscheibe.domain.funding.models import Is
from drehscheibe.domain.funding.selectors import Filters
from drehscheibe.kernel.language.amounts import AmountRefused, parse_amount
from drehscheibe.kernel.language.days import DayRefused, parse_day


class AmountField(forms.CharField):
    """An amount in euro as people write it; ambiguous ones are asked about."""

    def __init__(self, **options: Any) -> None:
        """A short, right-aligned input."""
        widget = forms.TextInput(attrs={"class": "input--money", "inputmode": "decimal"})
        super().__init__(widget=widget, **options)

    def clean(self, value: Any) -> Any:
        """The amount as `Decimal`, or a German refusal."""
        text = super().clean(value)
        if not text:
            return Decimal(0)
        try:
            return parse_amount(text)
        except AmountRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None


class DayField(forms.CharField):
    """A day as people write it: 1.3.2026 or 2026-03-01."""

    def __init__(self, **options: Any) -> None:
        """A short input."""
        super().__init__(widget=forms.TextInput(attrs={"class": "input--short"}), **options)

    def clean(self, value: Any) -> date | None:
        """The day, or a German refusal (31.02. is none)."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_day(text)
        except DayRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    jahr = forms.IntegerField(label="Haushaltsjahr", required=False, min_value=2012, max_value=2100)
    stand = forms.ChoiceField(label="Stand", required=False, choices=[("", "alle"), *Is.choices])
    wort = forms.CharField(label="Träger oder Aktenzeichen", required=False, max_length=80)

    def filters(self) -> Filters:
        """For the selector."""
        wanted = self.cleaned_data
        return Filters(
            fiscal_year=wanted["jahr"], status=wanted["stand"], words=wanted["wort"] or ""
        )


class StartForm(forms.Form):
    """Which centre, which fiscal year."""

    centre = forms.ModelChoiceField(
        label="Kommunales Integrationszentrum", queryset=Centre.objects.none(), empty_label=None
    )
    fiscal_year = forms.CharField(
        label="Haushaltsjahr",
        max_length=4,
        widget=forms.TextInput(attrs={"class": "input--short", "inputmode": "numeric"}),
        help_text="Das Jahr bestimmt die Fassung der Richtlinie.",
    )

    def __init__(self, *args: Any, centres: Any, **options: Any) -> None:
        """Only the person's own centres can be chosen (attack 2)."""
        super().__init__(*args, **options)
        self.fields["centre"].queryset = centres  # type: ignore[attr-defined]

    def clean_fiscal_year(self) -> int:
        """A year some guideline governs."""
        text = self.cleaned_data["fiscal_year"].strip()
        if not text.isdecimal():
            raise forms.ValidationError("Bitte eine Jahreszahl wie 2023 eingeben.")
        try:
            guideline_for(int(text))
        except UnknownFiscalYear as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return int(text)


class ReasonForm(forms.Form):
    """A step with its reason."""

    mark_optional = True

    reason = forms.CharField(
        label="Begründung",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, needed: bool = False, label: str = "", **options: Any) -> None:
        """`needed` makes the reason obligatory."""
        super().__init__(*args, **options)
        self.fields["reason"].required = needed
        if label:
            self.fields["reason"].label = label


class StepForm(ReasonForm):
    """A step on the version of the case the person looks at."""

    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


class MomentField(forms.CharField):
    """A moment that the page itself wrote into a hidden input, to the microsecond."""

    widget = forms.HiddenInput

    def prepare_value(self, value: Any) -> Any:
        """In ISO form."""
        return value.isoformat() if isinstance(value, datetime) else value

    def clean(self, value: Any) -> datetime | None:
        """The moment; a damaged one counts as none, and the action then refuses."""
        try:
            return datetime.fromisoformat(super().clean(value))
        except ValueError:
            raise forms.ValidationError("Bitte laden Sie die Seite neu.") from None


class DecisionForm(forms.Form):
    """What an officer prepares: outcome, amounts per item in euro, reason."""

    outcome = forms.ChoiceField(
        label="Entscheidung",
        choices=[("grant", "Bewilligung"), ("reject", "Ablehnung")],
        widget=forms.RadioSelect,
    )
    staff = AmountField(label="Personalausgaben (€)", required=False)
    material = AmountField(label="Sachausgaben (€)", required=False)
    komm_an = AmountField(label="KOMM-AN NRW, Teil I (€)", required=False)
    volunteering = AmountField(label="Ehrenamt und Väterarbeit, Nr. 2.3 (€)", required=False)
    reason = forms.CharField(
        label="Begründung",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Nötig bei Ablehnung und wenn weniger als beantragt bewilligt wird.",
    )

    def __init__(self, *args: Any, guideline: Guideline, **options: Any) -> None:
        """Only the parts of the grant this version has."""
        super().__init__(*args, **options)
        if guideline.komm_an_part_one is None:
            del self.fields["komm_an"]
        if guideline.volunteering_maximum is None:
            del self.fields["volunteering"]


class SignForm(forms.Form):
    """The second person signs: when it was decided."""

    decided_on = DayField(label="Entscheidungsdatum", required=False, help_text="Leer = heute")
    prepared_at = MomentField()


class WaiverForm(forms.Form):
    """The day of the waiver of remedies."""

    waived_on = DayField(label="Rechtsbehelfsverzicht erklärt am")
