"""Shapes of input on the pages of yearly reports."""

from typing import Any

from django import forms

from drehscheibe.domain.controlling.models import ReportIs
from drehscheibe.domain.controlling.reports.selectors import Filters

FEW_LINES = {"rows": 4}


class ReportFilterForm(forms.Form):
    """What the list of reports is narrowed to."""

    jahr = forms.TypedChoiceField(label="Jahr", required=False, coerce=int, empty_value=None)
    stand = forms.ChoiceField(
        label="Stand", required=False, choices=[("", "alle"), *ReportIs.choices]
    )
    wort = forms.CharField(label="Zentrum", required=False, max_length=80)

    def __init__(self, *args: Any, years: list[int], **options: Any) -> None:
        """Only years for which there are reports."""
        super().__init__(*args, **options)
        choices = [("", "alle"), *((str(year), str(year)) for year in years)]
        self.fields["jahr"].choices = choices  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """For the selector."""
        given = self.cleaned_data if self.is_valid() else {}
        return Filters(
            year=given.get("jahr"), status=given.get("stand") or "", words=given.get("wort") or ""
        )


class BeginForm(forms.Form):
    """Which year of which period."""

    period = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    year = forms.IntegerField(min_value=1990, max_value=2200)


class SignForm(forms.Form):
    """The fingerprint of what was shown, and why one person wrote and signs."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    one_hand = forms.CharField(
        label="Warum schreibt und zeichnet dieselbe Person?", required=False, max_length=1000,
        help_text="Sie haben den Bericht zuletzt selbst geschrieben. Ihr Satz steht auf dem "
        "Bericht.",
        widget=forms.Textarea(attrs=FEW_LINES),
    )  # fmt: skip

    def __init__(self, *args: Any, one_hand: bool, **options: Any) -> None:
        """The sentence is asked only when it is needed."""
        super().__init__(*args, **options)
        if not one_hand:
            del self.fields["one_hand"]


LABELS = {
    "ask": "Ihre Frage",
    "explain": "Ihre Erläuterung",
    "correct": "Was ist zu berichtigen?",
}


class ReasonForm(forms.Form):
    """The words of a step, under the name of the step."""

    reason = forms.CharField(max_length=4000, widget=forms.Textarea(attrs=FEW_LINES))

    def __init__(self, *args: Any, step: str, needed: bool, **options: Any) -> None:
        """Without words where none are needed."""
        super().__init__(*args, **options)
        self.fields["reason"].label = LABELS.get(step, "Begründung")
        if not needed:
            del self.fields["reason"]
