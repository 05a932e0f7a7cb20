"""Shapes of input for the jury: a meeting, who sits in it, bias, votes."""

from collections.abc import Iterable
from typing import Any

from django import forms

from drehscheibe.domain.forwarding.centre.jury import MOST_POINTS
from drehscheibe.doors.staff.fields import DayField


class MeetingForm(forms.Form):
    """When and where the jury meets."""

    held_on = DayField(label="Tag der Sitzung")
    place = forms.CharField(label="Ort", required=False, max_length=150)


class MemberForm(forms.Form):
    """Who joins the jury: somebody who signs in and votes, or a guest by name."""

    person = forms.TypedChoiceField(
        label="Person mit Zugang",
        required=False,
        coerce=int,
        empty_value=None,
        choices=(),
        help_text="Stimmt angemeldet selbst ab. Für alle anderen bleibt das Feld leer.",
    )
    name = forms.CharField(
        label="Name des Gastes",
        required=False,
        max_length=150,
        help_text="Die Stimmen tragen Sie aus der Niederschrift ein.",
    )
    organisation = forms.CharField(
        label="Organisation",
        required=False,
        max_length=200,
        help_text="So wie sie sich selbst nennt: Über ihren Antrag stimmt das Mitglied nicht ab.",
    )

    def __init__(self, *args: Any, people: Iterable[Any], **options: Any) -> None:
        """Those who may vote and do not sit there yet."""
        super().__init__(*args, **options)
        choices = [("", "niemand – Gast"), *((str(each.pk), str(each)) for each in people)]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of the two, not both."""
        typed = super().clean() or {}
        if "person" in typed and "name" in typed and bool(typed["person"]) == bool(typed["name"]):
            self.add_error(
                "name",
                "Wählen Sie eine Person, oder nennen Sie einen Gast."
                if not typed["name"]
                else "Entweder eine Person mit Zugang oder ein Gast, nicht beides.",
            )
        return typed


class BiasForm(forms.Form):
    """Who is biased in which case."""

    case = forms.TypedChoiceField(label="Antrag", coerce=int)
    reason = forms.CharField(label="Grund der Befangenheit", max_length=300)

    def __init__(self, *args: Any, cases: Iterable[Any], **options: Any) -> None:
        """The cases of the meeting's call."""
        super().__init__(*args, **options)
        choices = [(str(each.pk), f"{each.number} {each.name}") for each in cases]
        self.fields["case"].choices = choices  # type: ignore[attr-defined]


class VotesForm(forms.Form):
    """A member's points for every case it may vote on."""

    def __init__(self, *args: Any, cases: Iterable[tuple[Any, int | None, bool]], **options: Any):
        """Each case with the points so far and whether there is a vote."""
        super().__init__(*args, **options)
        choices = [("", "noch keine Stimme"), ("enthaltung", "Enthaltung")]
        choices += [(str(points), str(points)) for points in range(MOST_POINTS, -1, -1)]
        for case, points, voted in cases:
            given = "" if not voted else "enthaltung" if points is None else str(points)
            self.fields[f"case-{case.pk}"] = forms.ChoiceField(
                label=f"{case.number} {case.name}: {case.title}",
                choices=choices,
                required=False,
                initial=given,
            )

    def points(self) -> dict[int, int | None]:
        """What was given, by the case's key; cases without a vote are left out."""
        return {
            int(name.removeprefix("case-")): None if text == "enthaltung" else int(text)
            for name, text in self.cleaned_data.items()
            if text
        }
