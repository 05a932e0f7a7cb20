"""Shape of input on the profile page."""

import re
from typing import Any

from django import forms

from drehscheibe.domain.centres.models import AddressStatus, Centre
from drehscheibe.domain.centres.profile.as_of import as_of_text, parse_as_of
from drehscheibe.domain.centres.profile.fields import EDITABLE
from drehscheibe.kernel.language.days import DayRefused

FACET_LABELS = {
    "handlungsfeld": "Handlungsfelder",
    "thema": "Themen",
    "zielgruppe": "Zielgruppen",
}
_PHONE = re.compile(r"\+?[0-9][0-9 ()/.-]{3,38}")
_WEBSITE = re.compile(r"([a-z0-9-]+\.)+[a-z]{2,}(/[A-Za-z0-9._~/%-]*)?")


def short_text(label: str, limit: int, width: str = "", help_text: str = "") -> forms.CharField:
    """One line that may stay empty."""
    widget = forms.TextInput(attrs={"class": width} if width else {})
    return forms.CharField(
        label=label, required=False, max_length=limit, widget=widget, help_text=help_text
    )


class ProfileForm(forms.Form):
    """Address with its state, contact, opening hours, languages, fields of action."""

    street = short_text("Straße und Hausnummer", 150)
    postcode = short_text("Postleitzahl", 5, "input--short")
    place = short_text("Ort", 80, "input--medium")
    address_status = forms.ChoiceField(
        label="Stand der Anschrift", choices=AddressStatus.choices, required=False
    )
    address_as_of = short_text(
        "Anschrift gilt seit oder Stand", 20, "input--medium", "Jahr, Monat oder Tag: 2026, 03/2026"
    )
    address_note = forms.CharField(
        label="Hinweis zur Anschrift", required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}), help_text="zum Beispiel Eingang, Umzug, Etage",
    )  # fmt: skip
    phone = short_text("Telefon", 40, "input--medium")
    email = forms.EmailField(
        label="E-Mail des Zentrums", required=False,
        help_text="Eine Adresse des Zentrums, keine persönliche.",
    )  # fmt: skip
    opening_hours = forms.CharField(
        label="Öffnungszeiten", required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    website = short_text("Internetseite", 120, "", "zum Beispiel integration.example.org")
    languages = short_text("Sprachen, in denen Sie beraten", 300)

    def __init__(
        self, *args: Any, vocabulary: dict[str, list[tuple[str, str]]], **options: Any
    ) -> None:
        """One list of checkboxes per facet of the vocabulary."""
        super().__init__(*args, **options)
        for facet, choices in vocabulary.items():
            self.fields[facet] = forms.MultipleChoiceField(
                label=FACET_LABELS.get(facet, facet), choices=choices, required=False,
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
        self.facets = tuple(vocabulary)

    def clean_postcode(self) -> str:
        """Five digits."""
        text: str = self.cleaned_data["postcode"]
        if text and not re.fullmatch(r"[0-9]{5}", text):
            raise forms.ValidationError("Eine Postleitzahl hat fünf Ziffern.")
        return text

    def clean_phone(self) -> str:
        """Digits with the usual signs."""
        text: str = self.cleaned_data["phone"]
        if text and not _PHONE.fullmatch(text):
            raise forms.ValidationError("Bitte eine Telefonnummer wie 0211 123456 eingeben.")
        return text

    def clean_website(self) -> str:
        """A host and a path, without the protocol."""
        text = re.sub(r"^https?://", "", self.cleaned_data["website"]).rstrip("/")
        if text and not _WEBSITE.fullmatch(text):
            raise forms.ValidationError("Bitte eine Adresse wie integration.example.org eingeben.")
        return text

    def clean_address_as_of(self) -> str:
        """Year, month or day."""
        try:
            return parse_as_of(self.cleaned_data["address_as_of"])
        except DayRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None

    def values(self) -> dict[str, Any]:
        """What belongs into the row."""
        return {name: self.cleaned_data[name] for name in EDITABLE}

    def chosen(self) -> list[str]:
        """Keys of the chosen fields of action."""
        return sorted(key for facet in self.facets for key in self.cleaned_data[facet])


def profile_initial(centre: Centre, facets: dict[str, list[tuple[str, str]]]) -> dict[str, Any]:
    """What stands in the row, under the names of the form."""
    chosen = set(centre.fields_of_action.values_list("pk", flat=True))
    initial: dict[str, Any] = {name: getattr(centre, name) for name in EDITABLE}
    initial["address_as_of"] = as_of_text(centre.address_as_of)
    for facet, choices in facets.items():
        initial[facet] = [key for key, _ in choices if key in chosen]
    return initial
