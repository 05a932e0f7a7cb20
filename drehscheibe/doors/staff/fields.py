"""Fields that several pages of the workspace share."""

from datetime import date
from typing import Any

from django import forms

from drehscheibe.kernel.language.days import DayRefused, german_day, parse_day


class DayField(forms.CharField):
    """A day as people write it (1.3.2026, 2026-03-01), refused in German when there is none.

    `today`, set by the form, forbids days after it.
    """

    today: date | None = None

    def __init__(self, **options: Any) -> None:
        """A short input; what was typed stays when it is refused."""
        options.setdefault("help_text", "Tag.Monat.Jahr, zum Beispiel 01.03.2026")
        widget = forms.TextInput(attrs={"class": "input--medium", "autocomplete": "off"})
        super().__init__(widget=widget, max_length=40, **options)

    def prepare_value(self, value: Any) -> Any:
        """Stored days are shown as they are written here."""
        return german_day(value) if isinstance(value, date) else value

    def clean(self, value: Any) -> date | None:
        """The day, or nothing when the field may stay empty."""
        text = super().clean(value)
        if not text:
            return None
        try:
            day = parse_day(text)
        except DayRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None
        if self.today is not None and day > self.today:
            raise forms.ValidationError(
                f"Der {german_day(day)} liegt in der Zukunft. Bitte prüfen Sie das Datum."
            )
        return day
