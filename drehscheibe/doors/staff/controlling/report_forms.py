"""Shapes of input on the pages of yearly reports."""

from typing import Any

from django import forms

FEW_LINES = {"rows": 4}


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
