"""Shapes of input on the pages of the catalogue."""

from typing import Any

from django import forms

from drehscheibe.domain.controlling.catalogue.keeping import Counting, Revision, Wording
from drehscheibe.domain.controlling.models import CatalogueVersion, Kind, OverPlaces, OverTime
from drehscheibe.doors.staff.fields import DayField

SEPARATOR = ";"


class CatalogueFilter(forms.Form):
    """What the catalogue is narrowed to."""

    wort = forms.CharField(label="Wort oder Kürzel", required=False, max_length=80)


class WordingForm(forms.Form):
    """What an indicator means from a day on."""

    name = forms.CharField(label="Bezeichnung", max_length=200)
    definition = forms.CharField(
        label="Definition", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Was wird gezählt, was nicht, wann und wie?",
    )  # fmt: skip
    unit = forms.CharField(
        label="Einheit", max_length=40, help_text="Zum Beispiel: Personen, Schulen, Stunden"
    )
    splits = forms.CharField(
        label="Aufteilungen", required=False, max_length=400,
        help_text="Mit Semikolon getrennt, zum Beispiel Frauen; Männer; divers.",
    )  # fmt: skip
    valid_from = DayField(label="Gültig ab")

    def clean_splits(self) -> tuple[str, ...]:
        """The parts, each once and no longer than a split may be."""
        parts = (part.strip() for part in self.cleaned_data["splits"].split(SEPARATOR))
        found = tuple(dict.fromkeys(part for part in parts if part))
        if any(len(part) > 40 for part in found):
            raise forms.ValidationError("Eine Aufteilung hat höchstens 40 Zeichen.")
        return found

    def wording(self) -> Wording:
        """For the action."""
        names = ("name", "definition", "unit", "valid_from", "splits")
        return Wording(**{name: self.cleaned_data[name] for name in names})


class EntryForm(WordingForm):
    """A new indicator: its first wording and how it counts, for good."""

    code = forms.SlugField(
        label="Kürzel", max_length=40,
        help_text="Kleine Buchstaben, Ziffern und Bindestriche. Es ändert sich nie.",
        error_messages={"invalid": "Bitte nur Buchstaben, Ziffern und Bindestriche."},
    )  # fmt: skip
    kind = forms.ChoiceField(label="Art", choices=Kind.choices)
    over_time = forms.ChoiceField(label="Über die Zeit", choices=OverTime.choices)
    over_places = forms.ChoiceField(label="Über die Zentren", choices=OverPlaces.choices)
    field_order = ("code", "name", "definition", "unit", "kind", "over_time", "over_places")

    def counting(self) -> Counting:
        """For the action."""
        names = ("code", "kind", "over_time", "over_places")
        return Counting(**{name: self.cleaned_data[name] for name in names})


class VersionForm(WordingForm):
    """The next version; begins with the words of the last one."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Grund der neuen Fassung", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    breaks_series = forms.BooleanField(
        label="Bricht die Zeitreihe", required=False,
        help_text="Zahlen davor und danach werden dann nie in einer Linie gezeigt.",
    )  # fmt: skip

    def revision(self) -> Revision:
        """For the action."""
        given = self.cleaned_data
        return Revision(given["reason"], given["breaks_series"], given["seen"])


class EndForm(forms.Form):
    """From when an indicator is not used any more."""

    ended_on = DayField(label="Nicht mehr verwenden ab")


def words_of(version: CatalogueVersion) -> dict[str, Any]:
    """A version as the form of the next one begins with it; the day is a new one."""
    return {
        "name": version.name, "definition": version.definition, "unit": version.unit,
        "splits": f"{SEPARATOR} ".join(version.splits), "seen": version.number,
    }  # fmt: skip
