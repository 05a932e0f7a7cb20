"""Shapes of input on the pages of activities."""

from typing import Any
from uuid import uuid4

from django import forms

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.activities.entering import Entry
from drehscheibe.domain.controlling.activities.selectors import Choice, Filters
from drehscheibe.domain.controlling.models import Activity
from drehscheibe.doors.staff.fields import DayField
from drehscheibe.kernel.language.quantities import QuantityRefused, parse_quantity

NUMBER = {"class": "input--short", "inputmode": "decimal", "autocomplete": "off"}


class QuantityField(forms.CharField):
    """A number as people write it, refused in German; `whole` forbids fractions."""

    def __init__(self, *, whole: bool = False, **options: Any) -> None:
        """A short input that opens the number keys of a phone."""
        self.whole = whole
        super().__init__(widget=forms.TextInput(attrs=NUMBER), max_length=40, **options)

    def clean(self, value: Any) -> Any:
        """The number, or nothing when the field may stay empty."""
        text = super().clean(value)
        if not text:
            return None
        try:
            number = parse_quantity(text)
        except QuantityRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None
        if self.whole and number != int(number):
            raise forms.ValidationError("Bitte eine ganze Zahl, zum Beispiel 14.")
        return int(number) if self.whole else number


class FilterForm(forms.Form):
    """What the list of activities is narrowed to."""

    jahr = forms.TypedChoiceField(label="Jahr", required=False, coerce=int, empty_value=None)
    wort = forms.CharField(label="Was, wo oder für wen", required=False, max_length=80)
    ziel = forms.IntegerField(
        required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, years: list[int], **options: Any) -> None:
        """Only years in which something was entered."""
        super().__init__(*args, **options)
        choices = [("", "alle"), *((str(year), str(year)) for year in years)]
        self.fields["jahr"].choices = choices  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """For the selector."""
        given = self.cleaned_data if self.is_valid() else {}
        return Filters(
            year=given.get("jahr"), words=given.get("wort") or "", goal=given.get("ziel")
        )


class ActivityForm(forms.Form):
    """What, when, where, for whom, how many, which goal; everything below is optional."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    centre = forms.ModelChoiceField(
        label="Zentrum", queryset=Centre.objects.none(), empty_label=None
    )
    title = forms.CharField(label="Was?", max_length=200)
    happened_on = DayField(label="Wann?")
    place = forms.CharField(label="Wo?", max_length=150)
    audience = forms.CharField(label="Für wen?", max_length=200)
    participants = QuantityField(label="Wie viele?", whole=True)
    goal = forms.ChoiceField(label="Für welches Ziel?", required=False)
    until = DayField(label="Bis", required=False)
    hours = QuantityField(label="Stunden", required=False)
    partners = forms.CharField(label="Partner", required=False, max_length=300)
    note = forms.CharField(
        label="Anmerkung", required=False, max_length=2000,
        help_text="Bitte keine Namen von Teilnehmenden.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    NEEDED = ("title", "happened_on", "place", "audience", "participants", "goal")
    OPTIONAL = ("until", "hours", "partners", "note")

    def __init__(self, *args: Any, centres: Any, choices: list[Choice], **options: Any) -> None:
        """Own centres and their goals only; the one centre of most people is not asked for."""
        super().__init__(*args, **options)
        self.choices = {str(choice.goal.pk): choice for choice in choices}
        field: Any = self.fields["centre"]
        field.queryset = centres
        if len(centres) == 1:
            field.widget, field.initial = forms.HiddenInput(), centres[0].pk
        goals: Any = self.fields["goal"]
        goals.choices = [("", "– keines –"), *_options(choices)]

    @property
    def needed(self) -> list[Any]:
        """The fields everybody fills in."""
        shown = [] if self.fields["centre"].widget.is_hidden else ["centre"]
        return [self[name] for name in (*shown, *self.NEEDED)]

    @property
    def optional(self) -> list[Any]:
        """The fields nobody owes."""
        return [self[name] for name in self.OPTIONAL]

    @property
    def has_optional(self) -> bool:
        """Whether something optional is filled in or wrong, so that it must not be folded."""
        return any(self[name].value() or self[name].errors for name in self.OPTIONAL)

    def entry(self) -> Entry:
        """For the action."""
        given = self.cleaned_data
        goal, _, measure = given["goal"].partition("-")
        return Entry(
            title=given["title"], happened_on=given["happened_on"], place=given["place"],
            audience=given["audience"], participants=given["participants"],
            goal=self.choices[goal].goal if goal else None,
            measure=int(measure) if measure else None,
            until=given["until"], hours=given["hours"],
            partners=given["partners"], note=given["note"],
        )  # fmt: skip


class KeyForm(forms.Form):
    """Which activity was entered just now."""

    erfasst = forms.UUIDField()


class WithdrawForm(forms.Form):
    """Why an activity is taken back."""

    reason = forms.CharField(label="Warum?", max_length=300, required=False)


def typed(activity: Activity) -> dict[str, Any]:
    """A stored activity as the form begins with it."""
    names = ("title", "happened_on", "place", "audience", "participants", "until", "hours",
             "partners", "note")  # fmt: skip
    goal = f"{activity.goal_id or ''}" + (f"-{activity.measure}" if activity.measure else "")
    values = {name: getattr(activity, name) for name in names}
    return {**values, "key": activity.key, "centre": activity.centre_id, "goal": goal}


def _options(choices: list[Choice]) -> list[tuple[str, str]]:
    """Each goal, and below it its measures."""
    options = []
    for choice in choices:
        goal = choice.goal
        options.append((str(goal.pk), f"{goal.number}. {choice.title}"))
        options += [
            (f"{goal.pk}-{number}", f"{goal.number}. {choice.title}: {title or 'Maßnahme'}")
            for number, title in choice.measures.items()
        ]
    return options
