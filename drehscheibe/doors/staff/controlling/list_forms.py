"""The filter above the lists of periods, reports and dialogues."""

from typing import Any

from django import forms
from django.db.models import TextChoices

from drehscheibe.domain.controlling.narrowing import Filters


class ListFilterForm(forms.Form):
    """Year, state, and words of the centre."""

    jahr = forms.TypedChoiceField(label="Jahr", required=False, coerce=int, empty_value=None)
    stand = forms.ChoiceField(label="Stand", required=False)
    wort = forms.CharField(label="Zentrum", required=False, max_length=80)

    def __init__(
        self, *args: Any, years: list[int], states: type[TextChoices], **options: Any
    ) -> None:
        """Only years of which there is something."""
        super().__init__(*args, **options)
        every = [("", "alle")]
        given = [(str(year), str(year)) for year in years]
        self.fields["jahr"].choices = every + given  # type: ignore[attr-defined]
        self.fields["stand"].choices = every + states.choices  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """For the selector."""
        given = self.cleaned_data if self.is_valid() else {}
        return Filters(
            year=given.get("jahr"), status=given.get("stand") or "", words=given.get("wort") or ""
        )
