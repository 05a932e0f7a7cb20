"""Inviting and admitting: one choice names organisation and role together."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from drehscheibe.kernel.access.actions import Newcomer, Place
from drehscheibe.kernel.access.selectors import roles_at
from drehscheibe.kernel.language.lines import one_line
from drehscheibe.kernel.organisations.models import Organisation

DAY = "TT.MM.JJJJ"


class PlaceForm(forms.Form):
    """Which role, where, from when until when."""

    place = forms.ChoiceField(label="Rolle und Organisation")
    valid_from = forms.DateField(label="Gilt ab", help_text=DAY)
    valid_to = forms.DateField(
        label="Gilt bis",
        required=False,
        help_text=f"{DAY}; der letzte Tag zählt mit. Leer: auf Weiteres.",
    )

    def __init__(
        self, *args: Any, organisations: QuerySet[Organisation], today: date, **kwargs: Any
    ) -> None:
        """Offer what the person may give."""
        super().__init__(*args, **kwargs)
        self.organisations = {str(each.pk): each for each in organisations}
        choices: list[tuple[str, Any]] = [("", "Bitte wählen")]
        choices += [
            (str(each), [(f"{each.pk}:{role.code}", role.label) for role in roles_at(each)])
            for each in organisations
        ]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]
        self.fields["valid_from"].initial = today
        for name in ("valid_from", "valid_to"):
            self.fields[name].widget.attrs["class"] = "input--medium"

    def clean(self) -> dict[str, Any]:
        """The end does not lie before the beginning."""
        said = super().clean() or {}
        begin, end = said.get("valid_from"), said.get("valid_to")
        if begin and end and end < begin:
            self.add_error("valid_to", "Das Ende liegt vor dem Beginn.")
        return said

    def chosen(self) -> Place:
        """What was chosen, for the action."""
        organisation, role = self.cleaned_data["place"].split(":")
        return Place(
            organisation=self.organisations[organisation],
            role=role,
            valid_from=self.cleaned_data["valid_from"],
            valid_to=self.cleaned_data["valid_to"],
        )


class InvitationForm(PlaceForm):
    """Whom to invite."""

    given_name = forms.CharField(label="Vorname", max_length=200, required=False)
    family_name = forms.CharField(label="Nachname", max_length=200)
    email = forms.EmailField(
        label="Dienstliche E-Mail-Adresse", help_text="Dorthin geht die Einladung."
    )
    field_order = ("given_name", "family_name", "email", "place", "valid_from", "valid_to")

    def clean_given_name(self) -> str:
        """Stored on one line, in one Unicode form (DIN 91379)."""
        return one_line(self.cleaned_data["given_name"])

    def clean_family_name(self) -> str:
        """Stored on one line, in one Unicode form (DIN 91379)."""
        return one_line(self.cleaned_data["family_name"])

    def newcomer(self) -> Newcomer:
        """Who is invited, for the action."""
        said = self.cleaned_data
        return Newcomer(said["given_name"], said["family_name"], said["email"])
