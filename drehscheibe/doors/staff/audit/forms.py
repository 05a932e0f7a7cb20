"""What the record is narrowed to."""

from typing import Any

from django import forms
from django.apps import apps

from drehscheibe.kernel.audit.selectors import Narrowing

OURS = "drehscheibe."


def rooms() -> list[tuple[str, str]]:
    """Every room by its German name."""
    found = [
        (config.label, str(config.verbose_name))
        for config in apps.get_app_configs()
        if config.name.startswith(OURS) and ".doors." not in config.name
    ]
    return [("", "alle"), *sorted(found, key=lambda each: each[1].lower())]


class NarrowingForm(forms.Form):
    """By act, room and day; an impossible value narrows nothing and is said at its field."""

    vorgang = forms.CharField(
        label="Vorgang",
        required=False,
        max_length=100,
        help_text="Anfang genügt, zum Beispiel funding.application",
    )
    raum = forms.ChoiceField(label="Raum", required=False, choices=rooms)
    tag = forms.DateField(
        label="Tag",
        required=False,
        input_formats=["%d.%m.%Y", "%Y-%m-%d"],
        help_text="zum Beispiel 14.09.2022",
    )

    def narrowing(self) -> Narrowing:
        """For the selector; fields that cannot be read are left out."""
        self.is_valid()
        said: dict[str, Any] = getattr(self, "cleaned_data", {})
        return Narrowing(
            act=said.get("vorgang") or "", room=said.get("raum") or "", day=said.get("tag")
        )
