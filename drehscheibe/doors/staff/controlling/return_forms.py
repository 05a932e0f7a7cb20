"""Shapes of input on the pages of returns."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.returns.matrix import LATE, Wanted, year_asked
from drehscheibe.domain.controlling.returns.obligations import columns
from drehscheibe.domain.controlling.returns.reminding import MOST_WORDS
from drehscheibe.doors.staff.controlling.return_words import STATES
from drehscheibe.doors.staff.fields import DayField

BACK, AHEAD = 4, 1
"""Years before and after this one that the filter offers."""


class MatrixForm(forms.Form):
    """What the return matrix is narrowed to."""

    jahr = forms.TypedChoiceField(label="Jahr", required=False, coerce=int, empty_value=None)
    pflicht = forms.ChoiceField(label="Pflicht", required=False)
    stand = forms.ChoiceField(
        label="Stand", required=False,
        choices=[("", "alle"), (LATE, "überfällig"), *STATES],
    )  # fmt: skip
    bezirk = forms.ChoiceField(label="Regierungsbezirk", required=False)
    fehlt = forms.BooleanField(label="nur fehlende", required=False)

    def __init__(self, *args: Any, districts: list[str], today: date, **options: Any) -> None:
        """Only districts that are shown, only years around this one."""
        super().__init__(*args, **options)
        self.asked = year_asked(today)
        years = range(today.year + AHEAD, today.year - BACK - 1, -1)
        fields: Any = self.fields
        fields["jahr"].choices = [(str(year), str(year)) for year in years]
        fields["pflicht"].choices = [
            ("", "alle"), *((each.key, each.label) for each in columns(today.year))
        ]  # fmt: skip
        fields["bezirk"].choices = [("", "alle"), *((each, each) for each in districts)]

    def wanted(self) -> Wanted:
        """For the selector; what nobody knows narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        return Wanted(
            year=given.get("jahr") or self.asked,
            obligation=given.get("pflicht", ""),
            state=given.get("stand", ""),
            district=given.get("bezirk", ""),
            missing=bool(given.get("fehlt")),
        )


class RemindForm(forms.Form):
    """To whom a reminder goes, and own words; the key makes it one however often it is sent."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    centres = forms.ModelMultipleChoiceField(
        label="Wer erinnert wird", queryset=Centre.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    words = forms.CharField(
        label="Eigene Worte", required=False, max_length=MOST_WORDS,
        help_text="Sie stehen in der Mail über dem Hinweis, wo es weitergeht. Keine Namen.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def __init__(self, *args: Any, centres: list[Centre], **options: Any) -> None:
        """All who owe it are chosen to begin with."""
        super().__init__(*args, **options)
        field: Any = self.fields["centres"]
        field.queryset = Centre.objects.filter(pk__in=[each.pk for each in centres])
        field.label_from_instance = lambda each: each.area_name
        field.initial = [each.pk for each in centres]


class UnlockForm(forms.Form):
    """For whom, why and until when a lock is opened."""

    centre = forms.ModelChoiceField(
        label="Zentrum", queryset=Centre.objects.none(), empty_label="– bitte wählen –"
    )
    until = DayField(label="Offen bis")
    reason = forms.CharField(
        label="Grund", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, centres: list[Centre], **options: Any) -> None:
        """Only centres it binds."""
        super().__init__(*args, **options)
        field: Any = self.fields["centre"]
        field.queryset = Centre.objects.filter(pk__in=[each.pk for each in centres])
        field.label_from_instance = lambda each: each.area_name
